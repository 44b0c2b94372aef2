// What happens to a job that fails: attempts written down, the dead letter, its category, its end.
#include "repositories/job_retry_history.hpp"
#include "repositories/jobs.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using jobs::ErrorCategory;

namespace {
jobs::record_retry_args attempt(const char* job, std::int64_t delay_ms, std::optional<std::string> id = {}) {
    return {.job_id = job,
            .attempt = 3,
            .error = "e",
            .error_category = ErrorCategory::transient_server,
            .delay_ms = delay_ms,
            .history_id = id};
}
}  // namespace

TEST_CASE("jobs.record_retry writes the history and the job", "[jobs]") {
    test_database db;
    const std::string stored = new_id("retry", 1) + "|failed|3|e|transient_server|1500|" + std::string(now);
    CHECK(shown(run(db, jobs::record_retry(attempt("failed", 1500)))) == stored);
    CHECK(db.row("SELECT * FROM job_retry_history WHERE attempt = 3") == stored);
    CHECK(db.row("SELECT * FROM jobs WHERE id = 'failed'") ==
          "failed|ws_a|execute|failed|70|{\"k\":2}|NULL|oops|3|5|transient_server|" + std::string(now) +
              "|2026-02-03T04:05:08.789Z|0|2026-01-22T08:00:00.000Z|2026-01-22T08:01:00.000Z|2026-01-22T08:02:00.000Z|NULL|NULL|NULL|NULL");
}

TEST_CASE("jobs.record_retry rounds the delay up to whole seconds", "[jobs]") {
    for (auto [delay, next] : {std::pair{0, "06.789"}, {1, "07.789"}, {999, "07.789"}, {1000, "07.789"}, {1001, "08.789"}}) {
        test_database db;
        CHECK(run(db, jobs::record_retry(attempt("running", delay))).delay_ms == delay);
        CHECK(db.row("SELECT next_retry_at FROM jobs WHERE id = 'running'") == std::string("2026-02-03T04:05:") + next + "Z");
    }
}

TEST_CASE("jobs.record_retry keeps attempts of the same number, and works on a job in any state", "[jobs]") {
    test_database db;
    for (const char* id : {"queued", "running", "failed", "completed", "cancelled", "queued"}) run(db, jobs::record_retry(attempt(id, 0)));
    CHECK(run(db, job_retry_history::list({.job_id = "queued"})).size() == 2);
}

TEST_CASE("jobs.record_retry refuses an unknown job, a taken id and numbers below their least", "[jobs]") {
    test_database db;
    CHECK(refusal(db, jobs::record_retry(attempt("nope", 1))) == "not_found: job");
    CHECK(refusal(db, jobs::record_retry(attempt("nope", 1, "r1"))) == "not_found: job");
    CHECK(refusal(db, jobs::record_retry(attempt("failed", 1, "r1"))) == "conflict: job_retry_history.id");
    CHECK(refusal(db, jobs::record_retry(attempt("failed", -1))).starts_with("invalid_argument: delay_ms must be "));
    auto zeroth = attempt("failed", 1);
    zeroth.attempt = 0;
    CHECK(refusal(db, jobs::record_retry(std::move(zeroth))) == "invalid_argument: attempt must be at least 1");
}

TEST_CASE("jobs.mark_dead_letter merges what is to be done into the metadata", "[jobs]") {
    struct {
        const char* metadata;
        jobs::mark_dead_letter_args args;
        const char* merged;
    } const cases[] = {
        {"NULL", {.id = "failed", .error = "dead", .final_attempt = 3}, R"({"moved_to_dlq":1,"final_attempt":3})"},
        {R"('{"k":2}')", {.id = "failed", .error = "dead", .final_attempt = 3}, R"({"k":2,"moved_to_dlq":1,"final_attempt":3})"},
        {R"('{"final_attempt":1,"k":2}')",
         {.id = "failed", .error = "dead", .final_attempt = 3},
         R"({"final_attempt":3,"k":2,"moved_to_dlq":1})"},
        {"'{}'",
         {.id = "failed", .error = "dead", .final_attempt = 3, .requires_user_action = true},
         R"({"moved_to_dlq":1,"final_attempt":3,"requires_user_action":1})"},
        {"'{}'",
         {.id = "failed", .error = "dead", .final_attempt = 3, .requires_user_action = false},
         R"({"moved_to_dlq":1,"final_attempt":3,"requires_user_action":0})"},
        {"'{}'",
         {.id = "failed", .error = "dead", .final_attempt = 3, .suggested_action = "\"call\""},
         R"({"moved_to_dlq":1,"final_attempt":3,"suggested_action":"\"call\""})"},
        {"'{}'",
         {.id = "failed", .error = "dead", .final_attempt = 3, .suggested_action = std::nullopt},
         R"({"moved_to_dlq":1,"final_attempt":3,"suggested_action":null})"},
        {"'{}'",
         {.id = "failed", .error = "dead", .final_attempt = 3, .requires_user_action = true, .suggested_action = "x"},
         R"({"moved_to_dlq":1,"final_attempt":3,"requires_user_action":1,"suggested_action":"x"})"},
    };
    for (const auto& c : cases) {
        test_database db;
        db.sql("UPDATE jobs SET metadata = " + std::string(c.metadata) + " WHERE id = 'failed'");
        const auto job = run(db, jobs::mark_dead_letter(jobs::mark_dead_letter_args{c.args}));
        CHECK(job.metadata->text == c.merged);
        CHECK(shown(job) == db.row("SELECT * FROM jobs WHERE id = 'failed'"));
        CHECK(db.row("SELECT status, error, completed_at, error_category, progress, retry_count FROM jobs WHERE id = 'failed'") ==
              "failed|dead|" + std::string(now) + "|transient_network|70|2");
    }
}

