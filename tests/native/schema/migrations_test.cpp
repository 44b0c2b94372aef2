// The migrations against the declarations: from nothing they make the same database as the DDL.
#include <catch2/catch.hpp>

#include "database_facts.hpp"
#include "declared_facts.hpp"

using namespace iofold;
using test::sentences;

namespace {

/// Migrations are laid out for reading; the DDL is not.
std::string without_layout(std::string_view text) {
    std::string plain;
    for (char c : text) {
        const bool space = c == ' ' || c == '\n';
        if (!space)
            plain += c;
        else if (!plain.empty() && plain.back() != ' ')
            plain += ' ';
    }
    return plain;
}

}  // namespace

TEST_CASE("after the last migration every table is as declared") {
    test::database db;
    test::apply_migrations(db);
    schema::tables.for_each([&]<const auto & table>() {
        const test::table_facts declared = test::declared_facts<table>();
        const test::table_facts made = db.facts_of_table(declared.name);
        INFO(declared.name);
        CHECK(made.columns == declared.columns);
        CHECK(made.keys == declared.keys);
        CHECK(made.indexes == declared.indexes);
    });
}

TEST_CASE("after the last migration every view is as declared") {
    test::database db;
    test::apply_migrations(db);
    schema::views.for_each([&]<const auto & view>() {
        const std::string name(std::remove_cvref_t<decltype(view)>::self_::name);
        const sentences text = db.rows("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = '" + name + "'");
        REQUIRE(text.size() == 1);
        CHECK(without_layout(text[0]) == without_layout(squall::create_view<view>));
    });
}

TEST_CASE("the migrations leave nothing behind but the two tables of orphans") {
    test::database db;
    test::apply_migrations(db);
    sentences expected{"eval_candidate_executions_orphans", "eval_executions_orphans"};
    schema::tables.for_each([&]<const auto & table>() { expected.emplace_back(std::remove_cvref_t<decltype(table)>::self_::name); });
    schema::views.for_each([&]<const auto & view>() { expected.emplace_back(std::remove_cvref_t<decltype(view)>::self_::name); });
    CHECK_THAT(db.rows("SELECT name FROM sqlite_master WHERE type <> 'index'"), Catch::Matchers::UnorderedEquals(expected));
}

TEST_CASE("0019 keeps aside rows that were orphaned while foreign keys were off") {
    // D1 cannot be brought into this state, but it can hold a database that comes from elsewhere.
    test::database db;
    test::apply_migrations(db, {.last = "0001"});
    db.run(R"(
        PRAGMA foreign_keys = OFF;
        INSERT INTO evals (id, agent_id, version, name, code, model_used) VALUES ('e1', 'a1', 1, 'eval', '', 'm');
        INSERT INTO traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps) VALUES ('t1', 'w1', 'i1', 'x', 'openai', '', '[]');
        INSERT INTO eval_executions (id, eval_id, trace_id, predicted_result) VALUES ('kept', 'e1', 't1', 1), ('no eval', 'e2', 't1', 1), ('no trace', 'e1', 't2', 0);
        PRAGMA foreign_keys = ON;
    )");
    test::apply_migrations(db, {.first = "0019", .last = "0019"});
    CHECK(db.rows("SELECT id FROM eval_executions") == sentences{"kept"});
    CHECK(db.rows("SELECT id, eval_id, trace_id, predicted_result FROM eval_executions_orphans") ==
          sentences{"no eval|e2|t1|1", "no trace|e1|t2|0"});
    CHECK(db.rows("PRAGMA foreign_key_check(eval_executions)").empty());
}
