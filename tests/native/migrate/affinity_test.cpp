// Column types are compared as SQLite stores their values, and declared as C++ types that store alike.
#include "migrate/affinity.hpp"

#include <catch2/catch.hpp>

#include "migrate/difference.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

TEST_CASE("types are compared as SQLite stores values") {
    const std::pair<const char*, const char*> alike[] = {
        {"INT", "integer"},   {"BIGINT", "TINYINT(1)"}, {"BOOLEAN", "INTEGER"}, {"DATETIME", "NUMERIC"},   {"VARCHAR(9)", "text"},
        {"CLOB", "NCHAR(3)"}, {"DOUBLE", "real"},       {"", "BLOB"},           {"DECIMAL(10, 2)", "date"}};
    for (const auto& [left, right] : alike) CHECK(store_alike(left, right));
    CHECK_FALSE(store_alike("REAL", "NUMERIC"));
    CHECK_FALSE(store_alike("TEXT", "JSON"));
    CHECK_FALSE(store_alike("", "TEXT"));
    CHECK(affinity_of("POINT") == affinity::integer);  // SQLite's own example: it contains INT
    const std::pair<const char*, const char*> cpp[] = {{"varchar(10)", "TEXT"},
                                                       {"bool", "BOOLEAN"},
                                                       {"TIMESTAMP", "DATETIME"},
                                                       {"Date", "DATE"},
                                                       {"DECIMAL", "REAL"},
                                                       {"bigint", "INTEGER"},
                                                       {"JSON", "TEXT"},
                                                       {"double precision", "REAL"},
                                                       {"BLOB", "BLOB"},
                                                       {"longblob", "BLOB"},
                                                       {"", "TEXT"}};
    for (const auto& [type, declared_type] : cpp) CHECK(declared_as(type) == declared_type);

    const auto change = [](const std::string& before, const std::string& after) {
        const auto d =
            compare(snapshot_of("CREATE TABLE t (a TEXT, b " + before + ");"), snapshot_of("CREATE TABLE t (a TEXT, b " + after + ");"));
        return std::pair{d->sentences.size(), d->losses.size()};
    };
    CHECK(change("integer", "BIGINT") == std::pair<std::size_t, std::size_t>{0, 0});
    CHECK(change("VARCHAR(4)", "text") == std::pair<std::size_t, std::size_t>{0, 0});
    CHECK(change("INTEGER", "TEXT") == std::pair<std::size_t, std::size_t>{1, 1});
    CHECK(change("DECIMAL", "REAL") == std::pair<std::size_t, std::size_t>{1, 1});
    // INT PRIMARY KEY is not a number of the row.
    CHECK(compare(snapshot_of("CREATE TABLE t (id INT PRIMARY KEY);"), snapshot_of("CREATE TABLE t (id INTEGER PRIMARY KEY);"))
              ->sentences.size() == 1);
}
