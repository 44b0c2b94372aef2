#pragma once
// A small database with a parent, children of every ON DELETE, grandchildren, a ring and a self-reference; filled.
#include <string>
#include <utility>
#include <vector>

#include "migrate/snapshot.hpp"
#include "migrate/target.hpp"

namespace squall::test {

/// Text that is replaced in the sample's schema, and what stands there instead.
using edits = std::vector<std::pair<std::string, std::string>>;

std::string sample_schema(const edits& changes = {});
/// The snapshot of a schema given as SQL.
migrate::snapshot snapshot_of(const std::string& schema);
/// The sample's schema with its rows.
std::unique_ptr<migrate::target> filled_sample();

/// Runs SQL as a naive tool would: cut at every semicolon, one batch. The reason of a failure, or nothing.
std::string run_cut_at_semicolons(migrate::target& db, const std::string& sql);
/// The rows of a query, cells separated by |, NULL as "NULL".
std::vector<std::string> rows(migrate::target& db, const std::string& sql);

}  // namespace squall::test
