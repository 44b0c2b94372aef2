#pragma once
// Where the migrations are and where they are recorded: as the command line says, else wrangler's configuration.
#include "options.hpp"

namespace squall::tool {

/// Fills what the command line left out of o.migrations. Throws failure(usage) where the databases of a configuration
/// differ and none is chosen.
void find_migrations(options& o);

}  // namespace squall::tool
