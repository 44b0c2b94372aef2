#include "rebuild.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

std::string kept_name(const std::string& table) { return name_text("squall_kept_" + table); }
/// " || 'name' || ", within a text of SQL.
std::string text_of_name(const std::string& name) { return " || " + string_text(name) + " || "; }
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
/// The name of the hidden rowid; empty if there is none. It is kept, because the order
/// of rows and of full-text indexes depends on it. A table of 100 columns has no room for it: D1 allows no more.
std::string hidden_rowid(const table_shape& t) {
    if (t.has_extra("WITHOUT ROWID") || t.column("squall_rowid") || t.columns.size() > 99 || t.rowid_column()) return {};
    for (const char* name : {"rowid", "_rowid_", "oid"})
        if (!t.column(name)) return name;
    return {};
}
/// Fails with a text that is only known when there is a row to fail for: SQLite would evaluate a constant one always.
std::string stop_when(const std::string& text_with_row, const std::string& rows) {
    return "SELECT json_extract('{}', " + text_with_row + ")\n" + rows;
}

/// How often a text holds each clause that no PRAGMA of SQLite tells of.
struct clause {
    const char *name, *words;
};
constexpr clause clauses[] = {{"an AUTOINCREMENT", "autoincrement"},
                              {"a CHECK", "check("},
                              {"a COLLATE", "collate"},
                              {"an ON CONFLICT", "onconflict"},
                              {"a DEFERRABLE", "deferrable"},
                              {"a WITHOUT ROWID", "withoutrowid"},
                              {"a STRICT", ",strict"}};
/// The options of a table have no order: ") STRICT, WITHOUT ROWID" is ") WITHOUT ROWID, STRICT".
constexpr std::pair<std::string_view, std::string_view> same_options{")strict", ",strict"};
std::size_t count_of(const std::string& sql, const std::string& words) {
    std::string text;
    for (char c : lower(sql))
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') text += c;
    for (std::size_t at = text.find(same_options.first); at != text.npos; at = text.find(same_options.first, at))
        text.replace(at, same_options.first.size(), same_options.second);
    std::size_t count = 0;
    for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + words.size())) ++count;
    return count;
}
/// A clause of the table that the snapshot does not know, or a key or reference, would vanish with the rebuild.
void refuse_unknown_clauses(names& out, const table_shape& t) {
    const std::string known = create_table_text(t), name = string_text(t.name);
    const std::string of_table = " AS o\nWHERE o.type = 'table' AND lower(o.name) = " + string_text(lower(t.name));
    std::string text = "lower(o.sql)";
    for (const char* space : {"' '", "char(10)", "char(13)", "char(9)"}) text = "replace(" + text + ", " + space + ", '')";
    text = "replace(" + text + ", " + string_text(std::string(same_options.first)) + ", " + string_text(std::string(same_options.second)) +
           ")";
    // One statement for all: the first clause that the database has more often.
    std::string found;
    for (const clause& c : clauses)
        found += "iif(length(s.t) - length(replace(s.t, " + string_text(c.words) + ", '')) > " +
                 std::to_string(count_of(known, c.words) * std::string_view(c.words).size()) + ", " + string_text(c.name) + ", ";
    found += "''" + std::string(std::size(clauses), ')');
    out.push_back(
        stop_when("'squall: table '" + text_of_name(t.name) + "' has ' || f.clause || ' that is not in the snapshot and would be lost'",
                  "FROM (SELECT " + found + " AS clause FROM (SELECT " + text + " AS t FROM sqlite_master" + of_table +
                      ") AS s) AS f\nWHERE f.clause <> ''"));
    std::size_t generated = 0;
    for (const column_shape& c : t.columns) generated += c.is_generated();
    const auto more_than = [&](const std::string& what, const std::string& counted, std::size_t expected) {
        out.push_back(stop_when(
            "'squall: table '" + text_of_name(t.name) + string_text(" has " + what + " that is not in the snapshot and would be lost"),
            "FROM (SELECT " + counted + " AS rows) AS f\nWHERE f.rows > " + std::to_string(expected)));
    };
    more_than("a generated column", "(SELECT count(*) FROM pragma_table_xinfo(" + name + ") WHERE hidden IN (2, 3))", generated);
    more_than("a unique key", "(SELECT count(*) FROM pragma_index_list(" + name + ") WHERE origin = 'u')", t.unique.size());
    more_than("a foreign key", "(SELECT count(DISTINCT id) FROM pragma_foreign_key_list(" + name + "))", t.foreign_keys.size());
}

