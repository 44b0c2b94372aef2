#include "wrangler_config.hpp"

#include <filesystem>
#include <vector>

#include "migrate/failure.hpp"
#include "migrate/json_text.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/sql_tokens.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

namespace {

std::string* field_of(wrangler_database& d, std::string_view key) {
    if (key == "binding") return &d.binding;
    if (key == "database_name") return &d.database_name;
    if (key == "database_id") return &d.database_id;
    if (key == "preview_database_id") return &d.preview_database_id;
    return nullptr;
}

/// [[d1_databases]] tables of a TOML file, one key = "value" a line.
std::vector<wrangler_database> read_toml(const std::string& text) {
    std::vector<wrangler_database> all;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        line.erase(0, line.find_first_not_of(" \t\r"));
        if (line.starts_with("[")) {
            inside = line.starts_with("[[d1_databases]]");
            if (inside) all.emplace_back();
            continue;
        }
        const std::size_t equals = line.find('='), open = line.find_first_of("\"'", equals);
        if (!inside || equals == line.npos || open == line.npos) continue;
        const std::string key = line.substr(0, line.find_last_not_of(" \t", equals - 1) + 1);
        if (std::string* field = field_of(all.back(), key)) *field = line.substr(open + 1, line.find(line[open], open + 1) - open - 1);
    }
    return all;
}

/// JSON with comments: they and commas before a closing bracket are taken out.
std::string as_json(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            const std::size_t begin = i++;
            while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
            out += text.substr(begin, i + 1 - begin);
        } else if (text.compare(i, 2, "//") == 0) {
            i = std::min(text.find('\n', i), text.size()) - 1;
        } else if (text.compare(i, 2, "/*") == 0) {
            i = std::min(text.find("*/", i), text.size() - 2) + 1;
        } else {
            if (text[i] == '}' || text[i] == ']') {
                const std::size_t last = out.find_last_not_of(" \t\r\n");
                if (last != out.npos && out[last] == ',') out.erase(last, 1);
            }
            out += text[i];
        }
    }
    return out;
}
std::vector<wrangler_database> read_json(const std::string& text, const std::string& file) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(as_json(text)).get(root) != simdjson::SUCCESS) throw failure(outcome::usage, file + " cannot be read as JSON");
    std::vector<wrangler_database> all;
    for (simdjson::dom::element e : migrate::list_at(root, "d1_databases"))
        all.push_back({migrate::text_at(e, "binding"), migrate::text_at(e, "database_name"), migrate::text_at(e, "database_id"), migrate::text_at(e, "preview_database_id")});
    return all;
}

}  // namespace

wrangler_database read_wrangler_config(const std::string& file, const std::string& binding) {
    std::string path = file;
    for (const char* usual : {"wrangler.toml", "wrangler.json", "wrangler.jsonc"})
        if (path.empty() && std::filesystem::exists(usual)) path = usual;
    if (path.empty()) return {};
    const std::string text = migrate::read_file(path);
    std::vector<wrangler_database> all = path.ends_with(".toml") ? read_toml(text) : read_json(text, path);
    if (!binding.empty()) std::erase_if(all, [&](const auto& d) { return d.binding != binding && d.database_name != binding; });
    if (all.size() > 1) throw failure(outcome::usage, path + " has several databases: choose one with --binding");
    if (all.empty() && !binding.empty()) throw failure(outcome::usage, path + " has no database " + binding);
    return all.empty() ? wrangler_database{} : all.front();
}

}  // namespace squall::tool
