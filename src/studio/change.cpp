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

/// The statement before it must have changed exactly one row.
void require_one_row(std::vector<change_step>& steps, const table& t) {
    const std::string name = t.name;
    steps.push_back({.sql = {"SELECT changes() = 0"}, .refuses = [name](std::int64_t) {
                         return request_error("changed",
                                              "this row of " + name + " was changed or deleted since it was read; nothing was changed");
                     }});
    steps.push_back({.sql = {"SELECT max(changes() - 1, 0)"}, .refuses = [name](std::int64_t n) {
                         return request_error(
                             "check", std::to_string(n + 1) + " rows of " + name + " have the same key and values; nothing was changed");
                     }});
}

/// The values to set have the shapes that their columns declare.
void test_shapes(catalogue& known, const table& t, const named_cells& set) {
    simdjson::dom::parser parser;
    for (const auto& [name, value] : set) {
        const column* there = t.column_named(name);
        const column_description* c = there ? known.declaration(t.name, there->name) : nullptr;
        const auto* text = std::get_if<std::string>(&value);
        if (!c || !text || c->type->kind != value_kind::json) continue;
        simdjson::dom::element document;
        if (parser.parse(*text).get(document) != simdjson::SUCCESS) continue;
        const std::string fault = migrate::fault_of(*migrate::read_shape(c->type->typescript), document);
        if (!fault.empty()) throw request_error("check", std::string(c->name) + " has the wrong shape: " + fault, std::string(c->name));
    }
}

/// The stored row that the conditions find fits its declarations; of a row that was changed, in the columns that were set.
void require_declared(std::vector<change_step>& steps, catalogue& known, const table& t, const std::function<void(condition_list&)>& find,
                      const named_cells* set) {
    for (const migrate::row_question& q : known.questions(t.name)) {
        if ((set && !value_of(*set, q.column)) || !t.column_named(q.column)) continue;
        change_step step;
        condition_list conditions(step.sql);
        find(conditions);
        step.sql.sql = "SELECT count(*) FROM " + name_text(t.name) + " AS t" + conditions.text() + " AND (" + q.bad_when + ")";
        step.refuses = [q](std::int64_t) {
            const bool is_orphan = q.what.starts_with("refers to");
            return request_error(is_orphan ? "foreign_key" : "check", q.column + ' ' + q.what, q.column);
        };
        steps.push_back(std::move(step));
    }
}

/// A key that contains a NULL may be several rows'. Which of them was meant could not be told afterwards.
void require_only_row(std::vector<change_step>& steps, const table& t, const std::function<void(condition_list&)>& find) {
    change_step step;
    condition_list conditions(step.sql);
    find(conditions);
    step.sql.sql = "SELECT max(count(*) - 1, 0) FROM " + name_text(t.name) + " AS t" + conditions.text();
    step.refuses = [name = t.name](std::int64_t) {
        return request_error("check", "several rows of " + name + " have this key: it contains a NULL");
    };
    steps.push_back(std::move(step));
}

bool is_null(const cell& c) { return std::holds_alternative<std::monostate>(c); }

std::string row_json(const row& key, const row& cells) {
    return json_object{}.raw("key", json_array(key, json_of)).raw("cells", json_array(cells, json_of)).done();
}

/// One change: its steps, and what tells the key of the row afterwards.
struct change {
    std::vector<change_step> steps{};
    std::optional<table> of{};  // empty: the row is gone
    row key{};
    std::size_t keyed_by = std::size_t(-1);  // the step that returns the key
};

change update(catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    row key = cells_at(request, "key");
    const named_cells set = named_cells_at(request, "set"), was = named_cells_at(request, "was");
    if (set.empty()) throw request_error("invalid_argument", "there is nothing to change");

    change_step write;
    std::string assignments;
    for (const auto& [name, value] : set) {
        write.sql.values.push_back(value_to_set(name, value));
        assignments += (assignments.empty() ? "" : ", ") + name_to_set(t, name) + " = ?" + std::to_string(write.sql.values.size());
    }
    condition_list conditions(write.sql);
    guard_as_read(conditions, t, key, was);
    write.sql.sql = "UPDATE " + name_text(t.name) + " AS t SET " + assignments + conditions.text();
    test_shapes(known, t, set);

    for (std::size_t i = 0; i < key.size(); ++i)
        if (const cell* moved = value_of(set, t.key[i])) key[i] = *moved;
    change made{.of = t, .key = key};
    made.steps.push_back(std::move(write));
    require_one_row(made.steps, t);
    const auto find = [&](condition_list& found) {
        for (std::size_t i = 0; i < key.size(); ++i) found.equal(column_in(t, t.key[i]), key[i]);
    };
    if (std::any_of(key.begin(), key.end(), is_null)) require_only_row(made.steps, t, find);
    require_declared(made.steps, known, t, find, &set);
    return made;
}

