#pragma once
// The database of wrangler dev and miniflare, as they keep it on disk.
#include "target.hpp"

namespace squall::migrate {

/// The file's name under v3/d1/miniflare-D1DatabaseObject: the id that miniflare's Durable Object of this database has.
std::string local_d1_file_name(const std::string& database_id);

/// The file of a local D1. `state` is what wrangler takes as --persist-to (.wrangler/state), or a folder below it. Without an id the only
/// database there is taken. Throws failure(usage) when there is none, or several.
std::string find_local_d1(const std::string& state, const std::string& database_id, bool may_make);
std::unique_ptr<target> open_local_d1(const std::string& state, const std::string& database_id, bool may_make);

}  // namespace squall::migrate
