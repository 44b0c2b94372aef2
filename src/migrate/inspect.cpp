#include "inspect.hpp"

#include <algorithm>

#include "dependency.hpp"
#include "failure.hpp"
#include "read_create.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

struct virtual_table {
    std::string name, module;
};
std::vector<virtual_table> virtual_tables(target& db) {
    std::vector<virtual_table> all;
    for (const auto& row : db.query("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL").rows) {
        const std::vector<token> tokens = tokens_of(text_of(row[1]));
        token_reader in{tokens};
        if (!in.take("CREATE") || !in.take("VIRTUAL")) continue;
        while (!in.done() && !in.peek().is("USING")) in.next();
        in.take("USING");
        all.push_back({text_of(row[0]), lower(in.name())});
    }
    return all;
}

/// The endings of the tables that a module documents as its own.
std::vector<std::string> shadow_endings(const std::string& module) {
    if (module == "fts5") return {"data", "idx", "content", "docsize", "config"};
    if (module == "fts3" || module == "fts4") return {"content", "segments", "segdir", "docsize", "stat"};
    if (module.starts_with("rtree") || module == "geopoly") return {"node", "rowid", "parent"};
    return {};
}

/// Nothing where the database does not answer: an old SQLite.
std::optional<row_set> table_list(target& db) {
    try {
        return db.query("SELECT name, type FROM pragma_table_list WHERE schema = 'main'");
    } catch (const failure&) {
        return std::nullopt;
    }
}

bool holds(const names& list, const std::string& name) { return std::find(list.begin(), list.end(), lower(name)) != list.end(); }

}  // namespace

names shadow_tables(target& db) {
    const std::vector<virtual_table> virtuals = virtual_tables(db);
    names all;
    if (virtuals.empty()) return all;
    const std::optional<row_set> listed = table_list(db);
    if (listed)
        for (const auto& row : listed->rows)
            if (text_of(row[1]) == "shadow") all.push_back(lower(text_of(row[0])));
    for (const virtual_table& v : virtuals) {
        const std::string beginning = lower(v.name) + '_';
        const bool is_answered = std::any_of(all.begin(), all.end(), [&](const std::string& t) { return t.starts_with(beginning); });
        if (is_answered) continue;
        for (const std::string& ending : shadow_endings(v.module)) all.push_back(beginning + ending);
    }
    return all;
}

snapshot inspect(target& db, const snapshot* schema, const names& bookkeeping) {
    const row_set objects = db.query(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL "
        "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid");
    const names shadows = shadow_tables(db);
    names records;
    for (const std::string& name : bookkeeping) records.push_back(lower(name));
    snapshot found;
    for (const auto& row : objects.rows) {
        const std::string table = text_of(row[2]);
        // A fleet notes the changes of a tenant that is being moved by triggers on the application's tables.
        const bool is_of_a_move = text_of(row[0]) == "trigger" && is_internal(text_of(row[1]));
        const bool is_apart = is_internal(table) || is_of_a_move || holds(records, table) || holds(shadows, table);
        if (is_apart || (schema && is_set_aside(table, *schema))) continue;
        try {
            read_create(found, text_of(row[3]));
        } catch (const failure&) {
            found.kept.push_back({text_of(row[0]), text_of(row[1]), table, text_of(row[3])});
        }
    }
    found.normalise();
    keep_other_full_texts(found);
    found.normalise();
    name_set all;
    for (const table_shape& t : found.tables) all.insert(lower(t.name));
    std::vector<table_shape> ordered;
    for (const table_shape* t : parents_first(found, all)) ordered.push_back(*t);
    found.tables = std::move(ordered);
    return found;
}

}  // namespace squall::migrate
