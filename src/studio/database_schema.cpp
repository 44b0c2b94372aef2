#include "database_schema.hpp"

#include <algorithm>
#include <map>

#include "migrate/snapshot.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"

namespace squall::studio {
namespace {

std::string text_of(const cell& c) {
    if (const auto* text = std::get_if<std::string>(&c)) return *text;
    if (const auto* n = std::get_if<std::int64_t>(&c)) return std::to_string(*n);
    return {};
}
std::int64_t number_of(const cell& c) {
    const auto* n = std::get_if<std::int64_t>(&c);
    return n ? *n : 0;
}
std::vector<row> rows_of(connection& db, const std::string& sql, const std::string& name) {
    return db.read({sql, {name}}, {.rows = 100'000}).rows;
}

/// The expression of a generated column: what stands in parentheses behind AS, in the column's own part of CREATE TABLE.
std::string generated_expression(const std::string& sql, std::string_view column_name) {
    const auto tokens = migrate::tokens_of(sql);
    const auto open = std::find_if(tokens.begin(), tokens.end(), [](const auto& t) { return t.is_symbol("("); });
    bool begins = true, is_here = false;
    for (auto i = static_cast<std::size_t>(open - tokens.begin()) + 1; i < tokens.size(); ++i) {
        const migrate::token& t = tokens[i];
        if (begins) is_here = t.is_name() && same_name(t.text, column_name);
        begins = t.is_symbol(",");
        if (!t.is_symbol("(")) continue;
        const std::size_t end = migrate::after_parenthesis(tokens, i);
        if (is_here && tokens[i - 1].is("AS")) return sql.substr(t.end, tokens[end - 1].offset - t.end);
        i = end - 1;
    }
    return {};
}

void read_columns(connection& db, table& t, bool has_rowid) {
    std::map<std::int64_t, std::string> key;
    for (const row& r : rows_of(db, "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1)", t.name)) {
        const std::int64_t hidden = number_of(r[5]);
        if (hidden == 1) continue;  // a virtual table's own: rank of FTS5, parameters of functions
        column& c = t.columns.emplace_back();
        c = {text_of(r[0]), text_of(r[1]), text_of(r[3]), number_of(r[2]) != 0, hidden != 0, {}, hidden == 3};
        if (c.is_generated) c.generated_as = generated_expression(t.sql, c.name);
        if (number_of(r[4]) > 0) key[number_of(r[4])] = text_of(r[0]);
    }
    for (const auto& [place, name] : key) t.key.push_back(name);
    if (!has_rowid) return;
    for (const char* name : {"oid", "_rowid_", "rowid"})
        if (!t.column_named(name)) t.rowid = name;
    if (!t.key.empty() || t.rowid.empty()) return;
    t.key = {t.rowid};
    t.has_rowid_key = true;
}

void read_foreign_keys(connection& db, table& t) {
    std::map<std::int64_t, foreign_key> all;
    for (const row& r :
         rows_of(db, "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(?1) ORDER BY id, seq", t.name)) {
        foreign_key& k = all[number_of(r[0])];
        k.table = text_of(r[1]);
        const column* c = t.column_named(text_of(r[2]));
        k.columns.push_back(c ? c->name : text_of(r[2]));
        if (!std::holds_alternative<std::monostate>(r[3])) k.to.push_back(text_of(r[3]));
        k.on_delete = text_of(r[4]) == "NO ACTION" ? "" : text_of(r[4]);
    }
    for (auto& [id, k] : all) t.foreign_keys.push_back(std::move(k));
    std::sort(t.foreign_keys.begin(), t.foreign_keys.end(), [](const auto& a, const auto& b) { return a.columns < b.columns; });
}

/// What stands behind a word at the outermost level; empty where it does not stand there.
std::string text_behind(const std::string& sql, std::string_view word) {
    int depth = 0;
    for (const migrate::token& t : migrate::tokens_of(sql)) {
        depth += t.is_symbol("(") ? 1 : t.is_symbol(")") ? -1 : 0;
        if (depth > 0 || !t.is(word)) continue;
        const std::size_t begin = sql.find_first_not_of(" \t\r\n", t.offset + word.size());
        return begin == sql.npos ? std::string() : sql.substr(begin);
    }
    return {};
}
/// The parts of the first parenthesis of CREATE INDEX, as they are written.
names indexed_parts(const std::string& sql) {
    names parts;
    const auto tokens = migrate::tokens_of(sql);
    int depth = 0;
    std::size_t begin = 0;
    for (const migrate::token& t : tokens) {
        const bool is_end = depth == 1 && (t.is_symbol(",") || t.is_symbol(")"));
        if (is_end) {
            parts.push_back(sql.substr(begin, t.offset - begin));
            begin = t.offset + 1;
        }
        if (t.is_symbol("(") && depth++ == 0) begin = t.offset + 1;
        if (t.is_symbol(")") && --depth == 0) break;
    }
    for (std::string& p : parts) p = p.substr(std::min(p.find_first_not_of(" \t\r\n"), p.size()));
    return parts;
}

void read_indexes(connection& db, table& t) {
    for (const row& r : rows_of(db,
                                "SELECT l.name, l.\"unique\", l.origin, s.sql FROM pragma_index_list(?1) AS l "
                                "LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = l.name ORDER BY l.name",
                                t.name)) {
        const std::string origin = text_of(r[2]), sql = text_of(r[3]);
        index i{.name = text_of(r[0]), .is_unique = number_of(r[1]) != 0, .sql = sql};
        if (origin == "pk") continue;
        const names written = indexed_parts(sql);
        for (const row& part :
             rows_of(db, "SELECT seqno, cid, name, desc FROM pragma_index_xinfo(?1) WHERE \"key\" ORDER BY seqno", i.name)) {
            const auto at = static_cast<std::size_t>(number_of(part[0]));
            const bool is_expression = number_of(part[1]) == -2;
            if (is_expression)
                i.columns.push_back(at < written.size() ? written[at] : "an expression");
            else
                i.columns.push_back(text_of(part[2]) + (number_of(part[3]) ? " DESC" : ""));
        }
        if (origin == "u") {
            t.unique.push_back(i.columns);
            continue;
        }
        i.where = text_behind(sql, "WHERE");
        t.indexes.push_back(std::move(i));
    }
}

void read_triggers(connection& db, table& t) {
    for (const row& r :
         rows_of(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE ORDER BY name", t.name))
        t.triggers.push_back({text_of(r[0]), text_of(r[1])});
}

/// Names of parents as the parents are spelled, and the columns that a key leaves unnamed.
void resolve(schema& all) {
    for (table& t : all.tables)
        for (foreign_key& k : t.foreign_keys) {
            const table* parent = all.table_named(k.table);
            if (!parent) {
                k.to.clear();
                continue;
            }
            k.table = parent->name;
            if (k.to.empty() && !parent->has_rowid_key) k.to = parent->key;
            for (std::string& name : k.to)
                if (const column* c = parent->column_named(name)) name = c->name;
            const bool is_whole = k.to.size() == k.columns.size() &&
                                  std::all_of(k.to.begin(), k.to.end(), [&](const auto& name) { return parent->column_named(name); });
            if (!is_whole) k.to.clear();
        }
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) { return migrate::same_word(a, b); }

const column* table::column_named(std::string_view column_name) const {
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const column& c) { return same_name(c.name, column_name); });
    return at == columns.end() ? nullptr : &*at;
}
const table* schema::table_named(std::string_view table_name) const {
    const auto at = std::find_if(tables.begin(), tables.end(), [&](const table& t) { return same_name(t.name, table_name); });
    return at == tables.end() ? nullptr : &*at;
}

schema read_schema(connection& db) {
    schema all;
    const answer listed = db.read({"SELECT l.name, l.type, l.wr, s.sql FROM pragma_table_list AS l JOIN sqlite_schema AS s "
                                   "ON s.name = l.name AND s.type IN ('table', 'view') WHERE l.schema = 'main' ORDER BY s.rowid"},
                                  {.rows = 100'000});
    for (const row& r : listed.rows) {
        const std::string name = text_of(r[0]), type = text_of(r[1]), sql = text_of(r[3]);
        if (migrate::is_internal(name)) {
            all.internal.push_back({name, sql});
            continue;
        }
        table t{.name = name, .sql = sql};
        t.kind = type == "view"      ? table_kind::view
                 : type == "virtual" ? table_kind::virtual_table
                 : type == "shadow"  ? table_kind::shadow
                                     : table_kind::ordinary;
        const bool is_view = t.kind == table_kind::view;
        if (is_view) t.query = text_behind(sql, "AS");
        try {
            read_columns(db, t, !is_view && number_of(r[2]) == 0);
            read_triggers(db, t);
            if (!is_view) {
                read_foreign_keys(db, t);
                read_indexes(db, t);
            }
        } catch (const request_error& p) {
            t.fault = p.what();
        }
        (is_view ? all.views : all.tables).push_back(std::move(t));
    }
    resolve(all);
    return all;
}

}  // namespace squall::studio
