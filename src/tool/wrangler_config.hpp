#pragma once
// What wrangler's configuration says of the database: only its ids are read.
#include <string>

namespace squall::tool {

struct wrangler_database {
    std::string binding, database_name, database_id, preview_database_id;
};

/// From the file, or from wrangler.toml, wrangler.json or wrangler.jsonc here when none is named; empty when there is
/// none. `binding` (or the database's name) chooses one of several. Throws failure(usage) when it cannot be told which.
wrangler_database read_wrangler_config(const std::string& file, const std::string& binding);

}  // namespace squall::tool
