#include "output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "migrate/json_text.hpp"

namespace squall::tool {
namespace {
bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}
/// Does not throw on a full disk: delivered() reports it once.
void print(std::FILE* to, const std::string& text) { std::fwrite(text.data(), 1, text.size(), to); }
constexpr const char *green = "\x1b[32m", *red = "\x1b[31m", *grey = "\x1b[90m";
}  // namespace

output::output(std::string command, bool json)
    : command_(std::move(command)), json_(json), colours_(!json && isatty(1) && !is_set("NO_COLOR")) {}

bool output::may_ask() const { return !json_ && isatty(0) && isatty(1) && !is_set("CI"); }

void output::clear_progress() {
    if (progress_shown_) print(stderr, "\r\x1b[K");
    progress_shown_ = false;
}
void output::line(const std::string& text) {
    clear_progress();
    if (!json_) print(stdout, text + '\n');
}
void output::coloured(const char* colour, const std::string& text) { line(colours_ ? colour + text + "\x1b[0m" : text); }
void output::good(const std::string& text) { coloured(green, text); }
void output::bad(const std::string& text) { coloured(red, text); }
void output::note(const std::string& text) { coloured(grey, text); }

void output::list(const std::string& key, const std::string& heading, const strings& items) {
    field(key, migrate::json_list(items));
    if (items.empty()) return;
    line(heading);
    for (const std::string& item : items) line("  " + item);
}
void output::field(const std::string& key, const std::string& value) { fields_ += ", " + migrate::json_string(key) + ": " + value; }
void output::text_field(const std::string& key, const std::string& value) { field(key, migrate::json_string(value)); }

void output::progress(const std::string& what, long long done, long long all) {
    if (json_ || !isatty(2) || all <= 0) return;
    constexpr long long width = 30;
    const auto filled = static_cast<std::size_t>(width * done / all);
    fmt::print(stderr, "\r{} [{}{}] {}/{}\x1b[K", what, std::string(filled, '#'), std::string(width - filled, '.'), done, all);
    std::fflush(stderr);
    progress_shown_ = true;
}

std::string output::ask(const std::string& question) {
    clear_progress();
    fmt::print("{} ", question);
    std::fflush(stdout);
    std::string answer;
    std::getline(std::cin, answer);
    return answer;
}

int output::finish(outcome how) {
    clear_progress();
    if (json_)
        print(stdout,
              fmt::format("{{\"command\": {}, \"exit_code\": {}{}}}\n", migrate::json_string(command_), static_cast<int>(how), fields_));
    return static_cast<int>(how);
}
int output::finish(const failure& f) {
    clear_progress();
    if (json_)
        text_field("error", f.what());
    else
        print(stderr, fmt::format("squall {}: {}\n", command_, f.what()));
    return finish(f.code());
}
int output::delivered(int code) {
    errno = 0;
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    const std::string why = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
    print(stderr, fmt::format("squall {}: cannot write to standard output{}\n", command_, why));
    return code > static_cast<int>(outcome::usage) ? code : static_cast<int>(outcome::usage);
}

}  // namespace squall::tool
