#include "repositories/jobs.hpp"
#include "squall/core/value_list.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using jobs::JobType;
using jobs::new_job;
using squall::list_of;
using lines = std::vector<std::string>;

namespace {

const std::string at_now = '|' + std::string(now);
const char* const odd_json = R"({"k":[1,null,true,"q\"'\\","Ü 日本 😀"],"n":{},"big":123456789012345678901234567890})";

}  // namespace

TEST_CASE("jobs.create stores a queued job with defaults", "[jobs]") {
    test_database db;
    const std::string stored =
        new_id("job", 1) + "|ws_a|import|queued|0|NULL|NULL|NULL|0|5|NULL|NULL|NULL|0" + at_now + "|NULL|NULL|NULL|NULL|NULL|NULL";
    CHECK(shown(run(db, jobs::create({.workspace_id = "ws_a", .type = JobType::import}))) == stored);
    CHECK(db.row("SELECT * FROM jobs WHERE id = '" + new_id("job", 1) + "'") == stored);
}

TEST_CASE("jobs.create stores everything that is given, exactly", "[jobs]") {
    test_database db;
    CHECK(shown(run(db, jobs::create({.id = "mine",
                                      .workspace_id = "ws_a",
                                      .type = JobType::taskset_run,
                                      .status = jobs::NewJobStatus::running,
                                      .metadata = odd_json,
                                      .priority = -3,
                                      .max_retries = 0,
                                      .agent_id = "a1",
                                      .agent_version_id = "a1v1",
                                      .trigger_event = "",
                                      .trigger_threshold = "0.5"}))) == "mine|ws_a|taskset_run|running|0|" + std::string(odd_json) +
                                                                            "|NULL|NULL|0|0|NULL|NULL|NULL|-3" + at_now +
                                                                            "|NULL|NULL|a1|a1v1||0.5");
    CHECK(db.row("SELECT typeof(priority), typeof(max_retries), typeof(progress), typeof(trigger_threshold) FROM jobs WHERE id = 'mine'") ==
          "integer|integer|integer|text");
}

TEST_CASE("jobs.create: agent and version must belong to the workspace", "[jobs]") {
    test_database db;
    const auto create = [](std::optional<std::string> agent, std::optional<std::string> version, std::optional<std::string> id = {},
                           const char* workspace = "ws_a") {
        return jobs::create({.id = id, .workspace_id = workspace, .type = JobType::import, .agent_id = agent, .agent_version_id = version});
    };
    CHECK(db.run(create("a1", {})).ok());
    CHECK(db.run(create({}, "a1v1")).ok());
    for (const char* wrong : {"b1", "nope", ""}) CHECK(refusal(db, create(wrong, {})) == "foreign_key: agent_id");
    for (const char* wrong : {"b1v1", "nope"}) CHECK(refusal(db, create({}, wrong)) == "foreign_key: agent_version_id");
    CHECK(refusal(db, create({}, {}, {}, "nope")) == "foreign_key");
    CHECK(refusal(db, create("a1", {}, {}, "nope")) == "foreign_key: agent_id");
}

TEST_CASE("jobs.create: a taken id is told before a missing reference", "[jobs]") {
    test_database db;
    const auto args = [](const char* workspace) {
        return jobs::create_args{.id = "queued", .workspace_id = workspace, .type = JobType::import};
    };
    CHECK(refusal(db, jobs::create(args("ws_a"))) == "conflict: jobs.id");
    CHECK(refusal(db, jobs::create(args("nope"))) == "conflict: jobs.id");
    auto with_agent = args("nope");
    with_agent.agent_id = "nope";
    CHECK(refusal(db, jobs::create(std::move(with_agent))) == "conflict: id");
}

TEST_CASE("jobs.create refuses types and values that are none", "[jobs]") {
    test_database db;
    jobs::create_args args{.workspace_id = "ws_a", .type = JobType::import};
    for (const char* wrong : {"gepa_optimization", "rollout_task", "Import", ""}) {
        spoil(args.type, squall::text_value(wrong));
        CHECK(refusal(db, jobs::create(std::move(args))).starts_with("invalid_argument: type must be one of import, generate, "));
    }
    args = {.workspace_id = "ws_a", .type = JobType::import};
    spoil(args.status, squall::text_value("completed"));
    CHECK(refusal(db, jobs::create(std::move(args))) == "invalid_argument: status must be one of queued, running");
    CHECK(refusal(db, jobs::create({.workspace_id = "ws_a", .type = JobType::import, .metadata = "{"})) ==
          "invalid_argument: metadata must be valid JSON");
}

