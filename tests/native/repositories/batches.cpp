// Here and not in tests/cases: plans that share a batch, and the statements of a plan. A case is one call.
#include "repositories/jobs.hpp"
#include "squall/core/value_list.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;

TEST_CASE("two claims in one batch share nothing", "[repositories]") {
    test_database db;
    const auto [first, second] = value_of(db.batch(jobs::claim_next({.limit = 1}), jobs::claim_next({.limit = 5})));
    REQUIRE(first.size() == 1);
    REQUIRE(second.size() == 1);
    CHECK(first[0].id == "other");
    CHECK(second[0].id == "queued");
}

TEST_CASE("two transitions in one batch: the second sees the first, and a refused one undoes all", "[repositories]") {
    test_database db;
    CHECK(db.batch(jobs::start({.id = "queued"}), jobs::set_progress({.id = "queued", .progress = 50}), jobs::complete({.id = "queued"}))
              .ok());
    const auto before = db.everything();
    const auto r = db.batch(jobs::start({.id = "running"}), jobs::cancel({.id = "running"}), jobs::complete({.id = "running"}));
    CHECK(error_of(r) == "guard_failed: status");
    CHECK(r.error().batch_index == 2);
    CHECK(db.everything() == before);
}

TEST_CASE("jobs.create_many takes thousands, in as many statements as their size asks for", "[repositories]") {
    test_database db;
    const std::string large = "\"" + std::string(1000, 'x') + "\"";
    std::vector<jobs::new_job> many(3000, jobs::new_job{.workspace_id = "ws_a", .type = jobs::JobType::import, .metadata = large});
    const auto list = squall::list_of(many);
    const auto p = jobs::create_many({.jobs = list});
    CHECK(p.statements().size() == 4);  // three texts of at most 1.5 MB, and the answer
    const auto made = run(db, p);
    REQUIRE(made.size() == 3000);
    for (int i = 0; i < 3000; ++i)
        if (made[static_cast<std::size_t>(i)].id != new_id("job", i + 1)) FAIL("not in order: " << i);
    CHECK(made.back().metadata->text == large);
}
