#include "inspect.hpp"

#include <algorithm>

#include "dependency.hpp"
#include "read_create.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

/// A virtual table keeps what it needs in tables whose names begin with its own.
bool belongs_to_virtual(const std::string& table, const names& virtual_tables) {
    return std::any_of(virtual_tables.begin(), virtual_tables.end(), [&](const std::string& v) { return table.starts_with(v + '_'); });
}

}  // namespace

snapshot inspect(target& db, const snapshot* schema) {
    const row_set objects = db.query(
        "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid");
    names virtual_tables;
    for (const auto& row : objects.rows) {
        const std::vector<token> tokens = tokens_of(text_of(row[2]));
        if (tokens.size() > 1 && tokens[1].is("VIRTUAL")) virtual_tables.push_back(text_of(row[1]));
    }
    snapshot found;
    for (const auto& row : objects.rows) {
        const std::string table = text_of(row[1]);
        if (is_internal(table) || belongs_to_virtual(table, virtual_tables) || (schema && is_set_aside(table, *schema))) continue;
        read_create(found, text_of(row[2]));
    }
    found.normalise();
    name_set all;
    for (const table_shape& t : found.tables) all.insert(lower(t.name));
    std::vector<table_shape> ordered;
    for (const table_shape* t : parents_first(found, all)) ordered.push_back(*t);
    found.tables = std::move(ordered);
    return found;
}

}  // namespace squall::migrate