/// What the snapshot does not know of these tables would vanish with them: such a database is refused.
/// `set`: their names and those of dropped tables, which go first; `fresh`: tables of this migration, which have no rows yet.
void refuse_what_is_unknown(names& out, const snapshot& before, const std::vector<const table_shape*>& tables, const name_set& set,
                            const names& fresh) {
    name_set known;
    for (const table_shape* t : tables)
        for (const index_shape& i : t->indexes) known.insert(lower(i.name));
    for (const trigger_shape& t : before.triggers) known.insert(lower(t.name));
    for (const kept_object& k : before.kept) known.insert(lower(k.name));
    known.insert("");
    name_set expected = set;
    for (const std::string& t : fresh) expected.insert(lower(t));
    out.push_back(
        stop_when("'squall: ' || o.type || ' ' || o.name || ' on ' || o.tbl_name || ' is not in the snapshot and would be lost'",
                  "FROM sqlite_master AS o\nWHERE o.type IN ('index', 'trigger') AND o.sql IS NOT NULL AND lower(o.tbl_name) IN " +
                      string_list(set) + "\n  AND lower(o.name) NOT IN " + string_list(known)));
    for (const table_shape* t : tables) {
        name_set columns;
        for (const column_shape& c : t->columns) columns.insert(lower(c.name));
        out.push_back(
            stop_when("'squall: column '" + text_of_name(t->name + '.') + "c.name || ' is not in the snapshot and would be lost'",
                      "FROM pragma_table_xinfo(" + string_text(t->name) + ") AS c\nWHERE lower(c.name) NOT IN " + string_list(columns)));
    }
    for (const table_shape* t : tables) refuse_unknown_clauses(out, *t);
    out.push_back(
        stop_when("'squall: table ' || t.name || ' refers to ' || k.[table] || ' and is not in the snapshot: its rows could be lost'",
                  "FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k\nWHERE t.type = 'table' AND t.name NOT LIKE '!_cf!_%' "
                  "ESCAPE '!' AND lower(k.[table]) IN " +
                      string_list(set) + "\n  AND lower(t.name) NOT IN " + string_list(expected)));
}

void keep_rows(names& out, const table_shape& t) {
    const std::string columns = (hidden_rowid(t).empty() ? "" : hidden_rowid(t) + " AS squall_rowid, ") + name_list(stored_columns(t));
    out.push_back("CREATE TABLE " + kept_name(t.name) + " AS\nSELECT " + columns + "\nFROM " + name_text(t.name));
}

/// Whether ON DELETE of the key would stop DROP TABLE of its parent: SQLite restricts at once, deferred or not, and NOT NULL refuses
/// the NULL or the default that the action sets.
bool stops_a_drop(const table_shape& t, const foreign_key& k) {
    const bool sets = k.on_delete == "SET NULL" || k.on_delete == "SET DEFAULT";
    return k.on_delete == "RESTRICT" ||
           (sets && std::any_of(k.columns.begin(), k.columns.end(), [&](const std::string& c) { return t.column(c)->not_null; }));
}
bool is_in(const names& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return same_word(one, name); });
}

/// Rows of a table that is dropped together with its parent or after it must not refer to that parent's rows: they are copied already.
/// A column that may be NULL lets go of the parent; where there is none, a row refers to itself, which SQLite lets go of.
void let_go_of_parents(names& out, const snapshot& before, const std::vector<const table_shape*>& order) {
    const auto place = [&](const std::string& name) {
        return std::find_if(order.begin(), order.end(), [&](const table_shape* t) { return same_word(t->name, name); });
    };
    for (const table_shape* t : order) {
        std::string set;
        for (const foreign_key& k : t->foreign_keys) {
            const auto parent = place(k.table);
            if (parent == order.end() || parent < place(t->name) || !stops_a_drop(*t, k)) continue;
            const auto free = std::find_if(k.columns.begin(), k.columns.end(), [&](const std::string& c) {
                return !t->column(c)->not_null && !t->column(c)->is_generated() && !is_in(t->primary_key, c);
            });
            const names& to = k.to.empty() ? (*parent)->primary_key : k.to;
            if (free != k.columns.end()) {
                set += (set.empty() ? "" : ", ") + name_text(*free) + " = NULL";
            } else if (*parent == t && to.size() == k.columns.size()) {
                for (std::size_t i = 0; i < to.size(); ++i)
                    if (!same_word(k.columns[i], to[i]))
                        set += (set.empty() ? "" : ", ") + name_text(k.columns[i]) + " = " + name_text(to[i]);
            }
        }
        if (set.empty()) continue;
        // Its triggers go with the table, and are created again behind it.
        for (const trigger_shape& trigger : before.triggers)
            if (same_word(trigger.table, t->name)) out.push_back("DROP TRIGGER IF EXISTS " + name_text(trigger.name));
        for (const kept_object& k : before.kept)
            if (k.kind == "trigger" && same_word(k.table, t->name)) out.push_back("DROP TRIGGER IF EXISTS " + name_text(k.name));
        out.push_back("UPDATE " + name_text(t->name) + "\nSET " + set);
    }
}

