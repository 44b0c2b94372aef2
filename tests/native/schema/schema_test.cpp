// The declarations in schema/ against the contract: as data, and as the database that their DDL makes.
#include <catch2/catch.hpp>

#include "contract_facts.hpp"
#include "database_facts.hpp"
#include "declared_facts.hpp"

using namespace iofold;
using test::sentences;

namespace {

std::string logical_type(const squall::sql_type& type) {
    switch (type.kind) {
        case squall::value_kind::text: return "text";
        case squall::value_kind::integer: return "integer";
        case squall::value_kind::real: return "real";
        case squall::value_kind::boolean: return "boolean";
        case squall::value_kind::timestamp:
        case squall::value_kind::date: return "datetime";
        case squall::value_kind::enumeration: return "enum";
        case squall::value_kind::json: return "json";
        case squall::value_kind::blob:
        case squall::value_kind::bigint:
        case squall::value_kind::rows: break;  // no column of a table of the contract
    }
    return {};
}
void create_schema(test::database& db) {
    schema::tables.for_each([&]<const auto & table>() {
        db.run(squall::create_table<table>);
        db.run(squall::create_indexes<table>);
    });
    schema::views.for_each([&]<const auto & view>() { db.run(squall::create_view<view>); });
}

}  // namespace

TEST_CASE("every table of the contract is declared once, and no other") {
    sentences declared, expected;
    schema::tables.for_each([&]<const auto & table>() { declared.emplace_back(std::remove_cvref_t<decltype(table)>::self_::name); });
    for (const auto& t : test::the_contract().tables) expected.push_back(t.facts.name);
    CHECK_THAT(declared, Catch::Matchers::UnorderedEquals(expected));
}

TEST_CASE("each declaration says what the contract says") {
    schema::tables.for_each([]<const auto & table>() {
        const test::table_facts declared = test::declared_facts<table>();
        const test::contract_table& expected = test::contract_of(declared.name);
        INFO(declared.name);
        CHECK(declared.columns == expected.facts.columns);
        CHECK(declared.keys == expected.facts.keys);
        CHECK(declared.indexes == expected.facts.indexes);

        const auto& columns = std::remove_cvref_t<decltype(table)>::self_::columns;
        REQUIRE(columns.size() == expected.columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            INFO(columns[i].name);
            CHECK(logical_type(*columns[i].type) == expected.columns[i].type);
            if (columns[i].type->kind == squall::value_kind::enumeration) {
                CHECK(sentences(columns[i].type->values, columns[i].type->values + columns[i].type->value_count) ==
                      expected.columns[i].values);
                CHECK(columns[i].is_checked == expected.columns[i].is_checked);
            }
        }
    });
}

TEST_CASE("the database made by the DDL is the contract's") {
    test::database db;
    create_schema(db);
    for (const auto& expected : test::the_contract().tables) {
        const test::table_facts made = db.facts_of_table(expected.facts.name);
        INFO(made.name);
        CHECK(made.columns == expected.facts.columns);
        CHECK(made.keys == expected.facts.keys);
        CHECK(made.indexes == expected.facts.indexes);
    }
}

TEST_CASE("the views select the contract's columns") {
    test::database db;
    create_schema(db);
    CHECK(schema::views.size == test::the_contract().views.size());
    for (const auto& view : test::the_contract().views)
        CHECK(db.rows("SELECT name FROM pragma_table_xinfo('" + view.name + "') ORDER BY cid") == view.columns);
}

TEST_CASE("tables are listed parents first, but for the one ring") {
    sentences before, backwards;
    schema::tables.for_each([&]<const auto & table>() {
        using self = typename std::remove_cvref_t<decltype(table)>::self_;
        before.emplace_back(self::name);
        for (const squall::column_description& c : self::columns)
            if (!c.references_table.empty() && std::find(before.begin(), before.end(), c.references_table) == before.end())
                backwards.push_back(std::string(self::name) + " -> " + std::string(c.references_table));
    });
    CHECK(backwards == sentences{"agents -> eval_candidates"});
}
