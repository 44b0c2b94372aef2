#include "repositories/jobs.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using jobs::ErrorCategory, jobs::JobStatus, jobs::JobType;

namespace {

std::string ids(const std::vector<jobs::Job>& found) {
    std::string all;
    for (const auto& job : found) all += (all.empty() ? "" : " ") + job.id;
    return all;
}
std::string listed(test_database& db, jobs::list_args&& args) { return ids(run(db, jobs::list(std::move(args)))); }

}  // namespace

TEST_CASE("jobs.get gives the whole job, of the workspace that is given or of any", "[jobs]") {
    test_database db;
    CHECK(shown(run(db, jobs::get({.id = "failed"}))) ==
          "failed|ws_a|execute|failed|70|{\"k\":2}|NULL|oops|2|5|transient_network|NULL|NULL|0|2026-01-22T08:00:00.000Z|2026-01-22T08:01:"
          "00.000Z|2026-01-22T08:02:00.000Z|NULL|NULL|NULL|NULL");
    CHECK(shown(run(db, jobs::get({.workspace_id = "ws_a", .id = "failed"}))) == db.row("SELECT * FROM jobs WHERE id = 'failed'"));
    CHECK_FALSE(run(db, jobs::get({.workspace_id = "ws_b", .id = "failed"})));
    CHECK_FALSE(run(db, jobs::get({.id = "nope"})));
}

TEST_CASE("jobs.get passes on what the database holds, known or not", "[jobs]") {
    test_database db;
    db.sql("UPDATE jobs SET error_category = 'of old', metadata = 'no JSON', next_retry_at = 'soon' WHERE id = 'failed'");
    const auto job = run(db, jobs::get({.id = "failed"}));
    CHECK(job->error_category->text == "of old");
    CHECK(job->error_category->value() == std::nullopt);
    CHECK(job->metadata->text == "no JSON");
    CHECK(job->next_retry_at->text == "soon");
}

TEST_CASE("jobs.list gives the newest first, and filters combine", "[jobs]") {
    test_database db;
    CHECK(listed(db, {.workspace_id = "ws_a"}) == "cancelled completed failed running queued");
    CHECK(listed(db, {.workspace_id = "ws_b"}) == "other");
    CHECK(listed(db, {.workspace_id = "ws_c"}).empty());
    CHECK(listed(db, {.workspace_id = "ws_a", .type = JobType::import}) == "cancelled completed queued");
    CHECK(listed(db, {.workspace_id = "ws_a", .status = JobStatus::failed}) == "failed");
    CHECK(listed(db, {.workspace_id = "ws_a", .error_category = ErrorCategory::transient_network}) == "failed");
    CHECK(listed(db, {.workspace_id = "ws_a", .error_category = ErrorCategory::unknown}).empty());
    CHECK(listed(db, {.workspace_id = "ws_a", .type = JobType::import, .status = JobStatus::queued}) == "queued");
    CHECK(listed(db, {.workspace_id = "ws_a",
                      .type = JobType::execute,
                      .error_category = ErrorCategory::transient_network,
                      .status = JobStatus::failed}) == "failed");
    CHECK(listed(db, {.workspace_id = "ws_a", .type = JobType::import, .error_category = ErrorCategory::transient_network}).empty());
}

TEST_CASE("jobs.list orders equals by id, descending, and jobs without a time last", "[jobs]") {
    test_database db;
    db.sql(
        "UPDATE jobs SET created_at = '2026-01-01T00:00:00.000Z' WHERE id IN ('queued', 'failed', 'running'); UPDATE jobs SET created_at = "
        "NULL WHERE id = 'completed'");
    CHECK(listed(db, {.workspace_id = "ws_a"}) == "cancelled running queued failed completed");
}

TEST_CASE("jobs.list gives 20 unless told, from 1 to 100", "[jobs]") {
    test_database db;
    for (int i = 0; i < 30; ++i)
        db.sql("INSERT INTO jobs (id, workspace_id, type) VALUES ('n" + std::to_string(i) + "', 'ws_c', 'import')");
    CHECK(run(db, jobs::list({.workspace_id = "ws_c"})).size() == 20);
    CHECK(run(db, jobs::list({.workspace_id = "ws_c", .limit = 1})).size() == 1);
    CHECK(run(db, jobs::list({.workspace_id = "ws_c", .limit = 100})).size() == 30);
    for (int limit : {0, 101, -1})
        CHECK(refusal(db, jobs::list({.workspace_id = "ws_c", .limit = limit})) == "invalid_argument: limit must be from 1 to 100");
}