void bring_rows_back(names& out, const table_shape& before, const table_shape& after) {
    names columns;
    for (const std::string& c : stored_columns(after))
        if (before.column(c)) columns.push_back(c);
    const bool with_rowid = !hidden_rowid(before).empty() && !hidden_rowid(after).empty();
    const std::string order = hidden_rowid(before).empty() ? "" : "\nORDER BY squall_rowid";
    const std::string list = name_list(columns);
    out.push_back("INSERT INTO " + name_text(after.name) + " (" + (with_rowid ? hidden_rowid(after) + ", " : "") + list + ")\nSELECT " +
                  (with_rowid ? "squall_rowid, " : "") + list + "\nFROM " + kept_name(before.name) + order);
}

/// How a row is found again beside its copy; empty where nothing distinguishes rows.
std::string same_row(const table_shape& before, const table_shape& after) {
    if (!hidden_rowid(before).empty() && !hidden_rowid(after).empty()) return "old.squall_rowid = new." + hidden_rowid(after);
    if (before.primary_key.empty() || !same_names(before.primary_key, after.primary_key)) return {};
    std::string out;
    for (const std::string& k : before.primary_key) {
        if (!same_type(before, *before.column(k), after, *after.column(k))) return {};
        out += (out.empty() ? "" : " AND ") + ("old." + name_text(k) + " IS new." + name_text(k));
    }
    return out;
}

/// Of columns whose type stays, the values must be stored as they were: 1 must not become '1'. A table is read once for 20 columns.
void check_kinds(names& out, const table_shape& before, const table_shape& after) {
    std::vector<std::string> columns;
    for (const std::string& c : stored_columns(after))
        if (const column_shape* b = before.column(c); b && same_type(before, *b, after, *after.column(c))) columns.push_back(c);
    constexpr std::size_t most = 20;
    for (std::size_t begin = 0; begin < columns.size(); begin += most) {
        std::string kinds;
        for (std::size_t i = begin; i < std::min(begin + most, columns.size()); ++i)
            kinds += (kinds.empty() ? "" : " || ' ' || ") + ("typeof(" + name_text(columns[i]) + ')');
        const auto counted = [&](const std::string& table) {
            return "SELECT kinds, count(*) AS rows FROM (SELECT " + kinds + " AS kinds FROM " + table + ") GROUP BY kinds";
        };
        out.push_back(stop_when("'squall: values of '" + text_of_name(after.name) + "' would be stored in another way'",
                                "FROM (SELECT * FROM (" + counted(kept_name(before.name)) + ") EXCEPT SELECT * FROM (" +
                                    counted(name_text(after.name)) + "))\nLIMIT 1"));
    }
}

void check_rows(names& out, const table_shape& before, const table_shape& after) {
    out.push_back(stop_when("'squall: the rebuild would have lost ' || missing.rows || ' rows of ' || " + string_text(after.name),
                            "FROM (SELECT (SELECT count(*) FROM " + kept_name(before.name) + ") - (SELECT count(*) FROM " +
                                name_text(after.name) + ") AS rows) AS missing\nWHERE missing.rows <> 0"));
    out.push_back(stop_when("'squall: a row of ' || broken.[table] || ' refers to no row of ' || broken.parent",
                            "FROM pragma_foreign_key_check(" + string_text(after.name) + ") AS broken"));
    // A column of another type takes values in its own way: '007' would become 7.
    const std::string match = same_row(before, after);
    if (!match.empty()) {
        for (const column_shape& a : after.columns) {
            const column_shape* b = before.column(a.name);
            if (!b || same_type(before, *b, after, a) || a.is_generated()) continue;
            const std::string column = name_text(a.name);
            const bool both_numbers = affinity_of(b->type) != affinity::text && affinity_of(a.type) != affinity::text;
            const std::string differs = both_numbers ? "new." + column + " IS NOT old." + column
                                                     : "CAST(new." + column + " AS TEXT) IS NOT CAST(old." + column + " AS TEXT)";
            out.push_back(stop_when(
                "'squall: ' || changed.rows || ' values of '" + text_of_name(after.name + '.' + a.name) + "' would change with its type'",
                "FROM (SELECT count(*) AS rows FROM " + name_text(after.name) + " AS new JOIN " + kept_name(before.name) + " AS old ON " +
                    match + " WHERE " + differs + ") AS changed\nWHERE changed.rows <> 0"));
        }
    }
    check_kinds(out, before, after);
}

bool counts_up(const table_shape& t) {
    return std::any_of(t.columns.begin(), t.columns.end(), [](const column_shape& c) { return c.has_extra("AUTOINCREMENT"); });
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
    if (sequences)
        out.push_back("CREATE TABLE squall_kept_sequences AS\nSELECT name, seq FROM sqlite_sequence WHERE lower(name) IN " +
                      string_list(made.remade));
    for (const table_shape* t : remade) keep_rows(out, *t);
    let_go_of_parents(out, d.before, order);
    for (auto t = order.rbegin(); t != order.rend(); ++t) out.push_back("DROP TABLE " + name_text((*t)->name));
    for (const table_shape* t : parents) out.push_back(create_table_text(*t));
    for (const table_shape* t : parents)
        for (const index_shape& i : t->indexes)
            if (is_parent_key(d.after, *t, i)) out.push_back(create_index_text(i, t->name));
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
