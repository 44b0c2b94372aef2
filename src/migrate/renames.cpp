#include "renames.hpp"

#include <algorithm>
#include <optional>

#include "ddl_text.hpp"
#include "dependency.hpp"
#include "failure.hpp"
#include "inspect.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

[[noreturn]] void wrong(const std::string& message) { throw failure(outcome::usage, message); }

void replace(std::string& name, const std::string& from, const std::string& to) {
    if (same_word(name, from)) name = to;
}
void replace(names& list, const std::string& from, const std::string& to) {
    for (std::string& name : list) replace(name, from, to);
}
/// Renames a name wherever it stands alone in SQL.
void replace_in_sql(std::string& sql, const std::string& from, const std::string& to) {
    std::vector<token> tokens = tokens_of(sql);
    for (token& t : tokens)
        if (t.is_name() && same_word(t.text, from)) t = {token_kind::quoted_name, to};
    sql = spelled(tokens);
}

void rename_table(snapshot& s, const table_rename& r) {
    if (!s.table(r.from)) wrong("--rename-table " + r.from + ":" + r.to + ": the last snapshot has no table " + r.from);
    if (s.table(r.to)) wrong("--rename-table " + r.from + ":" + r.to + ": there is a table " + r.to + " already");
    for (table_shape& t : s.tables) {
        replace(t.name, r.from, r.to);
        for (foreign_key& k : t.foreign_keys) replace(k.table, r.from, r.to);
    }
    for (trigger_shape& t : s.triggers) replace(t.table, r.from, r.to);
    for (full_text_shape& f : s.full_texts) replace(f.content, r.from, r.to);
    for (const kept_object& k : s.kept)
        if (k.kind == "virtual table" && virtual_table_names(k.sql, r.from))
            throw failure(outcome::refused, "virtual table " + k.name + " names table " + r.from +
                                                " in its SQL, which ALTER TABLE does not rewrite: drop it with generate --drop " + k.name +
                                                " and recreate it, or keep the name");
    // ALTER TABLE edits the texts; here the structure writes them.
    for (table_shape& t : s.tables) {
        const bool is_named = std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const auto& k) { return k.table == r.to; });
        if (t.name == r.to)
            for (index_shape& i : t.indexes) i.sql.clear();
        if (t.name == r.to || is_named) t.sql.clear();
    }
}

void rename_column(snapshot& s, const column_rename& r) {
    const std::string flag = "--rename " + r.table + '.' + r.from + ':' + r.to;
    const auto t = std::find_if(s.tables.begin(), s.tables.end(), [&](const table_shape& one) { return same_word(one.name, r.table); });
    if (t == s.tables.end()) wrong(flag + ": the last snapshot has no table " + r.table);
    if (!t->column(r.from)) wrong(flag + ": table " + r.table + " has no column " + r.from + " in the last snapshot");
    if (t->column(r.to)) wrong(flag + ": table " + r.table + " has a column " + r.to + " already");
    for (const kept_object& k : s.kept)
        if (k.kind == "virtual table" && reads_column(k.sql, r.table, r.from))
            throw failure(outcome::refused, "virtual table " + k.name + " reads column " + r.table + '.' + r.from +
                                                ", which ALTER TABLE does not rewrite in its SQL: drop it with generate --drop " + k.name +
                                                " and recreate it, or keep the name");
    for (column_shape& c : t->columns) {
        replace(c.name, r.from, r.to);
        for (std::string& e : c.extras) replace_in_sql(e, r.from, r.to);
    }
    replace(t->primary_key, r.from, r.to);
    for (names& u : t->unique) replace(u, r.from, r.to);
    for (foreign_key& k : t->foreign_keys) replace(k.columns, r.from, r.to);
    for (std::string& e : t->extras) replace_in_sql(e, r.from, r.to);
    t->sql.clear();
    for (key_clause& k : t->key_clauses) replace(k.columns, r.from, r.to), replace_in_sql(k.text, r.from, r.to);
    for (key_name& k : t->key_names) replace(k.columns, r.from, r.to);
    for (std::string& clause : t->declared) replace_in_sql(clause, r.from, r.to);
    for (index_shape& i : t->indexes) {
        i.sql.clear();
        for (std::string& c : i.columns) replace_in_sql(c, r.from, r.to);
        if (!i.where.empty()) replace_in_sql(i.where, r.from, r.to);
    }
    for (full_text_shape& f : s.full_texts)
        if (same_word(f.content, r.table)) replace(f.columns, r.from, r.to), replace(f.key, r.from, r.to);
    for (table_shape& other : s.tables)
        for (foreign_key& k : other.foreign_keys)
            if (same_word(k.table, r.table)) replace(k.to, r.from, r.to), other.sql.clear();
}

