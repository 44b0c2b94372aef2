#pragma once
// One function a command. Each says what it does through `out` and throws failure to stop.
#include "options.hpp"
#include "output.hpp"

namespace squall::tool {

/// The difference between the schema and the last snapshot as a new migration.
int generate(const options& o, output& out);
/// The SQL that leads from one schema to another, each a snapshot, a script or a database.
int diff(const options& o, output& out);
/// Whether schema, snapshots and files agree, and a database with them if one is given.
int check(const options& o, output& out);
int migrate_database(const options& o, output& out);
/// Takes back the last applied migration by its reverse file.
int migrate_down(const options& o, output& out);
int status(const options& o, output& out);
/// An UPDATE or DELETE in batches that can be continued.
int run_backfill(const options& o, output& out);
/// A remote database as it was, by Time Travel.
int restore(const options& o, output& out);
/// Brings a database to the schema directly, without a migration file.
int push(const options& o, output& out);
/// A database as C++ declarations.
int pull(const options& o, output& out);
/// The rows of a database against the declared types.
int verify(const options& o, output& out);
int seed(const options& o, output& out);
/// The schema as SQL, or a database with its rows.
int export_sql(const options& o, output& out);
/// A web page on a database file, until it is interrupted.
int studio(const options& o, output& out);
/// Where the sources use raw SQL.
int raw(const options& o, output& out);
/// A repository function, or a line of JSON for each of many.
int call(const options& o, output& out);

}  // namespace squall::tool
