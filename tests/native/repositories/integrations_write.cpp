#include "repositories/integrations.hpp"
#include "support/outcome.hpp"

using namespace iofold;
using namespace iofold::test;
using integrations::integration_patch;
using lines = std::vector<std::string>;

TEST_CASE("integrations.update puts the base URL into the configuration that is there", "[integrations]") {
    for (auto [before, after] : {std::pair{R"('{"base_url":"o","k":[1]}')", R"({"base_url":"n","k":[1]})"},
                                 {"NULL", R"({"base_url":"n"})"},
                                 {"'{bad'", R"({"base_url":"n"})"},
                                 {"'[1]'", R"({"base_url":"n"})"},
                                 {"'null'", R"({"base_url":"n"})"}}) {
        test_database db;
        db.sql("UPDATE integrations SET config = " + std::string(before) + " WHERE id = 'in_a'");
        CHECK(run(db, integrations::update({.workspace_id = "ws_a", .id = "in_a", .patch = integration_patch{.base_url = "n"}}))
                  .config->text == after);
    }
}

TEST_CASE("integrations.update refuses an empty patch and another workspace's integration", "[integrations]") {
    test_database db;
    CHECK(refusal(db, integrations::update({.workspace_id = "ws_a", .id = "in_a", .patch = integration_patch{}})) ==
          "invalid_argument: patch must change at least one field");
    CHECK(refusal(db, integrations::update({.workspace_id = "ws_b", .id = "in_a", .patch = integration_patch{.name = "N"}})) ==
          "not_found: integration");
}

TEST_CASE("integrations.ensure_playground finds the oldest, or adds one", "[integrations]") {
    test_database db;
    CHECK(shown(run(db, integrations::ensure_playground({.workspace_id = "ws_a"}))) == new_id("int_playground", 1) + "|1");
    CHECK(shown(run(db, integrations::ensure_playground({.workspace_id = "ws_a"}))) == new_id("int_playground", 1) + "|0");
    db.sql(
        "INSERT INTO integrations (id, workspace_id, name, platform, api_key_encrypted, created_at) VALUES"
        "('p2', 'ws_b', 'P', 'playground', 'none', '2026-01-10'), ('p1', 'ws_b', 'P', 'playground', 'none', '2026-01-10'),"
        "('p0', 'ws_b', 'P', 'playground', 'none', '2026-01-11')");
    CHECK(shown(run(db, integrations::ensure_playground({.workspace_id = "ws_b"}))) == "p1|0");
    CHECK(refusal(db, integrations::ensure_playground({.workspace_id = "nope"})) == "foreign_key: workspace_id");
}
