#pragma once
// The statements that lead from one snapshot to another.
#include "difference.hpp"

namespace squall::migrate {

/// In order, without semicolons, to be run as one batch.
names migration_statements(const difference& d);

/// The statements as a migration file, with what they do as a comment before them. Throws failure(refused) when a string
/// of the schema holds a semicolon, at which wrangler and others might cut.
std::string migration_text(const difference& d);

/// What is wrong with a schema by itself: a reference to a table or column that it has not, a name twice.
names faults_of(const snapshot& schema);

}  // namespace squall::migrate
