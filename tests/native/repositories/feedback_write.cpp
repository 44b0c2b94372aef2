#include "repositories/feedback.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using feedback::feedback_patch;
using schema::Rating;

namespace {
std::string stored(test_database& db, const std::string& id) { return db.row("SELECT * FROM feedback WHERE id = '" + id + "'"); }
}  // namespace

TEST_CASE("feedback.upsert: the first rating of a trace is added, the second replaces it", "[feedback]") {
    test_database db;
    const auto first =
        run(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "t4", .rating = Rating::positive, .rating_detail = ""}));
    CHECK(first.created);
    CHECK(shown(first.feedback) == new_id("fb", 1) + "|t4|NULL|positive|NULL|" + std::string(now));
    const auto second = run(
        db,
        feedback::upsert({.workspace_id = "ws_a", .trace_id = "t4", .rating = Rating::neutral, .rating_detail = "n", .agent_id = "a1"}));
    CHECK_FALSE(second.created);
    CHECK(shown(second.feedback) == new_id("fb", 1) + "|t4|a1|neutral|n|" + std::string(now));
}

TEST_CASE("feedback.upsert: the id given counts only for a new row", "[feedback]") {
    test_database db;
    for (const char* id : {"f1", "f2", "new"}) {  // its own, another's, nobody's
        const auto again = run(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "t1", .rating = Rating::neutral, .id = id}));
        CHECK_FALSE(again.created);
        CHECK(again.feedback.id == "f1");
    }
    CHECK(refusal(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "t4", .rating = Rating::neutral, .id = "f2"})) ==
          "conflict: feedback.id");
}

TEST_CASE("feedback.upsert: trace and agent must be in the workspace", "[feedback]") {
    test_database db;
    CHECK(refusal(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "u1", .rating = Rating::neutral})) == "not_found: trace");
    CHECK(refusal(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "nope", .rating = Rating::neutral})) == "not_found: trace");
    CHECK(refusal(db, feedback::upsert({.workspace_id = "ws_a", .trace_id = "t4", .rating = Rating::neutral, .agent_id = "b1"})) ==
          "not_found: agent");
}

TEST_CASE("feedback.update writes what is given, for traces of the workspace", "[feedback]") {
    test_database db;
    db.sql("UPDATE feedback SET rating_detail = 'note', created_at = NULL WHERE id = 'f1'");
    const auto update = [](const char* workspace, const feedback_patch& patch) {
        return feedback::update({.workspace_id = workspace, .id = "f1", .patch = patch});
    };
    CHECK(shown(run(db, update("ws_a", {}))) == "f1|t1|a1|positive|note|NULL");
    CHECK(shown(run(db, update("ws_a", {.rating = Rating::neutral}))) == "f1|t1|a1|neutral|note|NULL");
    CHECK(shown(run(db, update("ws_a", {.rating_detail = ""}))) == "f1|t1|a1|neutral|NULL|NULL");
    CHECK(shown(run(db, update("ws_a", {.rating_detail = "x"}))) == "f1|t1|a1|neutral|x|NULL");
    CHECK(shown(run(db, update("ws_a", {.rating_detail = std::nullopt}))) == "f1|t1|a1|neutral|NULL|NULL");
    CHECK(refusal(db, update("ws_b", {.rating = Rating::negative})) == "not_found: feedback");
    CHECK(error_of(db.run(update("ws_b", {}))) == "not_found");
}

TEST_CASE("feedback.delete takes rows on traces of the workspace only", "[feedback]") {
    test_database db;
    CHECK_FALSE(run(db, feedback::delete_({.workspace_id = "ws_b", .id = "f1"})));
    CHECK_FALSE(stored(db, "f1").empty());
    CHECK(run(db, feedback::delete_({.workspace_id = "ws_a", .id = "f1"})));
    CHECK(db.rows("SELECT id FROM feedback WHERE id = 'f1'").empty());
}
