#pragma once
// What wrangler's configuration says of the database: its ids, and where its migrations are.
#include <string>
#include <vector>

namespace squall::tool {

struct wrangler_database {
    std::string binding, database_name, database_id, preview_database_id;
    std::string migrations_dir, migrations_table, migrations_pattern;  // as written; empty: wrangler's default
};
/// Where to look, and which of several.
struct wrangler_choice {
    std::string file{};         // empty: wrangler.json, wrangler.jsonc or wrangler.toml here, in wrangler's order
    std::string environment{};  // [env.NAME]; empty: the top level
    std::string binding{};      // or the database's name; empty: the only one
};

/// All databases of a configuration. Throws failure(usage) when it cannot be read or holds something of another type than
/// wrangler takes.
std::vector<wrangler_database> read_wrangler_toml(const std::string& text, const std::string& file, const std::string& environment);
std::vector<wrangler_database> read_wrangler_json(const std::string& text, const std::string& file, const std::string& environment);

/// The configuration's file; empty when there is none.
std::string find_wrangler_config(const wrangler_choice& choice);
/// The databases that `choice` leaves; none without a configuration. Throws failure(usage) when a binding is not there.
std::vector<wrangler_database> wrangler_databases(const wrangler_choice& choice);
/// The only one; an empty one when there is none. Throws failure(usage) when it is ambiguous.
wrangler_database read_wrangler_config(const wrangler_choice& choice);

}  // namespace squall::tool
