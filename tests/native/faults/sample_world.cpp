#include "sample_world.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "support/test_database.hpp"
#include "tool/application_schema.hpp"

namespace iofold::test {
namespace {

using namespace squall;

std::set<std::string> empty_tables(const sample_world& world) {
    const auto& tables = tool::the_schema().tables;  // parents first
    std::set<std::string> empty;
    if (!world.without.empty()) {
        empty.insert(world.without);
        for (const migrate::declared_table& t : tables)
            for (const column_description& c : t.columns)
                if (!c.nullable && empty.contains(std::string(c.references_table))) empty.insert(t.name);
    }
    if (!world.only.empty()) {
        std::set<std::string> needed{world.only};
        for (auto t = tables.rbegin(); t != tables.rend(); ++t) {
            if (!needed.contains(t->name)) {
                empty.insert(t->name);
                continue;
            }
            for (const column_description& c : t->columns)
                if (!c.nullable && !c.references_table.empty()) needed.insert(std::string(c.references_table));
        }
    }
    return empty;
}

std::string cell_of(const column_description& c, const sample_world& world, const std::set<std::string>& empty) {
    if (empty.contains(std::string(c.references_table))) return "NULL";
    switch (c.type->kind) {
        case value_kind::integer:
        case value_kind::real:
        case value_kind::boolean: return world.nulls && c.nullable ? "NULL" : "1";
        case value_kind::enumeration: return "'" + std::string(c.type->values[world.enum_value % c.type->value_count]) + "'";
        case value_kind::timestamp:
        case value_kind::date: return world.nulls && c.nullable ? "NULL" : "'2026-02-01'";
        case value_kind::json: return c.type->typescript.ends_with("[]") ? "'[]'" : R"('{"x":"x"}')";
        default: return world.nulls && c.nullable ? "NULL" : "'x'";
    }
}

}  // namespace

std::vector<sample_world> sample_worlds() {
    const auto& tables = tool::the_schema().tables;
    std::size_t most_values = 1;
    for (const migrate::declared_table& t : tables)
        for (const column_description& c : t.columns) most_values = std::max(most_values, c.type->value_count);
    std::vector<sample_world> worlds;
    for (std::size_t i = 0; i < most_values; ++i)
        for (bool nulls : {false, true}) worlds.push_back({i, nulls, {}, {}});
    for (const migrate::declared_table& t : tables)
        for (std::size_t i = 0; i < 4; ++i) worlds.push_back({i, false, t.name, {}});
    for (const migrate::declared_table& t : tables) worlds.push_back({0, false, {}, t.name});
    return worlds;
}

std::vector<std::string> rows_of(const sample_world& world) {
    const std::set<std::string> empty = empty_tables(world);
    std::vector<std::string> rows;
    for (const migrate::declared_table& t : tool::the_schema().tables) {
        if (empty.contains(t.name)) continue;
        std::string columns, cells;
        for (const column_description& c : t.columns) {
            columns += (columns.empty() ? "" : ", ") + std::string(c.name);
            cells += (cells.empty() ? "" : ", ") + cell_of(c, world, empty);
        }
        rows.push_back("INSERT INTO " + t.name + " (" + columns + ") VALUES (" + cells + ")");
    }
    return rows;
}

const std::string& query_of_everything() {
    static const std::string query = [] {
        std::string cells;
        for (const migrate::declared_table& t : tool::the_schema().tables) {
            std::string row;
            for (const column_description& c : t.columns) {
                // The versions of SQLite differ in the last digits that quote() writes.
                const std::string cell = c.type->kind == value_kind::real ? "round(" + std::string(c.name) + ", 12)" : std::string(c.name);
                row += (row.empty() ? "quote(" : " || '|' || quote(") + cell + ')';
            }
            cells += (cells.empty() ? "" : ", ") + ("(SELECT group_concat(" + row + ") FROM (SELECT * FROM " + t.name) +
                     " ORDER BY rowid)) AS " + t.name;
        }
        return "SELECT " + cells;
    }();
    return query;
}

sqlite_database make_sample_world(const sample_world& world) {
    sqlite_database db = migrated_database();
    std::string all = "PRAGMA defer_foreign_keys = on;";
    for (const std::string& row : rows_of(world)) all += row + ";";
    const auto made = db.execute(all);
    if (!made) throw std::runtime_error("the sample world cannot be made: " + made.error().message);
    return db;
}

}  // namespace iofold::test
