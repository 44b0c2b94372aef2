#pragma once
// The schema that a database has, by its catalogue.
#include "snapshot.hpp"
#include "target.hpp"

namespace squall::migrate {

/// Everything but internal tables, further tables of bookkeeping, and the tables in which virtual ones keep what they hold. What
/// migrations set aside beside `schema` is left out too.
snapshot inspect(target& db, const snapshot* schema = nullptr, const names& bookkeeping = {});

/// The tables in which virtual tables keep what they hold, in small letters. SQLite itself knows them; where it cannot be asked,
/// or does not have the module, they are those that the module documents.
names shadow_tables(target& db);

}  // namespace squall::migrate