change insert(catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const named_cells set = named_cells_at(request, "set");
    const bool is_virtual = t.kind == table_kind::virtual_table;  // these return nothing
    change_step write;
    std::string columns, values;
    for (const auto& [name, value] : set) {
        write.sql.values.push_back(value_to_set(name, value));
        columns += (columns.empty() ? "" : ", ") + name_to_set(t, name);
        values += (values.empty() ? "?" : ", ?") + std::to_string(write.sql.values.size());
    }
    if (t.key.empty())
        throw request_error("check", "a row of " + t.name + " could not be found again: the table has neither a key nor a rowid");
    names key;
    for (const std::string& k : t.key) key.push_back(is_virtual ? "last_insert_rowid()" : name_text(k));
    write.sql.sql = "INSERT INTO " + name_text(t.name) + (set.empty() ? " DEFAULT VALUES" : " (" + columns + ") VALUES (" + values + ')') +
                    (is_virtual ? "" : " RETURNING");
    if (!is_virtual) write.returning = key;
    test_shapes(known, t, set);

    change made{.of = t, .keyed_by = is_virtual ? 1U : 0U};
    made.steps.push_back(std::move(write));
    if (is_virtual)
        made.steps.push_back({.sql = {"SELECT"}, .returning = key});
    else
        made.steps.push_back({.sql = {"SELECT changes() = 0"}, .refuses = [name = t.name](std::int64_t) {
                                  return request_error("check", "a trigger of " + name + " ignored the row; nothing was changed");
                              }});
    const bool has_given_key = std::all_of(t.key.begin(), t.key.end(), [&](const std::string& k) {
        const cell* given = value_of(set, k);
        return given && !is_null(*given);
    });
    const std::string last = "t." + t.rowid + " = last_insert_rowid()";
    if (!has_given_key && !t.has_rowid_key && !t.rowid.empty())
        require_only_row(made.steps, t, [&](condition_list& found) {
            for (const std::string& k : t.key)
                found.is(column_in(t, k) + " IS (SELECT " + column_in(t, k) + " FROM " + name_text(t.name) + " AS t WHERE " + last + ')');
        });
    const auto find = [&](condition_list& found) {
        if (!has_given_key && t.rowid.empty())
            throw request_error("invalid_argument",
                                "the key of " + t.name + " must be given: the table has no rowid to find the new row by");
        if (!has_given_key) return found.is(last);
        for (const std::string& k : t.key) found.equal(column_in(t, k), *value_of(set, k));
    };
    require_declared(made.steps, known, t, find, nullptr);
    return made;
}

change remove(catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    const named_cells was = named_cells_at(request, "was");
    change made;
    change_step write;
    condition_list conditions(write.sql);
    guard_as_read(conditions, t, key, was);
    write.sql.sql = "DELETE FROM " + name_text(t.name) + " AS t" + conditions.text();
    row cells;
    for (const auto& c : t.columns) cells.push_back(*value_of(was, c.name));
    for (reference& r : references_to(known, t, cells)) {
        if (r.rows) continue;
        made.steps.push_back({.sql = std::move(r.count), .refuses = [name = r.table](std::int64_t n) {
                                  return request_error("foreign_key",
                                                       std::to_string(n) + " rows of " + name + " refer to this row; delete them first");
                              }});
    }
    made.steps.push_back(std::move(write));
    require_one_row(made.steps, t);
    return made;
}

change read_change(catalogue& known, element request) {
    const std::string what = needed_text(request, "do");
    if (what == "update") return update(known, request);
    if (what == "insert") return insert(known, request);
    if (what != "delete") throw request_error("invalid_argument", "there is no change " + what);
    return remove(known, request);
}

/// The row as it is now, by the key that it has got; null of one that is gone.
std::string row_after(connection& db, const change& made, const std::vector<row>& returned, std::size_t first_step) {
    if (!made.of) return "null";
    const row& key = made.keyed_by == std::size_t(-1) ? made.key : returned[first_step + made.keyed_by];
    try {
        return row_json(key, row_of_key(db, *made.of, key));
    } catch (const request_error&) {
        return "null";  // a later change took it away: this one was made all the same
    }
}

std::string apply_one(connection& db, const change& made) {
    std::string row = row_after(db, made, db.apply(made.steps), 0);
    if (made.of && row == "null")
        throw request_error("not_found", "the change was made, and its row of " + made.of->name + " is gone since");
    return row;
}

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

}  // namespace

std::string update_row(connection& db, catalogue& known, element request) { return apply_one(db, update(known, request)); }
std::string insert_row(connection& db, catalogue& known, element request) { return apply_one(db, insert(known, request)); }
std::string delete_row(connection& db, catalogue& known, element request) {
    apply_one(db, remove(known, request));
    return "{}";
}

std::string apply_changes(connection& db, catalogue& known, element request) {
    const auto changes = migrate::list_at(request, "changes");
    if (changes.empty()) throw request_error("invalid_argument", "there is nothing to change");
    if (changes.size() > max_changes)
        throw request_error("limit", std::to_string(changes.size()) + " changes; at most " + std::to_string(max_changes) + " at once");
    std::vector<change> all;
    std::vector<change_step> steps;
    const auto named = [&](const request_error& p, std::size_t i) {
        return p.of_change(static_cast<int>(i), row_name(changes[i]) + ": " + p.what());
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        try {
            all.push_back(read_change(known, changes[i]));
        } catch (const request_error& p) {
            throw named(p, i);
        }
        for (change_step step : all.back().steps) {
            step.change = static_cast<int>(i);
            steps.push_back(std::move(step));
        }
    }
    std::vector<row> returned;
    try {
        returned = db.apply(steps);
    } catch (const request_error& p) {
        if (p.change() < 0) throw;
        throw named(p, static_cast<std::size_t>(p.change()));
    }
    std::string rows;
    std::size_t first = 0;
    for (const change& made : all) {
        rows += (rows.empty() ? "" : ", ") + row_after(db, made, returned, first);
        first += made.steps.size();
    }
    json_object answer;
    answer.raw("rows", '[' + rows + ']');
    if (!db.bookmark().empty()) answer.text("bookmark", db.bookmark());
    return answer.done();
}

}  // namespace squall::studio
