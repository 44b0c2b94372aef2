#include "change.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/row_questions.hpp"
#include "migrate/sql_tokens.hpp"
#include "migrate/typescript_shape.hpp"
#include "request_error.hpp"
#include "rows.hpp"

namespace squall::studio {

using migrate::json_array;
using migrate::json_object;

using migrate::name_text;

namespace {

using named_cells = std::vector<std::pair<std::string, cell>>;

const cell* value_of(const named_cells& cells, std::string_view name) {
    const auto at = std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.first == name; });
    return at == cells.end() ? nullptr : &at->second;
}

/// A change of what is gone would be a change of something that nobody has seen.
void guard_as_read(condition_list& conditions, const table& t, const row& key, const named_cells& was) {
    if (t.key.empty()) throw request_error("check", "the rows of " + t.name + " have neither a key nor a rowid to be found by");
    if (key.size() != t.key.size()) throw request_error("invalid_argument", "not a key of " + t.name);
    for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, t.key[i]), key[i]);
    for (const auto& c : t.columns) {
        const cell* value = value_of(was, c.name);
        if (!value) throw request_error("invalid_argument", "the original row lacks " + c.name, c.name);
        conditions.equal(column_in(t, c.name), *value);
    }
}

std::string name_to_set(const table& t, const std::string& name) {
    const column* c = t.column_named(name);
    if (c && c->is_generated) throw request_error("invalid_argument", name + " is computed by the database", name);
    column_in(t, name);
    return name_text(c ? c->name : name);
}

/// The value to store. Of an excerpt the rest is not there.
const cell& value_to_set(const std::string& name, const cell& value) {
    if (std::holds_alternative<excerpt>(value))
        throw request_error("invalid_argument", name + " is shown only in part and cannot be stored", name);
    return value;
}

/// Exactly one row must have been changed; else the transaction is undone.
void check_matched(const table& t, std::int64_t matched) {
    if (matched > 1)
        throw request_error("check", std::to_string(matched) + " rows of " + t.name + " have the same key and values; nothing was changed");
}

[[noreturn]] void refuse_changed(const table& t) {
    throw request_error("changed", "this row of " + t.name + " was changed or deleted since it was read; nothing was changed");
}

/// The row's values of the columns that were set, against their declarations.
void test_row(connection& db, catalogue& known, const table& t, const row& key, const row& cells, const names& set) {
    const auto is_set = [&](std::string_view name) { return set.empty() || std::find(set.begin(), set.end(), name) != set.end(); };
    for (const migrate::row_question& q : known.questions(t.name)) {
        if (!is_set(q.column) || !t.column_named(q.column)) continue;
        statement s;
        condition_list conditions(s);
        for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, t.key[i]), key[i]);
        s.sql = "SELECT count(*) FROM " + name_text(t.name) + " AS t" + conditions.text() + " AND (" + q.bad_when + ")";
        if (db.count(s) > 0) {
            const bool orphan = q.what.starts_with("refers to");
            throw request_error(orphan ? "foreign_key" : "check", q.column + ' ' + q.what, q.column);
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
        if (!fault.empty()) throw request_error("check", std::string(c->name) + " has the wrong shape: " + fault, std::string(c->name));
    }
}

std::string row_json(const row& key, const row& cells) {
    return json_object{}.raw("key", json_array(key, json_of)).raw("cells", json_array(cells, json_of)).done();
}

struct changed_row {
    row key{}, cells{};
};

// Each is called within a transaction.

changed_row update(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    row key = cells_at(request, "key");
    const named_cells set = named_cells_at(request, "set"), was = named_cells_at(request, "was");
    if (set.empty()) throw request_error("invalid_argument", "there is nothing to change");

    statement s;
    names changed;
    std::string assignments;
    for (const auto& [name, value] : set) {
        s.values.push_back(value_to_set(name, value));
        assignments += (assignments.empty() ? "" : ", ") + name_to_set(t, name) + " = ?" + std::to_string(s.values.size());
        changed.push_back(name);
    }
    condition_list conditions(s);
    guard_as_read(conditions, t, key, was);
    s.sql = "UPDATE " + name_text(t.name) + " AS t SET " + assignments + conditions.text();

    const std::int64_t matched = db.run(s, permission::write).matched;
    if (matched == 0) refuse_changed(t);
    check_matched(t, matched);
    for (std::size_t i = 0; i < key.size(); ++i)
        if (const cell* moved = value_of(set, t.key[i])) key[i] = *moved;
    row cells = row_of_key(db, t, key);
    test_row(db, known, t, key, cells, changed);
    return {std::move(key), std::move(cells)};
}

