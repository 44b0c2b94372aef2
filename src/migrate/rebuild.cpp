#include "rebuild.hpp"

#include <algorithm>

#include "ddl_text.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

std::string kept_name(const std::string& table) { return name_text("squall_kept_" + table); }
std::string string_list(const name_set& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ", ") + string_text(one);
    return '(' + out + ')';
}
names stored_columns(const table_shape& t) {
    names all;
    for (const column_shape& c : t.columns)
        if (!c.is_generated()) all.push_back(c.name);
    return all;
}
/// Whether rows have a number of their own that no column shows: it is kept, for the order of rows and for FTS tables.
bool has_hidden_rowid(const table_shape& t) {
    if (t.has_extra("WITHOUT ROWID") || t.column("rowid") || t.column("squall_rowid") || t.columns.size() > 99) return false;
    return t.primary_key.size() != 1 || !same_word(t.column(t.primary_key[0])->type, "INTEGER");
}
/// Fails with a text that is only known when there is a row to fail for: SQLite would evaluate a constant one always.
std::string stop_when(const std::string& text_with_row, const std::string& rows) {
    return "SELECT json_extract('{}', " + text_with_row + ")\n" + rows;
}

/// What the snapshot does not know of these tables would vanish with them: such a database is refused.
/// `set`: their names and those of dropped tables, which go first; `fresh`: tables of this migration, which have no rows yet.
void refuse_what_is_unknown(names& out, const snapshot& before, const std::vector<const table_shape*>& tables, const name_set& set, const names& fresh) {
    name_set known;
    for (const table_shape* t : tables)
        for (const index_shape& i : t->indexes) known.insert(lower(i.name));
    for (const trigger_shape& t : before.triggers) known.insert(lower(t.name));
    known.insert("");
    name_set expected = set;
    for (const std::string& t : fresh) expected.insert(lower(t));
    out.push_back(stop_when("'squall: ' || o.type || ' ' || o.name || ' on ' || o.tbl_name || ' is not in the snapshot and would be lost'",
                            "FROM sqlite_master AS o\nWHERE o.type IN ('index', 'trigger') AND o.sql IS NOT NULL AND lower(o.tbl_name) IN " +
                                string_list(set) + "\n  AND lower(o.name) NOT IN " + string_list(known)));
    for (const table_shape* t : tables) {
        name_set columns;
        for (const column_shape& c : t->columns) columns.insert(lower(c.name));
        out.push_back(stop_when("'squall: column " + t->name + ".' || c.name || ' is not in the snapshot and would be lost'",
                                "FROM pragma_table_xinfo(" + string_text(t->name) + ") AS c\nWHERE lower(c.name) NOT IN " + string_list(columns)));
    }
    out.push_back(stop_when("'squall: table ' || t.name || ' refers to ' || k.[table] || ' and is not in the snapshot: its rows could be lost'",
                            "FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k\nWHERE t.type = 'table' AND t.name NOT LIKE '!_cf!_%' "
                            "ESCAPE '!' AND lower(k.[table]) IN " +
                                string_list(set) + "\n  AND lower(t.name) NOT IN " + string_list(expected)));
}

void keep_rows(names& out, const table_shape& t) {
    const std::string columns = (has_hidden_rowid(t) ? "rowid AS squall_rowid, " : "") + name_list(stored_columns(t));
    out.push_back("CREATE TABLE " + kept_name(t.name) + " AS\nSELECT " + columns + "\nFROM " + name_text(t.name));
}

void bring_rows_back(names& out, const table_shape& before, const table_shape& after) {
    names columns;
    for (const std::string& c : stored_columns(after))
        if (before.column(c)) columns.push_back(c);
    const bool with_rowid = has_hidden_rowid(before) && has_hidden_rowid(after);
    const std::string order = has_hidden_rowid(before) ? "\nORDER BY squall_rowid" : "";
    const std::string list = name_list(columns);
    out.push_back("INSERT INTO " + name_text(after.name) + " (" + (with_rowid ? "rowid, " : "") + list + ")\nSELECT " + (with_rowid ? "squall_rowid, " : "") +
                  list + "\nFROM " + kept_name(before.name) + order);
}

