// From which states a job may be started, completed, failed, cancelled and retried, and what that changes.
#include "repositories/jobs.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;

namespace {

/// The columns that a transition may change.
std::string state(test_database& db, const std::string& id) {
    return db.row(
        "SELECT status, progress, result, error, retry_count, error_category, next_retry_at, started_at, completed_at FROM jobs WHERE id = "
        "'" +
        id + "'");
}
const std::string at_now = '|' + std::string(now);

/// Tries a transition on a job in each state: "queued running" are those that it is allowed from; the others are refused
/// and stay as they were.
template <class Transition>
std::string allowed_from(Transition transition) {
    std::string allowed;
    for (const char* id : {"queued", "running", "failed", "completed", "cancelled"}) {
        test_database db;
        const auto before = db.everything();
        const auto result = db.run(transition(id));
        if (result.ok()) {
            allowed += (allowed.empty() ? "" : " ") + std::string(id);
        } else {
            CHECK(shown(result.error()) == "guard_failed: status");
            CHECK(db.everything() == before);
        }
    }
    test_database db;
    CHECK(refusal(db, transition("nope")) == "not_found: job");
    return allowed;
}

}  // namespace

TEST_CASE("each transition is allowed from its own states", "[jobs]") {
    CHECK(allowed_from([](const char* id) { return jobs::start({.id = id}); }) == "queued running failed");
    CHECK(allowed_from([](const char* id) { return jobs::set_progress({.id = id, .progress = 5}); }) == "queued running");
    CHECK(allowed_from([](const char* id) { return jobs::complete({.id = id}); }) == "queued running completed");
    CHECK(allowed_from([](const char* id) { return jobs::fail({.id = id, .error = "e"}); }) == "queued running failed completed cancelled");
    CHECK(allowed_from([](const char* id) { return jobs::cancel({.id = id}); }) == "queued running");
    CHECK(allowed_from([](const char* id) { return jobs::retry({.id = id}); }) == "failed");
    CHECK(allowed_from([](const char* id) { return jobs::mark_dead_letter({.id = id, .error = "e", .final_attempt = 1}); }) ==
          "queued running failed");
}

TEST_CASE("jobs.start sets status, progress and start, and keeps what an earlier attempt left", "[jobs]") {
    test_database db;
    const auto job = run(db, jobs::start({.id = "failed"}));
    CHECK(state(db, "failed") == "running|0|NULL|oops|2|transient_network|NULL" + at_now + "|2026-01-22T08:02:00.000Z");
    CHECK(shown(job) == db.row("SELECT * FROM jobs WHERE id = 'failed'"));
    run(db, jobs::start({.id = "running"}));
    CHECK(state(db, "running") == "running|0|NULL|NULL|0|NULL|NULL" + at_now + "|NULL");
}

TEST_CASE("jobs.set_progress: above 0 the job is running, at 0 it is queued", "[jobs]") {
    test_database db;
    run(db, jobs::set_progress({.id = "queued", .progress = 55}));
    CHECK(state(db, "queued") == "running|55|NULL|NULL|0|NULL|NULL|NULL|NULL");
    run(db, jobs::set_progress({.id = "queued", .progress = 100}));
    CHECK(state(db, "queued") == "running|100|NULL|NULL|0|NULL|NULL|NULL|NULL");
    run(db, jobs::set_progress({.id = "queued", .progress = 0}));
    CHECK(state(db, "queued") == "queued|0|NULL|NULL|0|NULL|NULL|NULL|NULL");
    for (int wrong : {-1, 101})
        CHECK(refusal(db, jobs::set_progress({.id = "queued", .progress = wrong})) == "invalid_argument: progress must be from 0 to 100");
}

