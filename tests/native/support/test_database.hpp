#pragma once
// A database for tests of the repositories: all migrations, a small application in it, a clock that stands still and ids
// that count.
#include "shown.hpp"
#include "squall/sqlite/sqlite_database.hpp"

namespace iofold::test {

/// The moment at which every test happens.
inline constexpr std::string_view now = "2026-02-03T04:05:06.789Z";
/// The id that a function makes as its n-th: new_id("job", 1).
std::string new_id(std::string_view prefix, int n);

/// Rows are shown as their cells with "|" between them; null is NULL (shown.hpp).
class test_database : public squall::sqlite_database {
  public:
    /// With the rows of fixture.cpp.
    test_database();
    ~test_database() override;

    /// Statements of a test. What SQLite says against them is thrown.
    void sql(std::string_view text);
    std::vector<std::string> rows(std::string_view query);
    /// The one row of a query.
    std::string row(std::string_view query);
    /// Every row of every table.
    std::vector<std::string> everything();
};

/// An empty database with all tables.
squall::sqlite_database migrated_database();
/// Who and what is there in every test.
extern const char* const fixture;

}  // namespace iofold::test
