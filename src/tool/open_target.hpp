#pragma once
// The database that the command line names.
#include "migrate/target.hpp"
#include "migrate/time_travel.hpp"
#include "options.hpp"
#include "squall/d1_rest/rest_api.hpp"
#include "wrangler_config.hpp"

namespace squall::tool {

/// Throws failure(usage) when none is named or something about it is missing. `may_make`: a file that is not there is made.
std::unique_ptr<migrate::target> open_target(const target_options& o, bool may_make);
/// The API of the remote database, nothing sent yet. Throws failure(usage) when something about it is missing.
d1_rest::rest_api open_rest_api(const target_options& o);
/// The Time Travel of the remote database. Throws failure(usage) as above.
migrate::time_travel open_time_travel(const target_options& o);
/// The file of the database, which is on this machine. Throws failure(usage) as above, and when it is elsewhere.
std::string file_of(const target_options& o);

/// Which part of wrangler's configuration the command line names.
wrangler_choice choice_of(const target_options& o);
/// The id that the command line or the environment names; empty when neither does.
std::string database_id_of(const target_options& o);
/// What is known of the database as a D1: an id that the command line or the environment names, or else what wrangler's configuration says
/// of it. Empty for a SQLite file without an id. Throws failure(usage) when the configuration has several.
wrangler_database database_of(const target_options& o);

}  // namespace squall::tool
