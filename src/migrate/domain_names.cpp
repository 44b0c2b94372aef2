#include "domain_names.hpp"

#include <algorithm>
#include <cctype>

#include "pull_names.hpp"

namespace squall::migrate {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_plain(char c) { return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)); }

std::string without_underscores(std::string name) {
    std::erase(name, '_');
    return name;
}

}  // namespace

std::string snake_case(const std::string& name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i], before = i > 0 ? name[i - 1] : '\0', next = i + 1 < name.size() ? name[i + 1] : '\0';
        if (!is_plain(c)) {
            if (!out.empty() && out.back() != '_') out += '_';
            continue;
        }
        const bool begins_word =
            is_upper(c) && is_plain(before) && (!is_upper(before) || (is_plain(next) && !is_upper(next) && !std::isdigit(next)));
        if (begins_word && !out.empty() && out.back() != '_') out += '_';
        out += static_cast<char>(std::tolower(c));
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out.empty() ? "table" : out;
}

domain_names::domain_names() : taken_{"app", "schema", "std", "main", "allfunctions"} {}

std::string domain_names::add(const std::string& table) {
    std::string beginning = snake_case(table);
    // The client has the first four names itself; Windows opens a device for the others.
    static const std::set<std::string> reserved = {"batch", "bookmark", "constructor", "then", "con", "prn", "aux", "nul"};
    if (!is_identifier(beginning) || reserved.contains(beginning)) beginning = "table_" + beginning;
    std::string name = beginning;
    for (int n = 2; !taken_.insert(without_underscores(name)).second; ++n) name = beginning + '_' + std::to_string(n);
    return name;
}

}  // namespace squall::migrate