TEST_CASE("jobs.create takes JSON of 1,000 levels, which the database can work with", "[jobs]") {
    test_database db;
    const auto nested = [](std::size_t levels) { return "{\"a\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}"; };
    const std::string id = run(db, jobs::create({.workspace_id = "ws_a", .type = JobType::import, .metadata = nested(1000)})).id;
    CHECK(run(db, jobs::mark_dead_letter({.id = id, .error = "e", .final_attempt = 1}))
              .metadata->text.ends_with("],\"moved_to_dlq\":1,\"final_attempt\":1}"));
    CHECK(error_of(db.run(jobs::create({.workspace_id = "ws_a", .type = JobType::import, .metadata = nested(1001)}))) ==
          "invalid_argument: metadata must not go deeper than 1000 levels");
}

TEST_CASE("jobs.create_many gives the stored jobs in the order of the list", "[jobs]") {
    test_database db;
    const auto list = list_of(std::vector{
        new_job{.id = "z", .workspace_id = "ws_a", .type = JobType::import, .metadata = odd_json, .priority = 2, .max_retries = 1},
        new_job{.workspace_id = "ws_b", .type = JobType::generate}, new_job{.id = "003", .workspace_id = "ws_a", .type = JobType::execute},
        new_job{.workspace_id = "ws_a", .type = JobType::monitor}});
    const std::string rest = "|NULL|NULL|NULL|0" + at_now + "|NULL|NULL|NULL|NULL|NULL|NULL";
    CHECK(shown(run(db, jobs::create_many({.jobs = list}))) ==
          lines{"z|ws_a|import|queued|0|" + std::string(odd_json) + "|NULL|NULL|0|1|NULL|NULL|NULL|2" + at_now +
                    "|NULL|NULL|NULL|NULL|NULL|NULL",
                new_id("job", 1) + "|ws_b|generate|queued|0|NULL|NULL|NULL|0|5" + rest,
                "003|ws_a|execute|queued|0|NULL|NULL|NULL|0|5" + rest,
                new_id("job", 2) + "|ws_a|monitor|queued|0|NULL|NULL|NULL|0|5" + rest});
    CHECK(db.rows("SELECT id FROM jobs").size() == 10);
}

TEST_CASE("jobs.create_many stores all or none", "[jobs]") {
    test_database db;
    const auto create = [](const char* second, const char* workspace) {
        const auto list = list_of(std::vector{new_job{.id = "new", .workspace_id = "ws_a", .type = JobType::import},
                                              new_job{.id = second, .workspace_id = workspace, .type = JobType::import}});
        return jobs::create_many({.jobs = list});
    };
    CHECK(refusal(db, create("queued", "ws_a")) == "conflict: jobs.id");
    CHECK(refusal(db, create("new", "ws_a")) == "conflict: jobs.id");
    CHECK(refusal(db, create("other one", "nope")) == "foreign_key");
    CHECK(refusal(db, create("queued", "nope")) == "conflict: jobs.id");
}

TEST_CASE("jobs.create_many refuses an empty list and names the field of a bad item", "[jobs]") {
    test_database db;
    CHECK(refusal(db, jobs::create_many({.jobs = list_of(std::vector<new_job>{})})) == "invalid_argument: jobs must have at least 1 items");
    new_job bad{.workspace_id = "ws_a", .type = JobType::import};
    spoil(bad.workspace_id, squall::value{});
    CHECK(refusal(db, jobs::create_many({.jobs = list_of(std::vector{new_job{.workspace_id = "ws_a", .type = JobType::import}, bad})})) ==
          "invalid_argument: jobs.workspace_id is required");
    CHECK(refusal(db, jobs::create_many(
                          {.jobs = list_of(std::vector{new_job{.workspace_id = "ws_a", .type = JobType::import, .metadata = "x"}})})) ==
          "invalid_argument: jobs.metadata must be valid JSON");
}

TEST_CASE("jobs.create_many takes thousands, in as many statements as their size asks for", "[jobs]") {
    test_database db;
    const std::string large = "\"" + std::string(1000, 'x') + "\"";
    std::vector<new_job> many(3000, new_job{.workspace_id = "ws_a", .type = JobType::import, .metadata = large});
    const auto list = list_of(many);
    const auto p = jobs::create_many({.jobs = list});
    CHECK(p.statements().size() == 4);  // three texts of at most 1.5 MB, and the answer
    const auto made = run(db, p);
    REQUIRE(made.size() == 3000);
    for (int i = 0; i < 3000; ++i)
        if (made[static_cast<std::size_t>(i)].id != new_id("job", i + 1)) FAIL("not in order: " << i);
    CHECK(made.back().metadata->text == large);
}
