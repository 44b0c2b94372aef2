#include "change.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "json_writer.hpp"
#include "migrate/json_shape.hpp"
#include "migrate/row_questions.hpp"
#include "migrate/sql_tokens.hpp"
#include "problem.hpp"
#include "rows.hpp"

namespace squall::studio {

using migrate::name_text;
using migrate::names;
using migrate::table_shape;

namespace {

using named_cells = std::vector<std::pair<std::string, cell>>;

const cell* value_of(const named_cells& cells, std::string_view name) {
    const auto at = std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.first == name; });
    return at == cells.end() ? nullptr : &at->second;
}

/// A change of what is gone would be a change of something that nobody has seen.
void guard_as_read(condition_list& conditions, const table_shape& t, const row& key, const named_cells& was) {
    const names key_columns = catalogue::key_of(t);
    if (key.size() != key_columns.size()) throw problem("invalid_argument", "this is no key of " + t.name);
    for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, key_columns[i]), key[i]);
    for (const auto& c : t.columns) {
        const cell* value = value_of(was, c.name);
        if (!value) throw problem("invalid_argument", "the row as it was read lacks " + c.name, c.name);
        conditions.equal(column_in(t, c.name), *value);
    }
}

std::string name_to_set(const table_shape& t, const std::string& name) {
    const auto* c = t.column(name);
    if (c && c->is_generated()) throw problem("invalid_argument", name + " is computed by the database", name);
    column_in(t, name);
    return name_text(name);
}

[[noreturn]] void refuse_changed(const table_shape& t) {
    throw problem("changed", "this row of " + t.name + " has been changed or deleted since it was read; nothing has been done");
}

/// The row's values of the columns that were set, against their declarations.
void test_row(connection& db, catalogue& known, const table_shape& t, const row& key, const row& cells, const names& set) {
    const migrate::declared_table* declared = known.declaration(t.name);
    if (!declared) return;
    const names key_columns = catalogue::key_of(t);
    const auto is_set = [&](std::string_view name) { return set.empty() || std::find(set.begin(), set.end(), name) != set.end(); };
    for (const migrate::row_question& q : migrate::questions_of(*declared, t)) {
        if (!is_set(q.column) || !t.column(q.column)) continue;
        statement s;
        condition_list conditions(s);
        for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, key_columns[i]), key[i]);
        s.sql = "SELECT count(*) FROM " + name_text(t.name) + " AS t" + conditions.text() + " AND (" + q.bad_when + ")";
        if (db.count(s) > 0) {
            const bool orphan = q.what.starts_with("refers to");
            throw problem(orphan ? "foreign_key" : "check", q.column + ' ' + q.what, q.column);
        }
    }
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < t.columns.size(); ++i) {
        const column_description* c = known.declaration(t.name, t.columns[i].name);
        const auto* text = std::get_if<std::string>(&cells[i]);
        if (!c || !text || !is_set(c->name) || c->type->kind != value_kind::json) continue;
        simdjson::dom::element document;
        if (parser.parse(*text).get(document) != simdjson::SUCCESS) continue;
        const std::string fault = migrate::fault_of(*migrate::read_shape(c->type->typescript), document);
        if (!fault.empty()) throw problem("check", std::string(c->name) + " has another shape: " + fault, std::string(c->name));
    }
}

std::string row_json(const row& key, const row& cells) {
    return json_object{}.raw("key", json_array(key, json_of)).raw("cells", json_array(cells, json_of)).done();
}

}  // namespace

std::string update_row(connection& db, catalogue& known, element request) {
    const table_shape t = known.table(needed_text(request, "table"));
    row key = cells_at(request, "key");
    const named_cells set = named_cells_at(request, "set"), was = named_cells_at(request, "was");
    if (set.empty()) throw problem("invalid_argument", "there is nothing to change");

    statement s;
    names changed;
    std::string assignments;
    for (const auto& [name, value] : set) {
        s.values.push_back(value);
        assignments += (assignments.empty() ? "" : ", ") + name_to_set(t, name) + " = ?" + std::to_string(s.values.size());
        changed.push_back(name);
    }
    condition_list conditions(s);
    guard_as_read(conditions, t, key, was);
    s.sql = "UPDATE " + name_text(t.name) + " AS t SET " + assignments + conditions.text();

    row cells;
    db.transaction([&] {
        if (db.run(s, permission::write).changed == 0) refuse_changed(t);
        const names key_columns = catalogue::key_of(t);
        for (std::size_t i = 0; i < key.size(); ++i)
            if (const cell* moved = value_of(set, key_columns[i])) key[i] = *moved;
        cells = row_of_key(db, t, key);
        test_row(db, known, t, key, cells, changed);
    });
    return row_json(key, cells);
}

std::string insert_row(connection& db, catalogue& known, element request) {
    const table_shape t = known.table(needed_text(request, "table"));
    const named_cells set = named_cells_at(request, "set");
    statement s;
    std::string columns, values, returning;
    for (const auto& [name, value] : set) {
        s.values.push_back(value);
        columns += (columns.empty() ? "" : ", ") + name_to_set(t, name);
        values += (values.empty() ? "?" : ", ?") + std::to_string(s.values.size());
    }
    for (const std::string& k : catalogue::key_of(t)) returning += (returning.empty() ? "" : ", ") + name_text(k);
    s.sql = "INSERT INTO " + name_text(t.name) + (set.empty() ? " DEFAULT VALUES" : " (" + columns + ") VALUES (" + values + ')') +
            " RETURNING " + returning;

    row key, cells;
    db.transaction([&] {
        key = db.run(s, permission::write).rows.at(0);
        cells = row_of_key(db, t, key);
        test_row(db, known, t, key, cells, {});
    });
    return row_json(key, cells);
}

std::string delete_row(connection& db, catalogue& known, element request) {
    const table_shape t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    const named_cells was = named_cells_at(request, "was");
    statement s;
    condition_list conditions(s);
    guard_as_read(conditions, t, key, was);
    s.sql = "DELETE FROM " + name_text(t.name) + " AS t" + conditions.text();
    db.transaction([&] {
        row cells;
        for (const auto& c : t.columns) cells.push_back(*value_of(was, c.name));
        for (const reference& r : references_to(db, known, t, cells))
            if (r.rows > 0)
                throw problem("foreign_key", std::to_string(r.rows) + " rows of " + r.table + " refer to this row; delete them first");
        if (db.run(s, permission::write).changed == 0) refuse_changed(t);
    });
    return "{}";
}

}  // namespace squall::studio
