// wrangler.toml, by toml++.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "migrate/failure.hpp"
#include "wrangler_config.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& what) { throw failure(outcome::usage, file + ": " + what); }

std::string text_of(const toml::table& t, std::string_view key, const std::string& file) {
    const toml::node* value = t.get(key);
    if (!value) return {};
    if (!value->is_string()) refuse(file, std::string(key) + " of d1_databases must be a string");
    return value->as_string()->get();
}

}  // namespace

std::vector<wrangler_database> read_wrangler_toml(const std::string& text, const std::string& file, const std::string& environment) {
    const toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        refuse(file, "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description()));
    }
    const toml::table* root = &parsed.table();
    if (!environment.empty()) {
        root = root->at_path("env").is_table() ? (*root)["env"][environment].as_table() : nullptr;
        if (!root) refuse(file, "there is no environment " + environment);
    }
    std::vector<wrangler_database> all;
    const toml::node* list = root->get("d1_databases");
    if (!list) return all;
    if (!list->is_array()) refuse(file, "d1_databases must be a list of tables");
    for (const toml::node& one : *list->as_array()) {
        const toml::table* t = one.as_table();
        if (!t) refuse(file, "d1_databases must be a list of tables");
        const auto field = [&](std::string_view key) { return text_of(*t, key, file); };
        all.push_back({field("binding"), field("database_name"), field("database_id"), field("preview_database_id"), field("migrations_dir"),
                       field("migrations_table"), field("migrations_pattern")});
    }
    return all;
}

}  // namespace squall::tool
