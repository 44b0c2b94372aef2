#include "output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "migrate/json_writer.hpp"
#include "printed.hpp"

namespace squall::tool {
namespace {
bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}
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
    if (!json_) print(stdout, visible(text) + '\n');
}
void output::coloured(const char* colour, const std::string& text) {
    if (!colours_ || json_) return line(text);
    clear_progress();
    print(stdout, colour + visible(text) + "\x1b[0m\n");
}
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
    print(stderr,
          fmt::format("\r{} [{}{}] {}/{}\x1b[K", visible(what), std::string(filled, '#'), std::string(width - filled, '.'), done, all));
    std::fflush(stderr);
    progress_shown_ = true;
}

std::string output::ask(const std::string& question) {
    clear_progress();
    print(stdout, visible(question) + ' ');
    std::fflush(stdout);
    std::string answer;
    std::getline(std::cin, answer);
    return answer;
}

int output::finish(outcome how) {
    clear_progress();
    if (json_) {
        const std::string command = migrate::json_string(command_);
        print(stdout, fmt::format("{{\"command\": {}, \"exit_code\": {}{}}}\n", command, static_cast<int>(how), visible_json(fields_)));
    }
    return static_cast<int>(how);
}
int output::finish(const failure& f) {
    clear_progress();
    if (json_)
        text_field("error", f.what());
    else
        print(stderr, "squall " + command_ + ": " + visible(f.what()) + '\n');
    return finish(f.code());
}
int output::delivered(int code) {
    const std::string fault = fault_of_output();
    if (fault.empty()) return code;
    print(stderr, "squall " + command_ + ": cannot write to standard output: " + fault + '\n');
    return std::max(code, static_cast<int>(outcome::usage));
}

}  // namespace squall::tool
