// jobs.claim_next: each job goes to one of several callers.
#include "repositories/jobs.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;

namespace {

std::string claimed(test_database& db, jobs::claim_next_args&& args) {
    std::string all;
    for (const auto& job : run(db, jobs::claim_next(std::move(args)))) all += (all.empty() ? "" : " ") + job.id;
    return all;
}

}  // namespace

TEST_CASE("jobs.claim_next marks the oldest queued jobs and gives them as they are then", "[jobs]") {
    test_database db;
    db.sql("UPDATE jobs SET error = 'earlier', progress = 7, started_at = '2026-01-01 00:00:00' WHERE id = 'queued'");
    const auto given = run(db, jobs::claim_next({}));
    REQUIRE(given.size() == 2);
    CHECK(shown(given[0]) ==
          "other|ws_b|import|running|0|NULL|NULL|NULL|0|5|NULL|NULL|NULL|0|2026-01-20 "
          "07:00:00|2026-02-03T04:05:06.789Z|NULL|NULL|NULL|NULL|NULL");
    CHECK(shown(given[0]) == db.row("SELECT * FROM jobs WHERE id = 'other'"));
    CHECK(shown(given[1]) == db.row("SELECT * FROM jobs WHERE id = 'queued'"));
    CHECK(given[1].error == "earlier");
    CHECK(claimed(db, {}).empty());
    CHECK(run(db, jobs::count({.status = jobs::JobStatus::running})) == 3);
}

TEST_CASE("jobs.claim_next orders by instant, then id, and jobs without a time first", "[jobs]") {
    test_database db;
    db.sql(R"(INSERT INTO jobs (id, workspace_id, type, created_at, priority) VALUES
        ('third',  'ws_c', 'import', '2026-01-05 08:00:00',      9),
        ('first',  'ws_c', 'import', NULL,                       0),
        ('second', 'ws_c', 'import', '2026-01-05T07:00:00.000Z', 0),
        ('fourth', 'ws_c', 'import', '2026-01-05T08:00:00.000Z', 5),
        ('fifth',  'ws_c', 'import', '2026-01-05 08:00:00.001',  9))");
    db.sql("UPDATE jobs SET id = 'zfourth' WHERE id = 'third'; UPDATE jobs SET id = 'third' WHERE id = 'fourth'");
    CHECK(claimed(db, {.limit = 2, .workspace_id = "ws_c"}) == "first second");
    CHECK(claimed(db, {.limit = 2, .workspace_id = "ws_c"}) == "third zfourth");
    CHECK(claimed(db, {.limit = 2, .workspace_id = "ws_c"}) == "fifth");
    CHECK(claimed(db, {.limit = 2, .workspace_id = "ws_c"}).empty());
}

TEST_CASE("jobs.claim_next stays in the workspace that is given", "[jobs]") {
    test_database db;
    CHECK(claimed(db, {.workspace_id = "ws_a"}) == "queued");
    CHECK(claimed(db, {.workspace_id = "nope"}).empty());
    CHECK(claimed(db, {}) == "other");
    jobs::claim_next_args forgotten;
    spoil(forgotten.workspace_id, undefined());
    CHECK(refusal(db, jobs::claim_next(std::move(forgotten))).starts_with("invalid_argument: workspace_id must not be undefined or null"));
}

TEST_CASE("jobs.claim_next leaves out jobs that are not due, when asked", "[jobs]") {
    test_database db;
    db.sql(
        "UPDATE jobs SET next_retry_at = '2026-02-03T04:05:06.790Z' WHERE id = 'queued'; UPDATE jobs SET next_retry_at = '2026-02-03 "
        "04:05:06' WHERE id = 'other'");
    CHECK(claimed(db, {.due_only = true}) == "other");
    CHECK(claimed(db, {.due_only = true}).empty());
    CHECK(claimed(db, {.due_only = false}) == "queued");
}

TEST_CASE("jobs.claim_next gives ten unless told, from 1 to 100", "[jobs]") {
    test_database db;
    for (int i = 10; i < 30; ++i)
        db.sql("INSERT INTO jobs (id, workspace_id, type, created_at) VALUES ('n" + std::to_string(i) +
               "', 'ws_c', 'import', '2026-01-01')");
    CHECK(claimed(db, {.limit = 1}) == "n10");
    CHECK(run(db, jobs::claim_next({})).size() == 10);
    CHECK(run(db, jobs::claim_next({.limit = 100})).size() == 11);
    for (int limit : {0, 101, -1})
        CHECK(refusal(db, jobs::claim_next({.limit = limit})) == "invalid_argument: limit must be from 1 to 100");
}

TEST_CASE("two claims in one batch share nothing", "[jobs]") {
    test_database db;
    const auto [first, second] = value_of(db.batch(jobs::claim_next({.limit = 1}), jobs::claim_next({.limit = 5})));
    REQUIRE(first.size() == 1);
    REQUIRE(second.size() == 1);
    CHECK(first[0].id == "other");
    CHECK(second[0].id == "queued");
}
