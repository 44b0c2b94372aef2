#include "wrangler_config.hpp"

#include <filesystem>

#include "migrate/failure.hpp"
#include "migrate/migration_files.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

std::string find_wrangler_config(const wrangler_choice& choice) {
    if (!choice.file.empty()) return choice.file;
    for (const char* usual : {"wrangler.json", "wrangler.jsonc", "wrangler.toml"})
        if (std::filesystem::exists(usual)) return usual;
    return {};
}

std::vector<wrangler_database> wrangler_databases(const wrangler_choice& choice) {
    const std::string path = find_wrangler_config(choice);
    if (path.empty()) return {};
    const std::string text = migrate::read_file(path);
    const auto read = path.ends_with(".toml") ? read_wrangler_toml : read_wrangler_json;
    std::vector<wrangler_database> all = read(text, path, choice.environment);
    const std::string& wanted = choice.binding;
    if (!wanted.empty()) std::erase_if(all, [&](const auto& d) { return d.binding != wanted && d.database_name != wanted; });
    if (all.empty() && !wanted.empty()) throw failure(outcome::usage, path + " has no database " + wanted);
    return all;
}

wrangler_database read_wrangler_config(const wrangler_choice& choice) {
    const std::vector<wrangler_database> all = wrangler_databases(choice);
    if (all.size() > 1) throw failure(outcome::usage, find_wrangler_config(choice) + " has several databases: choose one with --binding");
    return all.empty() ? wrangler_database{} : all.front();
}

}  // namespace squall::tool
