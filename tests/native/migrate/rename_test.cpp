// What a rename changes in a schema, and what it is refused for.
#include <catch2/catch.hpp>

#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

TEST_CASE("a rename to a name that is taken is refused") {
    const snapshot s = snapshot_of("CREATE TABLE p (id TEXT PRIMARY KEY, name TEXT); CREATE TABLE q (id TEXT);");
    const auto reason = [&](const renames& requested) {
        try {
            renamed(s, requested);
            return std::string("none");
        } catch (const failure& f) {
            return std::string(f.what());
        }
    };
    CHECK(reason({{}, {{"p", "id", "NAME"}}}) == "--rename p.id:NAME: table p has a column NAME already");
    CHECK(reason({{{"p", "Q"}}, {}}) == "--rename-table p:Q: there is a table Q already");
    CHECK(reason({{}, {{"p", "id", "number"}}}) == "none");
}

TEST_CASE("references to a renamed column follow it") {
    renames told;
    told.columns.push_back({"p", "id", "number"});
    const snapshot s = renamed(snapshot_of("CREATE TABLE p (id TEXT PRIMARY KEY, self TEXT REFERENCES p (id));"
                                           "CREATE TABLE c (id INTEGER PRIMARY KEY, p_id TEXT REFERENCES p (id));"),
                               told);
    for (const char* table : {"p", "c"}) {
        REQUIRE(s.table(table)->foreign_keys.size() == 1);
        CHECK(s.table(table)->foreign_keys[0].to == names{"number"});
    }
}
