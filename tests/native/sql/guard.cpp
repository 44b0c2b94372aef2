#include "check.hpp"

namespace {
constexpr auto found = exists(select(agents.id).from(agents).where(agents.id == param<"id">));
constexpr auto status = scalar(select(runs.status).from(runs).where(runs.agent_id == param<"id">));
constexpr auto both = guard(must_exist<"agent">(found), must_hold<"status">(status == literal<RunStatus::queued>));
}  // namespace

TEST_CASE("a guard is a statement of its own, without FROM", "[sql][guard]") {
    check_text(both,
               "SELECT CASE WHEN EXISTS (SELECT agents.id FROM agents WHERE agents.id = ?1) IS NOT TRUE "
               "THEN json_extract('{}', 'not_found:agent:' || ?2) "
               "WHEN ((SELECT runs.status FROM runs WHERE runs.agent_id = ?1) = 'queued') IS NOT TRUE "
               "THEN json_extract('{}', 'guard_failed:status:' || ?2) ELSE 1 END AS g");
    CHECK(parameters_of(both) == "id text, @batch_index text");
    static_assert(!decltype(both)::writes);
}

TEST_CASE("a guard fails with its own name in the message; false and null both fail", "[sql][guard]") {
    test_database database;
    CHECK(database.answer(text_of(both), {"a", "4"}) == "bad JSON path: 'not_found:agent:4'");
    database.run("INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n')");
    CHECK(database.answer(text_of(both), {"a", "4"}) == "bad JSON path: 'guard_failed:status:4'");
    database.run("INSERT INTO runs (agent_id, number, status) VALUES ('a', 1, 'done')");
    CHECK(database.answer(text_of(both), {"a", "4"}) == "bad JSON path: 'guard_failed:status:4'");
    database.run("UPDATE runs SET status = 'queued'");
    CHECK(database.answer(text_of(both), {"a", "4"}) == "1");
}

TEST_CASE("what a write claims or refers to", "[sql][guard]") {
    check_text(
        guard(must_be_free<"email">(!exists(select(users.id).from(users).where(users.email == param<"email">))),
              must_refer<"owner_id">(found)),
        "SELECT CASE WHEN (NOT EXISTS (SELECT users.id FROM users WHERE users.email = ?1)) IS NOT TRUE "
        "THEN json_extract('{}', 'conflict:email:' || ?2) WHEN EXISTS (SELECT agents.id FROM agents WHERE agents.id = ?3) IS NOT TRUE "
        "THEN json_extract('{}', 'foreign_key:owner_id:' || ?2) ELSE 1 END AS g");
}

TEST_CASE("a requirement chosen at run time", "[sql][guard]") {
    constexpr auto q = guard(must_exist<"agent">(found), when<"expected">(must_hold<"status">(status == param<"expected">)));
    CHECK(text_when(q, {}) ==
          "SELECT CASE WHEN EXISTS (SELECT agents.id FROM agents WHERE agents.id = ?1) IS NOT TRUE "
          "THEN json_extract('{}', 'not_found:agent:' || ?2) ELSE 1 END AS g");
    CHECK(text_when(q, {"expected"}).ends_with("THEN json_extract('{}', 'guard_failed:status:' || ?2) ELSE 1 END AS g"));

    constexpr auto only = guard(when<"expected">(must_hold<"status">(status == param<"expected">)));
    CHECK(text_when(only, {}) == "SELECT CASE WHEN 0 THEN 0 ELSE 1 END AS g");
}