changed_row insert(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const named_cells set = named_cells_at(request, "set");
    statement s;
    std::string columns, values, returning;
    for (const auto& [name, value] : set) {
        s.values.push_back(value_to_set(name, value));
        columns += (columns.empty() ? "" : ", ") + name_to_set(t, name);
        values += (values.empty() ? "?" : ", ?") + std::to_string(s.values.size());
    }
    if (t.key.empty())
        throw request_error("check", "a row of " + t.name + " could not be found again: the table has neither a key nor a rowid");
    for (const std::string& k : t.key) returning += (returning.empty() ? "" : ", ") + name_text(k);
    const bool is_virtual = t.kind == table_kind::virtual_table;  // these return nothing
    s.sql = "INSERT INTO " + name_text(t.name) + (set.empty() ? " DEFAULT VALUES" : " (" + columns + ") VALUES (" + values + ')') +
            (is_virtual ? "" : " RETURNING " + returning);

    const answer inserted = db.run(s, permission::write);
    if (!is_virtual && inserted.rows.empty())
        throw request_error("check", "a trigger of " + t.name + " ignored the row; nothing was changed");
    row key = is_virtual ? row{db.last_row()} : inserted.rows[0];
    row cells = row_of_key(db, t, key);
    test_row(db, known, t, key, cells, {});
    return {std::move(key), std::move(cells)};
}

void remove(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    const named_cells was = named_cells_at(request, "was");
    statement s;
    condition_list conditions(s);
    guard_as_read(conditions, t, key, was);
    s.sql = "DELETE FROM " + name_text(t.name) + " AS t" + conditions.text();
    row cells;
    for (const auto& c : t.columns) cells.push_back(*value_of(was, c.name));
    for (const reference& r : references_to(db, known, t, cells))
        if (r.rows.value_or(0) > 0)
            throw request_error("foreign_key", std::to_string(*r.rows) + " rows of " + r.table + " refer to this row; delete them first");
    const std::int64_t matched = db.run(s, permission::write).matched;
    if (matched == 0) refuse_changed(t);
    check_matched(t, matched);
}

std::string json_of_row(const changed_row& r) { return row_json(r.key, r.cells); }

/// "agents agent_1": what the page calls the row of a change.
std::string row_name(element change) {
    std::string name = migrate::text_at(change, "table");
    simdjson::dom::array key;
    if (change["key"].get(key) != simdjson::SUCCESS) return name + ", the new row";
    for (const element e : key) {
        const std::string value = json_preview_of(cell_of(e));
        name += (name.back() == ',' ? " " : ", ") + value;
    }
    return name;
}

std::string apply_one(connection& db, catalogue& known, element change) {
    const std::string what = needed_text(change, "do");
    if (what == "update") return json_of_row(update(db, known, change));
    if (what == "insert") return json_of_row(insert(db, known, change));
    if (what != "delete") throw request_error("invalid_argument", "there is no change " + what);
    remove(db, known, change);
    return "null";
}

}  // namespace

std::string update_row(connection& db, catalogue& known, element request) {
    changed_row changed;
    db.transaction([&] { changed = update(db, known, request); });
    return json_of_row(changed);
}
std::string insert_row(connection& db, catalogue& known, element request) {
    changed_row inserted;
    db.transaction([&] { inserted = insert(db, known, request); });
    return json_of_row(inserted);
}
std::string delete_row(connection& db, catalogue& known, element request) {
    db.transaction([&] { remove(db, known, request); });
    return "{}";
}

std::string apply_changes(connection& db, catalogue& known, element request) {
    const auto changes = migrate::list_at(request, "changes");
    if (changes.empty()) throw request_error("invalid_argument", "there is nothing to change");
    if (changes.size() > max_changes)
        throw request_error("limit", std::to_string(changes.size()) + " changes; at most " + std::to_string(max_changes) + " at once");
    std::string rows;
    db.transaction([&] {
        for (std::size_t i = 0; i < changes.size(); ++i) {
            try {
                rows += (i ? ", " : "") + apply_one(db, known, changes[i]);
            } catch (const request_error& p) {
                throw p.of_change(static_cast<int>(i), row_name(changes[i]) + ": " + p.what());
            }
        }
    });
    return json_object{}.raw("rows", '[' + rows + ']').done();
}

}  // namespace squall::studio
