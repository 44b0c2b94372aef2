#include "test_database.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "schema/database_facts.hpp"
#include "squall/core/text.hpp"
#include "squall/sqlite/native_host.hpp"

namespace iofold::test {

namespace {

std::string shown_column(sqlite3_stmt* s, int i) {
    if (sqlite3_column_type(s, i) == SQLITE_NULL) return "NULL";
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(s, i))};
}
std::vector<std::string> shown_rows(sqlite3* db, std::string_view query) {
    sqlite3_stmt* s = nullptr;
    if (sqlite3_prepare_v2(db, query.data(), static_cast<int>(query.size()), &s, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(db));
    std::vector<std::string> all;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(s)) == SQLITE_ROW) {
        std::string& line = all.emplace_back();
        for (int i = 0; i < sqlite3_column_count(s); ++i) line += (i ? "|" : "") + shown_column(s, i);
    }
    sqlite3_finalize(s);
    if (step != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db));
    return all;
}
void copy_into(sqlite3* to, sqlite3* from) {
    sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) throw std::runtime_error("the database cannot be copied");
}
void run(sqlite3* db, std::string_view text) {
    if (sqlite3_exec(db, std::string(text).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db));
}

/// The migrations run once; each test starts from a copy.
sqlite3* migrated() {
    static database db;
    static const bool once = (apply_migrations(db), true);
    return once ? db.connection() : nullptr;
}
sqlite3* with_fixture() {
    static const squall::sqlite_database db = [] {
        squall::sqlite_database made = migrated_database();
        run(made.handle(), fixture);
        return made;
    }();
    return db.handle();
}

}  // namespace

std::string new_id(std::string_view prefix, int n) {
    const std::string digits = std::to_string(n);
    return std::string(prefix) + (prefix.empty() ? "" : "_") + "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

squall::sqlite_database migrated_database() {
    squall::sqlite_database db = squall::sqlite_database::in_memory();
    copy_into(db.handle(), migrated());
    return db;
}

test_database::test_database() : sqlite_database(in_memory()) {
    copy_into(handle(), with_fixture());
    squall::set_native_host(
        {.now_ms = [] { return *squall::parse_timestamp(now); }, .uuid = [n = 0]() mutable { return new_id("", ++n); }});
}
test_database::~test_database() { squall::set_native_host({}); }

void test_database::sql(std::string_view text) { test::run(handle(), text); }
std::vector<std::string> test_database::rows(std::string_view query) { return shown_rows(handle(), query); }
std::string test_database::row(std::string_view query) {
    const auto all = rows(query);
    if (all.size() != 1) throw std::runtime_error(std::to_string(all.size()) + " rows where one was expected: " + std::string(query));
    return all[0];
}
std::vector<std::string> test_database::everything() {
    std::vector<std::string> all;
    for (const std::string& table : rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        for (const std::string& line : rows("SELECT * FROM \"" + table + "\" ORDER BY rowid")) all.push_back(table + ": " + line);
    return all;
}

}  // namespace iofold::test
