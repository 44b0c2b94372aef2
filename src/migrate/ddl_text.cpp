#include "ddl_text.hpp"

#include <algorithm>

#include "sql_tokens.hpp"

namespace squall::migrate {

std::string reference_text(const foreign_key& k) {
    std::string out = name_text(k.table);
    if (!k.to.empty()) out += '(' + name_list(k.to) + ')';
    if (!k.on_delete.empty()) out += " ON DELETE " + k.on_delete;
    if (!k.extras.empty()) out += ' ' + k.extras;
    return out;
}

namespace {

std::string constraint_name(const std::string& name) { return name.empty() ? "" : "CONSTRAINT " + name_text(name) + ' '; }
/// A unique key that its column does not say: it has a name, or a clause.
bool is_unique_constraint(const table_shape& t, const names& key) {
    return t.has_key_clause(key, false) || !t.name_of_key(key, false).empty();
}
bool is_beside_its_column(const std::string& extra) {
    return extra == "AUTOINCREMENT" || extra.starts_with("PRIMARY KEY") || extra.starts_with("NOT NULL");
}

}  // namespace

std::string column_text(const table_shape& t, const column_shape& c) {
    const names alone{c.name};
    std::string out = name_text(c.name);
    if (!c.type.empty()) out += ' ' + c.type;
    if (t.primary_key == alone && !t.has_key_clause(alone, true)) {
        const std::string* more = c.extra_of("PRIMARY KEY");
        out += ' ' + (more ? *more : "PRIMARY KEY");
        if (c.has_extra("AUTOINCREMENT")) out += " AUTOINCREMENT";
    }
    if (c.not_null) out += ' ' + (c.extra_of("NOT NULL") ? *c.extra_of("NOT NULL") : "NOT NULL");
    if (std::find(t.unique.begin(), t.unique.end(), alone) != t.unique.end() && !is_unique_constraint(t, alone)) out += " UNIQUE";
    if (!c.default_sql.empty()) out += " DEFAULT " + c.default_sql;
    if (!c.values.empty()) {
        out += " CHECK (" + name_text(c.name) + " IN (";
        for (std::size_t i = 0; i < c.values.size(); ++i) out += (i ? ", " : "") + string_text(c.values[i]);
        out += "))";
    }
    for (const std::string& e : c.extras)
        if (!is_beside_its_column(e)) out += ' ' + e;
    for (const foreign_key& k : t.foreign_keys)
        if (k.columns == alone && k.name.empty()) out += " REFERENCES " + reference_text(k);
    return out;
}

std::string create_table_text(const table_shape& t) {
    if (!t.sql.empty()) return t.sql;
    std::string body, options;
    const auto add = [&](const std::string& line) { body += (body.empty() ? "\n  " : ",\n  ") + line; };
    for (const column_shape& c : t.columns) add(column_text(t, c));
    if (t.primary_key.size() > 1 && !t.has_key_clause(t.primary_key, true))
        add(constraint_name(t.name_of_key(t.primary_key, true)) + "PRIMARY KEY (" + name_list(t.primary_key) + ')');
    for (const names& u : t.unique)
        if (!t.has_key_clause(u, false) && (u.size() > 1 || is_unique_constraint(t, u)))
            add(constraint_name(t.name_of_key(u, false)) + "UNIQUE (" + name_list(u) + ')');
    for (const key_clause& k : t.key_clauses) add(constraint_name(t.name_of_key(k.columns, k.text.starts_with("PRIMARY"))) + k.text);
    for (const foreign_key& k : t.foreign_keys)
        if (k.columns.size() > 1 || !k.name.empty())
            add(constraint_name(k.name) + "FOREIGN KEY (" + name_list(k.columns) + ") REFERENCES " + reference_text(k));
    for (const std::string& e : t.extras) {
        if (e == "STRICT" || e == "WITHOUT ROWID")
            options += (options.empty() ? " " : ", ") + e;
        else
            add(e);
    }
    return "CREATE TABLE " + name_text(t.name) + " (" + body + "\n)" + options;
}

std::string create_index_text(const index_shape& i, const std::string& table) {
    if (!i.sql.empty()) return i.sql;
    return index_meaning(i, table);
}
std::string index_meaning(const index_shape& i, const std::string& table) {
    std::string out = (i.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + name_text(i.name) + " ON " + name_text(table) + " (";
    for (std::size_t n = 0; n < i.columns.size(); ++n) out += (n ? ", " : "") + i.columns[n];
    out += ')';
    if (!i.where.empty()) out += " WHERE " + i.where;
    return out;
}
names full_text_triggers(const full_text_shape& f) {
    const auto list = [&](const std::string& before) {
        std::string out;
        for (const std::string& c : f.columns) out += (out.empty() ? "" : ", ") + before + name_text(c);
        return out;
    };
    const auto insert = [&](const std::string& row, bool removes) {
        return "\n  INSERT INTO " + name_text(f.name) + " (" + (removes ? name_text(f.name) + ", " : "") + "rowid, " + list("") +
               ") VALUES (" + (removes ? "'delete', " : "") + row + name_text(f.key) + ", " + list(row) + ");";
    };
    const auto trigger = [&](const std::string& event, const std::string& change, const std::string& body) {
        return "CREATE TRIGGER " + name_text(f.name + event) + " AFTER " + change + " ON " + name_text(f.content) + " BEGIN" + body +
               "\nEND";
    };
    return {trigger("_insert", "INSERT", insert("new.", false)), trigger("_update", "UPDATE", insert("old.", true) + insert("new.", false)),
            trigger("_delete", "DELETE", insert("old.", true))};
}
std::string create_full_text_text(const full_text_shape& f) {
    std::string terms;
    const auto add = [&](const std::string& term) { terms += (terms.empty() ? "" : ", ") + term; };
    for (const std::string& c : f.columns) add(name_text(c));
    if (!f.content.empty()) add("content=" + string_text(f.content));
    if (!f.key.empty()) add("content_rowid=" + string_text(f.key));
    if (!f.tokenizer.empty()) add("tokenize=" + string_text(f.tokenizer));
    for (const std::string& e : f.extras) add(e);
    return "CREATE VIRTUAL TABLE " + name_text(f.name) + " USING fts5(" + terms + ')';
}
std::string fill_full_text(const full_text_shape& f) {
    return "INSERT INTO " + name_text(f.name) + " (" + name_text(f.name) + ") VALUES ('rebuild')";
}
std::string create_view_text(const view_shape& v) {
    if (!v.sql.empty()) return v.sql;
    return "CREATE VIEW " + name_text(v.name) + " AS\n" + v.query;
}

}  // namespace squall::migrate
