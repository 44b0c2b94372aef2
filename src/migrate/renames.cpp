#include "renames.hpp"

#include <algorithm>

#include "failure.hpp"
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
/// Renames a name wherever it stands alone in a piece of SQL.
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
}

void rename_column(snapshot& s, const column_rename& r) {
    const std::string flag = "--rename " + r.table + '.' + r.from + ':' + r.to;
    const auto t = std::find_if(s.tables.begin(), s.tables.end(), [&](const table_shape& one) { return same_word(one.name, r.table); });
    if (t == s.tables.end()) wrong(flag + ": the last snapshot has no table " + r.table);
    if (!t->column(r.from)) wrong(flag + ": table " + r.table + " has no column " + r.from + " in the last snapshot");
    if (t->column(r.to)) wrong(flag + ": table " + r.table + " has a column " + r.to + " already");
    for (column_shape& c : t->columns) {
        replace(c.name, r.from, r.to);
        for (std::string& e : c.extras) replace_in_sql(e, r.from, r.to);
    }
    replace(t->primary_key, r.from, r.to);
    for (names& u : t->unique) replace(u, r.from, r.to);
    for (foreign_key& k : t->foreign_keys) replace(k.columns, r.from, r.to);
    for (std::string& e : t->extras) replace_in_sql(e, r.from, r.to);
    for (index_shape& i : t->indexes) {
        for (std::string& c : i.columns) replace_in_sql(c, r.from, r.to);
        if (!i.where.empty()) replace_in_sql(i.where, r.from, r.to);
    }
    for (table_shape& other : s.tables)
        for (foreign_key& k : other.foreign_keys)
            if (same_word(k.table, r.table)) replace(k.to, r.from, r.to);
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

snapshot renamed(snapshot s, const renames& all) {
    for (const table_rename& r : all.tables) rename_table(s, r);
    for (const column_rename& r : all.columns) rename_column(s, r);
    s.normalise();
    return s;
}

}  // namespace squall::migrate
