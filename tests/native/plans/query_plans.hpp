#pragma once
// How SQLite goes about the statements that the functions send, as text that people read and a test compares:
// tests/plans/<domain>.txt.
#include <map>

#include "migrate/target.hpp"
#include "support/sent_statements.hpp"

namespace iofold::test {

/// The lines of EXPLAIN QUERY PLAN, each as far in as it lies deep.
std::vector<std::string> query_plan(squall::migrate::target& db, const std::string& sql);

/// The text of each domain's file.
///
///     agents.get: 1 statement
///
///         SELECT … WHERE id = ?1 «a AND workspace_id = ?2»
///
///         none
///             SEARCH agents USING INDEX sqlite_autoindex_agents_1 (id=?)
///         a
///             …
///
/// A piece in « » is in the text only when its condition is given; the letter is the condition's.
std::map<std::string, std::string> plan_files(squall::migrate::target& db);

/// Which lines the second text has more (+) and less (-) than the first, with the function that they belong to.
std::string plan_difference(const std::string& before, const std::string& after);

}  // namespace iofold::test
