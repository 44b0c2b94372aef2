#include "settle.hpp"

#include <algorithm>

#include "difference.hpp"
#include "failure.hpp"
#include "inspect.hpp"
#include "replay.hpp"
#include "retired_columns.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

/// The schema of a database, without rows, in memory.
std::unique_ptr<target> copy_of_schema(target& db, const names& bookkeeping) {
    auto copy = open_sqlite(":memory:", false);
    names left_out = shadow_tables(db);
    for (const std::string& table : bookkeeping) left_out.push_back(lower(table));
    const row_set objects = db.query(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@' "
        "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid");
    for (const auto& row : objects.rows) {
        const std::string name = lower(text_of(row[0]));
        if (is_internal(name) || std::find(left_out.begin(), left_out.end(), name) != left_out.end()) continue;
        copy->run({{text_of(row[1])}});
    }
    return copy;
}
/// Brings the columns that a file retires away from the copy, unless `kept` has them.
void set_aside(target& copy, const migration_file& f, const snapshot* kept) {
    for (const column_set_aside& c : columns_to_set_aside(copy, f, kept)) copy.run(c.statements);
}

}  // namespace

names differences_left(target& db, const migration_folder& folder, const snapshot* schema, const std::string& last,
                       const names& bookkeeping) {
    const auto copy = copy_of_schema(db, bookkeeping);
    bool is_later = false;
    const snapshot before = replay(folder, schema, last);
    for (const migration_file& f : folder.files()) {
        if (is_later) run_file(*copy, f);
        set_aside(*copy, f, is_later ? nullptr : &before);
        is_later = is_later || f.name == last;
    }
    return differences_of(replay(folder, schema), inspect(*copy, schema));
}

}  // namespace squall::migrate
