// wrangler.json and wrangler.jsonc: JSON with comments and commas before closing brackets.
#include <simdjson.h>

#include "migrate/failure.hpp"
#include "wrangler_config.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;
using simdjson::dom::element;

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& what) { throw failure(outcome::usage, file + ": " + what); }

std::size_t end_of_string(const std::string& text, std::size_t begin) {
    std::size_t i = begin + 1;
    while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    return std::min(i + 1, text.size());
}

/// Comments become blanks, and so does a comma that nothing follows. Offsets and lines stay as they are.
std::string as_json(std::string text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.replace(0, 3, "   ");
    std::size_t comma = text.npos;  // the last sign that is no blank, where that is a comma
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        if (text[i] == '"') {
            end = end_of_string(text, i);
            comma = text.npos;
        } else if (text.compare(i, 2, "//") == 0) {
            end = std::min(text.find('\n', i), text.size());
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        } else if (text.compare(i, 2, "/*") == 0) {
            end = text.find("*/", i + 2);
            if (end == text.npos) refuse(file, "a comment is never closed");
            end += 2;
            for (std::size_t at = i; at < end; ++at)
                if (text[at] != '\n') text[at] = ' ';
        } else if (text[i] == '}' || text[i] == ']') {
            if (comma != text.npos) text[comma] = ' ';
            comma = text.npos;
        } else if (text[i] == ',') {
            comma = i;
        } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') {
            comma = text.npos;
        }
        i = end;
    }
    return text;
}

std::string text_of(element e, std::string_view key, const std::string& file) {
    element value;
    if (e[key].get(value) != simdjson::SUCCESS) return {};
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) refuse(file, std::string(key) + " of d1_databases must be a string");
    return std::string(text);
}

}  // namespace

std::vector<wrangler_database> read_wrangler_json(const std::string& text, const std::string& file, const std::string& environment) {
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(as_json(text, file)).get(root) != simdjson::SUCCESS || !root.is_object()) refuse(file, "cannot be read as JSON");
    if (!environment.empty() && root["env"][environment].get(root) != simdjson::SUCCESS) refuse(file, "there is no environment " + environment);
    std::vector<wrangler_database> all;
    element list;
    if (root["d1_databases"].get(list) != simdjson::SUCCESS) return all;
    simdjson::dom::array items;
    if (list.get(items) != simdjson::SUCCESS) refuse(file, "d1_databases must be a list of objects");
    for (element e : items) {
        if (!e.is_object()) refuse(file, "d1_databases must be a list of objects");
        const auto field = [&](std::string_view key) { return text_of(e, key, file); };
        all.push_back({field("binding"), field("database_name"), field("database_id"), field("preview_database_id"), field("migrations_dir"),
                       field("migrations_table"), field("migrations_pattern")});
    }
    return all;
}

}  // namespace squall::tool