void check_rows(names& out, const table_shape& before, const table_shape& after) {
    out.push_back(stop_when("'squall: the rebuild would have lost ' || missing.rows || ' rows of " + after.name + "'",
                            "FROM (SELECT (SELECT count(*) FROM " + kept_name(before.name) + ") - (SELECT count(*) FROM " + name_text(after.name) +
                                ") AS rows) AS missing\nWHERE missing.rows <> 0"));
    out.push_back(stop_when("'squall: a row of ' || broken.[table] || ' refers to no row of ' || broken.parent",
                            "FROM pragma_foreign_key_check(" + string_text(after.name) + ") AS broken"));
    // A column of another type takes values in its own way: '007' would become 7.
    if (!has_hidden_rowid(before) || !has_hidden_rowid(after)) return;
    for (const column_shape& a : after.columns) {
        const column_shape* b = before.column(a.name);
        if (!b || b->type == a.type || a.is_generated()) continue;
        const std::string column = name_text(a.name);
        const bool both_numbers = !same_word(b->type, "TEXT") && !same_word(a.type, "TEXT");
        const std::string differs = both_numbers ? "new." + column + " IS NOT old." + column
                                                 : "CAST(new." + column + " AS TEXT) IS NOT CAST(old." + column + " AS TEXT)";
        out.push_back(stop_when("'squall: ' || changed.rows || ' values of " + after.name + '.' + a.name + " would change with its type'",
                                "FROM (SELECT count(*) AS rows FROM " + name_text(after.name) + " AS new JOIN " + kept_name(before.name) +
                                    " AS old ON old.squall_rowid = new.rowid WHERE " + differs + ") AS changed\nWHERE changed.rows <> 0"));
    }
}

bool counts_up(const table_shape& t) {
    return std::any_of(t.columns.begin(), t.columns.end(), [](const column_shape& c) {
        return std::find(c.extras.begin(), c.extras.end(), "AUTOINCREMENT") != c.extras.end();
    });
}

}  // namespace

rebuild_statements rebuild(const difference& d) {
    rebuild_statements made;
    name_set roots, dropped;
    for (const std::string& t : d.dropped_tables) dropped.insert(lower(t));
    for (const table_change& c : d.changed)
        if (c.rebuild) roots.insert(lower(c.before->name));
    if (roots.empty() && dropped.empty()) return made;

    name_set all = with_descendants(d.before, roots);
    all.insert(dropped.begin(), dropped.end());
    // A table that a dropped one is the parent of has lost that reference, or the schema would be wrong: it is among the roots.
    std::vector<const table_shape*> order = parents_first(d.before, all), remade;
    for (const table_shape* t : order)
        if (!dropped.contains(lower(t->name))) remade.push_back(t), made.remade.insert(lower(t->name));
    const auto parents = parents_first(d.after, made.remade);

    names& out = made.statements;
    if (!remade.empty()) refuse_what_is_unknown(out, d.before, remade, all, d.new_tables);
    out.push_back("PRAGMA defer_foreign_keys = on");
    const bool sequences = std::any_of(remade.begin(), remade.end(), [](const table_shape* t) { return counts_up(*t); });
    if (sequences) out.push_back("CREATE TABLE squall_kept_sequences AS\nSELECT name, seq FROM sqlite_sequence WHERE lower(name) IN " + string_list(made.remade));
    for (const table_shape* t : remade) keep_rows(out, *t);
    for (auto t = order.rbegin(); t != order.rend(); ++t) out.push_back("DROP TABLE " + name_text((*t)->name));
    for (const table_shape* t : parents) out.push_back(create_table_text(*t));
    for (const table_shape* t : parents) bring_rows_back(out, *d.before.table(t->name), *t);
    for (const table_shape* t : parents) check_rows(out, *d.before.table(t->name), *t);
    for (const table_shape* t : remade) out.push_back("DROP TABLE " + kept_name(t->name));
    if (sequences) {
        out.push_back("DELETE FROM sqlite_sequence WHERE name IN (SELECT name FROM squall_kept_sequences)");
        out.push_back("INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM squall_kept_sequences");
        out.push_back("DROP TABLE squall_kept_sequences");
    }
    return made;
}

}  // namespace squall::migrate