TEST_CASE("jobs.mark_dead_letter sets the category when one is given", "[jobs]") {
    test_database db;
    CHECK(run(db, jobs::mark_dead_letter(
                      {.id = "failed", .error = "dead", .final_attempt = 3, .error_category = ErrorCategory::permanent_auth}))
              .error_category->text == "permanent_auth");
}

TEST_CASE("jobs.mark_dead_letter needs metadata that is an object, or none", "[jobs]") {
    for (const char* metadata : {"[1]", "\"text\"", "1", "null", "true", "no JSON", "", "{\"a\":"}) {
        test_database db;
        db.sql("UPDATE jobs SET metadata = '" + std::string(metadata) + "' WHERE id IN ('failed', 'completed')");
        CHECK(refusal(db, jobs::mark_dead_letter({.id = "failed", .error = "dead", .final_attempt = 3})) ==
              "guard_failed: metadata_object");
        CHECK(refusal(db, jobs::mark_dead_letter({.id = "completed", .error = "dead", .final_attempt = 3})) == "guard_failed: status");
    }
}

TEST_CASE("jobs.set_error_category overwrites, and clears when nothing is given", "[jobs]") {
    test_database db;
    const auto rest = [&] { return db.row("SELECT status, error, last_error_at, retry_count FROM jobs WHERE id = 'failed'"); };
    const auto category = [&] { return db.row("SELECT error_category FROM jobs WHERE id = 'failed'"); };
    const std::string before = rest();
    run(db, jobs::set_error_category({.id = "failed", .error_category = ErrorCategory::permanent_security}));
    CHECK(category() == "permanent_security");
    run(db, jobs::set_error_category({.id = "failed"}));
    CHECK(category() == "NULL");
    run(db, jobs::set_error_category({.id = "failed", .error_category = ErrorCategory::unknown}));
    run(db, jobs::set_error_category({.id = "failed", .error_category = std::nullopt}));
    CHECK(category() == "NULL");
    CHECK(rest() == before);
    CHECK(refusal(db, jobs::set_error_category({.id = "nope", .error_category = ErrorCategory::unknown})) == "not_found: job");
}

TEST_CASE("jobs.delete takes along the history", "[jobs]") {
    test_database db;
    CHECK(run(db, jobs::delete_({.id = "failed"})));
    CHECK(run(db, job_retry_history::list({.job_id = "failed"})).empty());
    CHECK_FALSE(run(db, jobs::delete_({.id = "failed"})));
    CHECK_FALSE(run(db, jobs::delete_({.id = "nope"})));
}

TEST_CASE("jobs.delete is refused while an alert or a refinement points at the job", "[jobs]") {
    test_database db;
    db.sql(R"(INSERT INTO evals (id, agent_id, version, name, code, model_used) VALUES ('e1', 'a1', 1, 'n', '', 'm');
              INSERT INTO performance_alerts (id, eval_id, alert_type, message, auto_action_job_id) VALUES ('p1', 'e1', 'error_spike', 'm', 'failed');
              INSERT INTO refinement_history (id, eval_id, new_version, trigger_type, job_id) VALUES ('h1', 'e1', 2, 'manual', 'queued'))");
    CHECK(refusal(db, jobs::delete_({.id = "failed"})) == "foreign_key");
    CHECK(refusal(db, jobs::delete_({.id = "queued"})) == "foreign_key");
}