TEST_CASE("jobs.complete stores the result, null when none is given", "[jobs]") {
    test_database db;
    db.sql("UPDATE jobs SET error = 'kept', result = '1' WHERE id = 'queued'");
    const auto job = run(db, jobs::complete({.id = "running", .result = R"({"rows":[1,"ü"]})"}));
    CHECK(state(db, "running") == R"(completed|100|{"rows":[1,"ü"]}|NULL|0|NULL|NULL|2026-01-21T08:01:00.000Z)" + at_now);
    CHECK(shown(job) == db.row("SELECT * FROM jobs WHERE id = 'running'"));
    run(db, jobs::complete({.id = "queued"}));
    CHECK(state(db, "queued") == "completed|100|NULL|kept|0|NULL|NULL|NULL" + at_now);
    const auto before = db.everything();
    const auto again = run(db, jobs::complete({.id = "queued", .result = "{}"}));
    CHECK(shown(again) == db.row("SELECT * FROM jobs WHERE id = 'queued'"));
    CHECK(db.everything() == before);
}

TEST_CASE("jobs.fail stores the error, replacing an earlier one", "[jobs]") {
    test_database db;
    const std::string odd = "Ü \"q\" 's' 100% _x\n\\ 日本 😀";
    const std::string given = shown(run(db, jobs::fail({.id = "failed", .error = odd})));
    CHECK(given == db.row("SELECT * FROM jobs WHERE id = 'failed'"));
    CHECK(state(db, "failed") == "failed|70|NULL|" + odd + "|2|transient_network|NULL|2026-01-22T08:01:00.000Z" + at_now);
    run(db, jobs::fail({.id = "queued", .error = ""}));
    CHECK(state(db, "queued") == "failed|0|NULL||0|NULL|NULL|NULL" + at_now);
    const auto before = db.everything();
    for (const char* id : {"completed", "cancelled"}) {
        const auto late = run(db, jobs::fail({.id = id, .error = "late"}));
        CHECK(shown(late) == db.row("SELECT * FROM jobs WHERE id = '" + std::string(id) + "'"));
    }
    CHECK(db.everything() == before);
}

TEST_CASE("jobs.cancel keeps the progress", "[jobs]") {
    test_database db;
    const std::string given = shown(run(db, jobs::cancel({.workspace_id = "ws_a", .id = "running"})));
    CHECK(given == db.row("SELECT * FROM jobs WHERE id = 'running'"));
    CHECK(state(db, "running") == "cancelled|40|NULL|NULL|0|NULL|NULL|2026-01-21T08:01:00.000Z" + at_now);
    CHECK(refusal(db, jobs::cancel({.workspace_id = "ws_b", .id = "queued"})) == "not_found: job");
    CHECK(refusal(db, jobs::cancel({.workspace_id = "ws_b", .id = "completed"})) == "not_found: job");
    run(db, jobs::cancel({.id = "other"}));
    CHECK(state(db, "other").starts_with("cancelled|0|"));
}

TEST_CASE("jobs.retry puts a failed job back and counts it", "[jobs]") {
    test_database db;
    db.sql("UPDATE jobs SET last_error_at = '2026-01-22 08:02:00', result = '1', retry_count = 9, max_retries = 1 WHERE id = 'failed'");
    const auto job = run(db, jobs::retry({.workspace_id = "ws_a", .id = "failed"}));
    CHECK(state(db, "failed") == "queued|0|1|NULL|10|NULL" + at_now + "|2026-01-22T08:01:00.000Z|NULL");
    CHECK(shown(job) == db.row("SELECT * FROM jobs WHERE id = 'failed'"));
    CHECK(job.last_error_at->text == "2026-01-22 08:02:00");
    CHECK(job.metadata->text == "{\"k\":2}");
    CHECK(refusal(db, jobs::retry({.id = "failed"})) == "guard_failed: status");  // of two retries one counts
    CHECK(refusal(db, jobs::retry({.workspace_id = "ws_b", .id = "failed"})) == "not_found: job");
}

TEST_CASE("two transitions in one batch: the second sees the first", "[jobs]") {
    test_database db;
    CHECK(db.batch(jobs::start({.id = "queued"}), jobs::set_progress({.id = "queued", .progress = 50}), jobs::complete({.id = "queued"}))
              .ok());
    const auto before = db.everything();
    const auto r = db.batch(jobs::start({.id = "running"}), jobs::cancel({.id = "running"}), jobs::complete({.id = "running"}));
    CHECK(error_of(r) == "guard_failed: status");
    CHECK(r.error().batch_index == 2);
    CHECK(db.everything() == before);
}