std::pair<std::string, std::string> cut(const std::string& text, char at, const std::string& form) {
    const std::size_t i = text.find(at);
    if (i == text.npos || i == 0 || i + 1 == text.size()) wrong("\"" + text + "\" is not of the form " + form);
    return {text.substr(0, i), text.substr(i + 1)};
}

}  // namespace

column_rename read_column_rename(const std::string& text) {
    const auto [before, to] = cut(text, ':', "table.old:new");
    const auto [table, from] = cut(before, '.', "table.old:new");
    return {table, from, to.starts_with(table + '.') ? to.substr(table.size() + 1) : to};
}
table_rename read_table_rename(const std::string& text) {
    const auto [from, to] = cut(text, ':', "old:new");
    return {from, to};
}

namespace {

/// What ALTER TABLE makes of the texts: SQLite edits tables, indexes, triggers and views itself.
std::optional<snapshot> renamed_by_sqlite(const snapshot& before, const renames& all, bool with_views) {
    const auto db = open_sqlite(":memory:", false);
    std::vector<statement> batch;
    for (const table_shape& t : before.tables) {
        batch.push_back({create_table_text(t)});
        for (const index_shape& i : t.indexes) batch.push_back({create_index_text(i, t.name)});
    }
    for (const full_text_shape& f : before.full_texts) batch.push_back({create_full_text_text(f)});
    for (const view_shape& v : before.views)
        if (with_views) batch.push_back({create_view_text(v)});
    for (const trigger_shape& t : before.triggers)
        if (with_views || before.table(t.table)) batch.push_back({t.sql});
    for (const table_rename& r : all.tables) batch.push_back({"ALTER TABLE " + name_text(r.from) + " RENAME TO " + name_text(r.to)});
    for (const column_rename& r : all.columns)
        batch.push_back({"ALTER TABLE " + name_text(r.table) + " RENAME COLUMN " + name_text(r.from) + " TO " + name_text(r.to)});
    for (const kept_object& k : before.kept)
        if (k.kind == "virtual table") db->batch({{k.sql}});  // one of an unknown module cannot be made here
    if (db->batch(batch)) return std::nullopt;
    return inspect(*db);
}
void take_texts(snapshot& s, const snapshot& edited) {
    for (table_shape& t : s.tables)
        if (const table_shape* e = edited.table(t.name)) {
            t.sql = e->sql;
            for (index_shape& i : t.indexes)
                if (const index_shape* now = e->index(i.name)) i.sql = now->sql;
        }
    for (trigger_shape& t : s.triggers)
        if (const trigger_shape* e = edited.trigger(t.name)) t = *e;
    for (view_shape& v : s.views)
        if (const view_shape* e = edited.view(v.name)) v = *e;
}

}  // namespace

snapshot renamed(snapshot s, const renames& all) {
    if (all.empty()) return s;
    const snapshot before = s;
    for (const table_rename& r : all.tables) rename_table(s, r);
    for (const column_rename& r : all.columns) rename_column(s, r);
    // ALTER TABLE fails where a view or a trigger does not work; migrations drop the views before it.
    auto edited = renamed_by_sqlite(before, all, true);
    if (!edited) edited = renamed_by_sqlite(before, all, false);
    if (edited) take_texts(s, *edited);
    s.normalise();
    return s;
}

}  // namespace squall::migrate
