#include "rows.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "json_writer.hpp"
#include "migrate/sql_tokens.hpp"
#include "problem.hpp"

namespace squall::studio {

using migrate::name_text;
using migrate::names;
using migrate::table_shape;

namespace {

void filter(condition_list& conditions, const table_shape& t, element request) {
    const auto wanted = member(request, "filter");
    simdjson::dom::array list;
    if (!wanted || wanted->get(list) != simdjson::SUCCESS) return;
    for (const element f : list) {
        const auto value = member(f, "value");
        conditions.compare(column_in(t, needed_text(f, "column")), needed_text(f, "is"), value ? cell_of(*value) : cell());
    }
}

std::string columns_of(const table_shape& t) {
    std::string out;
    for (const auto& c : t.columns) out += (out.empty() ? "t." : ", t.") + name_text(c.name);
    return out;
}

struct order {
    std::vector<std::string> columns{};  // the last ones are the key's, so that no two rows are alike
    bool descends = false;
};
order order_of(const table_shape& t, element request) {
    order o;
    if (const auto sort = member(request, "sort")) {
        o.columns.push_back(column_in(t, needed_text(*sort, "column")));
        o.descends = migrate::flag_at(*sort, "descends");
    }
    for (const std::string& k : catalogue::key_of(t)) {
        const std::string c = column_in(t, k);
        if (std::find(o.columns.begin(), o.columns.end(), c) == o.columns.end()) o.columns.push_back(c);
    }
    return o;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& t : texts) out += (out.empty() ? "" : ", ") + t;
    return out;
}
std::string preview(const table_shape& t, const row& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool hidden = catalogue::is_secret(t.columns[i].name) && !std::holds_alternative<std::monostate>(cells[i]);
        out += (i ? ", " : "") + (hidden ? R"({"hidden": true})" : json_preview_of(cells[i]));
    }
    return '[' + out + ']';
}
row key_cells(const table_shape& t, const row& cells) {
    row key;
    for (const std::string& k : t.primary_key)
        for (std::size_t i = 0; i < t.columns.size(); ++i)
            if (t.columns[i].name == k) key.push_back(cells[i]);
    return key;
}

}  // namespace

std::string page_of_rows(connection& db, catalogue& known, element request) {
    const table_shape& t = known.table(needed_text(request, "table"));
    std::int64_t limit = 50;
    if (request["limit"].get(limit) == simdjson::SUCCESS) limit = std::clamp<std::int64_t>(limit, 1, 500);
    const order o = order_of(t, request);
    const std::string from = " FROM " + name_text(t.name) + " AS t";

    statement counting;
    condition_list all(counting);
    filter(all, t, request);
    counting.sql = "SELECT count(*)" + from + all.text();

    statement reading;
    condition_list conditions(reading);
    filter(conditions, t, request);
    if (member(request, "after")) conditions.behind(o.columns, cells_at(request, "after"), o.descends);
    std::vector<std::string> order_by = o.columns;
    if (o.descends) order_by[0] += " DESC";
    const std::size_t width = t.columns.size();
    reading.sql = "SELECT " + columns_of(t) + ", " + joined(o.columns) + (t.primary_key.empty() ? ", t.rowid" : "") + from +
                  conditions.text() + " ORDER BY " + joined(order_by) + " LIMIT " + std::to_string(limit + 1);

    const answer a = db.read(reading);
    const std::size_t count = std::min(a.rows.size(), static_cast<std::size_t>(limit));
    std::string rows;
    for (std::size_t i = 0; i < count; ++i) {
        const row& r = a.rows[i];
        const row cells(r.begin(), r.begin() + static_cast<std::ptrdiff_t>(width));
        const row key = t.primary_key.empty() ? row{r.back()} : key_cells(t, cells);
        rows += (i ? ", " : "") + json_object{}.raw("key", json_array(key, json_of)).raw("cells", preview(t, cells)).done();
    }
    std::string next = "null";
    if (a.rows.size() > count) {
        const row& last = a.rows[count - 1];
        const auto begin = last.begin() + static_cast<std::ptrdiff_t>(width);
        next = json_array(row(begin, begin + static_cast<std::ptrdiff_t>(o.columns.size())), json_of);
    }
    return json_object{}
        .raw("rows", '[' + rows + ']')
        .raw("next", next)
        .number("total", db.count(counting))
        .raw("ms", json_of(a.milliseconds))
        .done();
}

row row_of_key(connection& db, const table_shape& t, const row& key) {
    const names columns = catalogue::key_of(t);
    if (key.size() != columns.size()) throw problem("invalid_argument", "the key of " + t.name + " is " + joined(columns));
    statement s;
    condition_list conditions(s);
    for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, columns[i]), key[i]);
    s.sql = "SELECT " + columns_of(t) + " FROM " + name_text(t.name) + " AS t" + conditions.text() + " LIMIT 1";
    answer a = db.read(s);
    if (a.rows.empty()) throw problem("not_found", "there is no such row in " + t.name);
    return std::move(a.rows[0]);
}

std::vector<reference> references_to(connection& db, catalogue& known, const table_shape& t, const row& cells) {
    std::vector<reference> found;
    for (const table_shape& child : known.shapes().tables)
        for (const migrate::foreign_key& k : child.foreign_keys) {
            if (k.table != t.name) continue;
            reference r{.table = child.name, .columns = k.columns};
            statement s;
            condition_list conditions(s);
            bool is_null = false;
            for (std::size_t i = 0; i < k.columns.size(); ++i)
                for (std::size_t c = 0; c < t.columns.size(); ++c) {
                    if (t.columns[c].name != k.to[i]) continue;
                    r.values.push_back(cells[c]);
                    is_null = is_null || std::holds_alternative<std::monostate>(cells[c]);
                    conditions.compare(column_in(child, k.columns[i]), "=", cells[c]);
                }
            s.sql = "SELECT count(*) FROM " + name_text(child.name) + " AS t" + conditions.text();
            if (!is_null) r.rows = db.count(s);
            found.push_back(std::move(r));
        }
    return found;
}

std::string one_row(connection& db, catalogue& known, element request) {
    const table_shape& t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    const row cells = row_of_key(db, t, key);
    const auto reference_json = [](const reference& r) {
        return json_object{}
            .text("table", r.table)
            .raw("columns", migrate::json_list(r.columns))
            .raw("values", json_array(r.values, json_of))
            .number("rows", r.rows)
            .done();
    };
    return json_object{}
        .raw("key", json_array(key, json_of))
        .raw("cells", json_array(cells, json_of))
        .raw("referred", json_array(references_to(db, known, t, cells), reference_json))
        .done();
}

}  // namespace squall::studio
