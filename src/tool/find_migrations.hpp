#pragma once
// Where the migrations are and where they are recorded: as the command line says, else wrangler's configuration.
#include "migrate/snapshot.hpp"
#include "migrate/target.hpp"
#include "options.hpp"

namespace squall::tool {

/// Fills what the command line left out of o.migrations. Throws failure(usage) where the databases of a configuration
/// differ and none is chosen.
void find_migrations(options& o);

/// The tables of a database in which wrangler records migrations, where they have a name of their own (migrations_table). A table
/// of that name with other columns is one of the application.
migrate::names bookkeeping_tables(migrate::target& db, const options& o);

}  // namespace squall::tool
