#pragma once
// The bookmark of a remote database before a migration removes or overwrites something.
#include "migrate/bookmarks.hpp"
#include "options.hpp"
#include "output.hpp"

namespace squall::tool {

/// Asks D1's Time Travel and says how to return. Of a database on this machine, and with --no-bookmark, it returns no bookmark. The
/// source throws failure(database) where there is no answer: the file is not applied then.
migrate::bookmark_source bookmarks_of_remote(const options& o, output& out);

}  // namespace squall::tool
