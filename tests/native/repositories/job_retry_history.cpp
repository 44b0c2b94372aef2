#include "repositories/job_retry_history.hpp"

#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using job_retry_history::ErrorCategory;
using lines = std::vector<std::string>;

TEST_CASE("job_retry_history.list gives a job's attempts, first attempt first", "[job_retry_history]") {
    test_database db;
    db.sql(R"(INSERT INTO job_retry_history (id, job_id, attempt, error, error_category, delay_ms, created_at) VALUES
        ('r4', 'failed', 1, 'later', 'unknown', 0, '2026-01-22T09:00:00.000Z'), ('r3', 'failed', 1, 'later', 'unknown', 0, '2026-01-22T09:00:00.000Z'))");
    lines ids;
    for (const auto& attempt : run(db, job_retry_history::list({.job_id = "failed"}))) ids.push_back(attempt.id);
    CHECK(ids == lines{"r1", "r3", "r4", "r2"});
    CHECK(run(db, job_retry_history::list({.job_id = "nope"})).empty());
}

TEST_CASE("job_retry_history.get gives one attempt, or null", "[job_retry_history]") {
    test_database db;
    CHECK(shown(run(db, job_retry_history::get({.id = "r2"}))) == "r2|failed|2|again|transient_network|2000|2026-01-22T08:01:30.000Z");
    CHECK_FALSE(run(db, job_retry_history::get({.id = "nope"})));
}

TEST_CASE("job_retry_history reads categories that no list knows any more", "[job_retry_history]") {
    test_database db;
    db.sql("UPDATE job_retry_history SET error_category = 'of old' WHERE id = 'r1'");
    CHECK(run(db, job_retry_history::get({.id = "r1"}))->error_category.text == "of old");
}

TEST_CASE("job_retry_history.create adds an attempt and leaves the job alone", "[job_retry_history]") {
    test_database db;
    const auto job = db.row("SELECT * FROM jobs WHERE id = 'failed'");
    const std::string stored = new_id("retry", 1) + "|failed|-3||permanent_auth|0|" + std::string(now);
    CHECK(shown(run(
              db, job_retry_history::create(
                      {.job_id = "failed", .attempt = -3, .error = "", .error_category = ErrorCategory::permanent_auth, .delay_ms = 0}))) ==
          stored);
    CHECK(db.row("SELECT * FROM job_retry_history WHERE attempt = -3") == stored);
    CHECK(db.row("SELECT * FROM jobs WHERE id = 'failed'") == job);
}

TEST_CASE("job_retry_history.create refuses a taken id, an unknown job and a category of its own", "[job_retry_history]") {
    test_database db;
    const auto args = [](const char* id, const char* job) {
        return job_retry_history::create_args{
            .id = id, .job_id = job, .attempt = 1, .error = "e", .error_category = ErrorCategory::unknown, .delay_ms = 1};
    };
    CHECK(refusal(db, job_retry_history::create(args("r1", "failed"))) == "conflict: job_retry_history.id");
    CHECK(refusal(db, job_retry_history::create(args("r1", "nope"))) == "conflict: job_retry_history.id");
    CHECK(refusal(db, job_retry_history::create(args("r9", "nope"))) == "foreign_key");
    auto odd = args("r9", "failed");
    spoil(odd.error_category, squall::text_value("secret"));
    CHECK(refusal(db, job_retry_history::create(std::move(odd)))
              .starts_with("invalid_argument: error_category must be one of transient_network, "));
}

TEST_CASE("job_retry_history.delete removes one attempt", "[job_retry_history]") {
    test_database db;
    CHECK(run(db, job_retry_history::delete_({.id = "r1"})));
    CHECK_FALSE(run(db, job_retry_history::delete_({.id = "r1"})));
    CHECK(db.rows("SELECT id FROM job_retry_history") == lines{"r2"});
}
