#pragma once
// The database that the command line names.
#include "migrate/target.hpp"
#include "options.hpp"

namespace squall::tool {

/// Throws failure(usage) when none is named or something about it is missing. `may_make`: a file that is not there is made.
std::unique_ptr<migrate::target> open_target(const target_options& o, bool may_make);
/// The file of --sqlite or --local, which is there. Throws failure(usage) as open_target does, and for --remote.
std::string file_of_target(const target_options& o);

}  // namespace squall::tool
