// What a database records of its migrations, and rows at the edges of what verify reads.
#include <unistd.h>
#include <catch2/catch.hpp>
#include <filesystem>

#include "migrate/apply.hpp"
#include "migrate/declared.hpp"
#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/verify_rows.hpp"
#include "sample_database.hpp"
#include "squall/sql/relation_list.hpp"

struct tag_list {};
template <>
inline constexpr std::string_view squall::typescript_of_shape<tag_list> = "string[]";

namespace records_test {

template <template <squall::fixed_string, class, auto...> class column>
struct doc_table {
    column<"id", std::int64_t, squall::primary_key> id{};
    column<"tags", std::optional<squall::json<tag_list>>> tags{};
    column<"slot", std::optional<std::string>> slot{};
    column<"state", std::optional<std::string>> state{};
};
inline constexpr squall::table<doc_table, "doc"> doc;
inline constexpr squall::relation_list<doc> tables;

}  // namespace records_test

template <>
inline constexpr auto squall::constraints_of<records_test::doc> =
    squall::constraints(squall::unique_index<"one_open">(records_test::doc.slot).where(records_test::doc.state == squall::literal<"open">));

using namespace squall::migrate;
using squall::test::rows;

namespace {

struct folder_of_migrations {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("squall-records-" + std::to_string(::getpid()));
    folder_of_migrations() { std::filesystem::create_directories(path); }
    ~folder_of_migrations() { std::filesystem::remove_all(path); }
    folder_of_migrations(const folder_of_migrations&) = delete;
    folder_of_migrations& operator=(const folder_of_migrations&) = delete;
    void write(const std::string& name, const std::string& text) const { write_file((path / name).string(), text); }
};

}  // namespace

TEST_CASE("a file that wrangler applied is recorded by the next migrate, and an edit of it is found") {
    const folder_of_migrations files;
    files.write("0001_a.sql", "CREATE TABLE a (id TEXT);");
    const auto db = open_sqlite(":memory:", false);
    // As wrangler leaves it.
    db->run({{"CREATE TABLE a (id TEXT)"},
             {"CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT "
              "CURRENT_TIMESTAMP NOT NULL)"},
             {"INSERT INTO d1_migrations (name) VALUES ('0001_a.sql')"}});
    const auto apply = [&] { apply_pending(*db, migration_folder(files.path.string()), false, [](const auto&, const auto&) {}); };
    CHECK_NOTHROW(apply());
    CHECK(rows(*db, "SELECT count(*) FROM squall_migrations WHERE name = '0001_a.sql' AND length(checksum) = 64") ==
          std::vector<std::string>{"1"});
    files.write("0001_a.sql", "CREATE TABLE a (id TEXT, late TEXT);");
    CHECK(state_of(*db, migration_folder(files.path.string())).edited == std::vector<std::string>{"0001_a.sql"});
    CHECK_THROWS_AS(apply(), failure);
}

TEST_CASE("what a fleet keeps in a database is no drift from its migrations") {
    const auto db = open_sqlite(":memory:", false);
    db->run({{"CREATE TABLE a (id TEXT)"}});
    const snapshot before = inspect(*db, nullptr, {});
    db->run(
        {{"CREATE TABLE squall_fleet_owned (tenant TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID"},
         {"CREATE TABLE Squall_Fleet_Changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL)"},
         {"CREATE INDEX squall_fleet_changes_tenant ON squall_fleet_changes (tenant, seq)"},
         {"CREATE TRIGGER squall_fleet_insert_a AFTER INSERT ON a BEGIN INSERT INTO squall_fleet_changes (tenant) VALUES (NEW.id); END"}});
    CHECK(differences_of(before, inspect(*db, nullptr, {})).empty());
    // What only looks like it is the application's.
    db->run({{"CREATE TABLE squall_fleets (id TEXT)"}, {"CREATE TRIGGER fleet_a AFTER INSERT ON a BEGIN SELECT 1; END"}});
    CHECK(differences_of(before, inspect(*db, nullptr, {})).size() == 2);
}

TEST_CASE("verify takes a partial unique index for no key of the other rows, and reads rows below number one") {
    const auto schema = declare(records_test::tables);
    const auto db = open_sqlite(":memory:", false);
    db->run({{"CREATE TABLE doc (id INTEGER PRIMARY KEY, tags TEXT, slot TEXT, state TEXT)"},
             {"INSERT INTO doc VALUES (-5, '[1]', 'a', 'shut'), (0, '{}', 'a', 'shut'), (1, '[\"x\"]', 'b', 'open')"}});
    std::string found;
    for (const row_problem& p : verify_rows(*db, schema, {}).problems)
        if (p.column == "tags" || p.column == "slot") found += p.column + " of " + p.examples.at(0) + '\n';
    CHECK(found == "tags of 0\ntags of -5\n");
}

namespace {

/// A database whose answers to migrations get lost, or are refusals.
class failing_target final : public target {
  public:
    explicit failing_target(bool is_uncertain) : is_uncertain_(is_uncertain) {}
    using target::query;
    std::string name() const override { return "a failing database"; }
    row_set query(const statement& s) override { return db_->query(s); }
    std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed,
                                         std::vector<row_set>* returned) override {
        const bool is_migration = all[0].sql.find("json_extract") != std::string::npos;
        if (is_migration) return batch_failure{.at = {}, .reason = "no luck", .is_uncertain = is_uncertain_};
        return db_->perform(all, changed, returned);
    }

  private:
    std::unique_ptr<target> db_ = open_sqlite(":memory:", false);
    bool is_uncertain_;
};

}  // namespace

TEST_CASE("that nothing of a migration was applied is said only where it is known") {
    const folder_of_migrations files;
    files.write("0001_a.sql", "CREATE TABLE a (id INTEGER);");
    const auto message = [&](bool is_uncertain) -> std::string {
        failing_target db(is_uncertain);
        try {
            apply_pending(db, migration_folder(files.path.string()), false, [](const auto&, const auto&) {});
        } catch (const failure& f) {
            return f.what();
        }
        return "";
    };
    CHECK(message(false) == "0001_a.sql: no luck. Nothing of this file has been applied.");
    CHECK(message(true) == "0001_a.sql: no luck");
}

TEST_CASE("migrations stand in the order of their numbers, and of their names where these are equal") {
    const folder_of_migrations files;
    for (const char* name : {"10_a.sql", "2_b.sql", "0003_c.sql", "2_a.sql", "9_z.sql"}) files.write(name, "SELECT 1;");
    const migration_folder folder(files.path.string());
    names found;
    for (const migration_file& f : folder.files()) found.push_back(f.name);
    CHECK(found == names{"2_a.sql", "2_b.sql", "0003_c.sql", "9_z.sql", "10_a.sql"});
}