TEST_CASE("jobs.list: a filter given as null or undefined is left out, the workspace may not be", "[jobs]") {
    test_database db;
    for (const squall::value& nothing_given : {undefined(), squall::null_value()}) {
        jobs::list_args args{.workspace_id = "ws_b"};
        for (auto* filter : {static_cast<squall::argument_cell*>(&args.type), static_cast<squall::argument_cell*>(&args.error_category),
                             static_cast<squall::argument_cell*>(&args.status), static_cast<squall::argument_cell*>(&args.limit)})
            spoil(*filter, nothing_given);
        CHECK(listed(db, jobs::list_args{args}) == "other");
        spoil(args.workspace_id, nothing_given);
        CHECK(refusal(db, jobs::list(std::move(args))) ==
              "invalid_argument: workspace_id must not be undefined or null; leave the name out to mean any");
    }
}

TEST_CASE("jobs.list_due_retries compares instants, whichever form is stored", "[jobs]") {
    test_database db;
    db.sql(R"(INSERT INTO jobs (id, workspace_id, type, next_retry_at, priority, status) VALUES
        ('at now',   'ws_c', 'import', '2026-02-03T04:05:06.789Z', 0, 'queued'),
        ('plain',    'ws_c', 'import', '2026-02-03 04:05:06',      0, 'queued'),
        ('a day ago','ws_c', 'import', '2026-02-02T23:00:00.000Z', 0, 'queued'),
        ('urgent',   'ws_c', 'import', '2026-02-03 04:00:00',      9, 'queued'),
        ('late',     'ws_c', 'import', '2026-02-03T04:05:06.790Z', 9, 'queued'),
        ('later',    'ws_c', 'import', '2026-02-03 04:05:07',      9, 'queued'),
        ('tomorrow', 'ws_c', 'import', '2026-02-04 00:00:00',      9, 'queued'),
        ('never',    'ws_c', 'import', NULL,                       9, 'queued'),
        ('running2', 'ws_c', 'import', '2026-02-01 00:00:00',      9, 'running'),
        ('not ours', 'ws_b', 'import', '2026-02-01 00:00:00',      9, 'queued'))");
    CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c"}))) == "urgent a day ago plain at now");
    CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c", .limit = 2}))) == "urgent a day ago");
    for (const char* when : {"2026-02-03T04:05:06.790Z", "2026-02-03T05:05:06.790+01:00"})
        CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c", .now = when}))) == "urgent late a day ago plain at now");
    CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c", .now = "2026-02-03 04:05:06"}))) == "urgent a day ago plain");
    CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c", .now = "2026-02-03"}))) == "a day ago");
    CHECK(refusal(db, jobs::list_due_retries({.workspace_id = "ws_c", .now = "soon"})) ==
          "invalid_argument: now must be a time as ISO-8601 text");
    for (int limit : {0, 101})
        CHECK(refusal(db, jobs::list_due_retries({.workspace_id = "ws_c", .limit = limit})) ==
              "invalid_argument: limit must be from 1 to 100");
}

TEST_CASE("jobs.list_due_retries orders equals by id", "[jobs]") {
    test_database db;
    db.sql(
        "INSERT INTO jobs (id, workspace_id, type, next_retry_at) VALUES ('b', 'ws_c', 'import', '2026-02-01 00:00:00'), ('a', 'ws_c', "
        "'import', '2026-02-01T00:00:00.000Z')");
    CHECK(ids(run(db, jobs::list_due_retries({.workspace_id = "ws_c"}))) == "a b");
}

TEST_CASE("jobs.count counts what the filters leave", "[jobs]") {
    test_database db;
    CHECK(run(db, jobs::count({})) == 6);
    CHECK(run(db, jobs::count({.status = JobStatus::queued})) == 2);
    CHECK(run(db, jobs::count({.workspace_id = "ws_a"})) == 5);
    CHECK(run(db, jobs::count({.status = JobStatus::queued, .workspace_id = "ws_a"})) == 1);
    CHECK(run(db, jobs::count({.workspace_id = "nope"})) == 0);
    jobs::count_args forgotten;
    spoil(forgotten.workspace_id, undefined());
    CHECK(refusal(db, jobs::count(std::move(forgotten))).starts_with("invalid_argument: workspace_id"));
}
