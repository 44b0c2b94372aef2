#include "rows.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"
#include "sql_literal.hpp"

namespace squall::studio {

using migrate::json_array;
using migrate::json_object;

using migrate::name_text;

namespace {

constexpr std::size_t max_filters = 50;

void add_filter(condition_list& conditions, const table& t, element f) {
    const auto value = member(f, "value");
    conditions.compare(column_in(t, needed_text(f, "column")), needed_text(f, "is"), value ? cell_of(*value) : cell());
}
void filter(condition_list& conditions, const table& t, element request) {
    const auto all = migrate::list_at(request, "filter");
    if (all.size() > max_filters)
        throw request_error("limit", std::to_string(all.size()) + " conditions; at most " + std::to_string(max_filters));
    for (const element f : all) add_filter(conditions, t, f);
}

std::string columns_of(const table& t) {
    std::string out;
    for (const auto& c : t.columns) out += (out.empty() ? "t." : ", t.") + name_text(c.name);
    return out;
}

struct order {
    std::vector<std::string> columns{};  // the key's at the end, so that no two rows are alike
    bool descends = false;
};
order order_of(const table& t, element request) {
    order o;
    if (const auto sort = member(request, "sort")) {
        o.columns.push_back(column_in(t, needed_text(*sort, "column")));
        o.descends = migrate::flag_at(*sort, "descends");
    }
    for (const std::string& k : t.key) {
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
std::string preview(const table& t, const row& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool hidden = catalogue::is_secret(t.columns[i].name) && !std::holds_alternative<std::monostate>(cells[i]);
        out += (i ? ", " : "") + (hidden ? R"({"hidden": true})" : json_preview_of(cells[i]));
    }
    return '[' + out + ']';
}
std::vector<std::string> key_of(const table& t) {
    std::vector<std::string> columns;
    for (const std::string& k : t.key) columns.push_back(column_in(t, k));
    return columns;
}
constexpr int counting_limit = 400;  // milliseconds, of a count beside the page

/// A count, or "null" where it takes too long or costs something.
std::string quick_count(connection& db, const statement& s) {
    if (!db.counts_unasked()) return "null";
    const time_limit counting(db, counting_limit);
    try {
        return std::to_string(db.count(s));
    } catch (const request_error& p) {
        if (p.kind() != "limit") throw;
        return "null";
    }
}
/// How many rows each condition finds alone, the last of all: how many there are.
std::string filter_totals(connection& db, const table& t, element request) {
    const std::string from = "SELECT count(*) FROM " + name_text(t.name) + " AS t";
    std::string all;
    if (!db.counts_unasked()) return "[]";
    for (const element f : migrate::list_at(request, "filter")) {
        statement s;
        condition_list conditions(s);
        add_filter(conditions, t, f);
        s.sql = from + conditions.text();
        all += quick_count(db, s) + ", ";
    }
    return all.empty() ? "[]" : '[' + all + quick_count(db, {from}) + ']';
}
/// Where the next page begins. A place is sent back with the next question, so it cannot be of any size.
std::string place_json(const row& place) {
    std::string json = json_array(place, json_of);
    if (json.size() > whole_bytes) throw request_error("limit", "the values of this column are too large to page by");
    return json;
}

}  // namespace

std::string page_of_rows(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
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
    if (o.descends && !order_by.empty()) order_by[0] += " DESC";
    const std::size_t width = t.columns.size();
    const std::vector<std::string> key = key_of(t);
    std::vector<std::string> places = o.columns;
    places.insert(places.end(), key.begin(), key.end());
    reading.sql = "SELECT " + columns_of(t) + (places.empty() ? "" : ", " + joined(places)) + from + conditions.text() +
                  (order_by.empty() ? "" : " ORDER BY " + joined(order_by)) + " LIMIT " + std::to_string(limit + 1);

    const answer a = db.read(reading, {.cell_bytes = preview_bytes, .whole_from = width});
    const std::size_t count = std::min(a.rows.size(), static_cast<std::size_t>(limit));
    const bool has_more = a.rows.size() > count || a.is_cut;
    const auto part = [](const row& r, std::size_t begin, std::size_t size) {
        const auto first = r.begin() + static_cast<std::ptrdiff_t>(begin);
        return row(first, first + static_cast<std::ptrdiff_t>(size));
    };
    std::string rows;
    for (std::size_t i = 0; i < count; ++i) {
        const row& r = a.rows[i];
        rows += (i ? ", " : "") + json_object{}
                                      .raw("key", json_array(part(r, width + o.columns.size(), key.size()), json_of))
                                      .raw("cells", preview(t, part(r, 0, width)))
                                      .done();
    }
    const bool has_places = has_more && count > 0 && !key.empty();
    const std::string next = has_places ? place_json(part(a.rows[count - 1], width, o.columns.size())) : "null";
    return json_object{}
        .raw("rows", '[' + rows + ']')
        .raw("next", next)
        .raw("total", db.counts_unasked() ? std::to_string(db.count(counting)) : "null")
        .raw("filter_totals", filter_totals(db, t, request))
        .raw("ms", json_of(a.milliseconds))
        .done();
}

statement selected_rows(const table& t, element request, const names& columns) {
    statement s;
    condition_list conditions(s);
    filter(conditions, t, request);
    order o = order_of(t, request);
    if (o.descends && !o.columns.empty()) o.columns[0] += " DESC";
    std::vector<std::string> list;
    for (const std::string& name : columns) list.push_back(column_in(t, name));
    s.sql = "SELECT " + joined(list) + " FROM " + name_text(t.name) + " AS t" + conditions.text() +
            (o.columns.empty() ? "" : " ORDER BY " + joined(o.columns));
    return s;
}

row row_of_key(connection& db, const table& t, const row& key) {
    if (t.key.empty()) throw request_error("check", "the rows of " + t.name + " have neither a key nor a rowid to be found by");
    if (key.size() != t.key.size()) throw request_error("invalid_argument", "the key of " + t.name + " is " + joined(t.key));
    statement s;
    condition_list conditions(s);
    for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, t.key[i]), key[i]);
    s.sql = "SELECT " + columns_of(t) + " FROM " + name_text(t.name) + " AS t" + conditions.text() + " LIMIT 2";
    answer a = db.read(s, {.cell_bytes = whole_bytes});
    if (a.rows.empty()) throw request_error("not_found", "no such row in " + t.name);
    if (a.rows.size() > 1) throw request_error("check", "several rows of " + t.name + " have this key: it contains a NULL");
    return std::move(a.rows[0]);
}

std::vector<reference> references_to(catalogue& known, const table& t, const row& cells) {
    std::vector<reference> found;
    const std::shared_ptr<const schema> all = known.current();
    for (const table& child : all->tables)
        for (const foreign_key& k : child.foreign_keys) {
            if (k.to.empty() || !same_name(k.table, t.name)) continue;
            reference r{.table = child.name, .columns = k.columns};
            statement s;
            condition_list conditions(s);
            bool is_null = false;
            for (std::size_t i = 0; i < k.columns.size(); ++i)
                for (std::size_t c = 0; c < t.columns.size(); ++c) {
                    if (!same_name(t.columns[c].name, k.to[i])) continue;
                    r.values.push_back(cells[c]);
                    is_null = is_null || std::holds_alternative<std::monostate>(cells[c]);
                    conditions.compare(column_in(child, k.columns[i]), "=", cells[c]);
                }
            s.sql = "SELECT count(*) FROM " + name_text(child.name) + " AS t" + conditions.text();
            if (is_null)
                r.rows = 0;
            else
                r.count = std::move(s);
            found.push_back(std::move(r));
        }
    return found;
}

std::string part_of_value(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    if (key.empty() || key.size() != t.key.size()) throw request_error("invalid_argument", "the key of " + t.name + " is " + joined(t.key));
    std::int64_t offset = 0, length = whole_bytes;
    if (request["offset"].get(offset) != simdjson::SUCCESS || offset < 0) throw request_error("invalid_argument", "offset is missing");
    if (request["length"].get(length) == simdjson::SUCCESS) length = std::clamp<std::int64_t>(length, 1, whole_bytes);
    const std::string column = column_in(t, needed_text(request, "column")), bytes = "CAST(" + column + " AS BLOB)";
    statement s;
    condition_list conditions(s);
    for (std::size_t i = 0; i < key.size(); ++i) conditions.equal(column_in(t, t.key[i]), key[i]);
    s.sql = "SELECT typeof(" + column + "), length(" + bytes + "), substr(" + bytes + ", " + std::to_string(offset + 1) + ", " +
            std::to_string(length) + ") FROM " + name_text(t.name) + " AS t" + conditions.text() + " LIMIT 2";
    const answer a = db.read(s);
    if (a.rows.empty()) throw request_error("not_found", "no such row in " + t.name);
    if (a.rows.size() > 1) throw request_error("check", "several rows of " + t.name + " have this key: it contains a NULL");
    const row& r = a.rows[0];
    const auto* part = std::get_if<blob>(&r[2]);
    return json_object{}
        .raw("type", json_of(r[0]))
        .raw("bytes", json_of(r[1]))
        .text("hex", part ? hex_digits(part->bytes) : std::string())
        .done();
}

std::string one_row(connection& db, catalogue& known, element request) {
    const table t = known.table(needed_text(request, "table"));
    const row key = cells_at(request, "key");
    const row cells = row_of_key(db, t, key);
    const auto reference_json = [](const reference& r) {
        return json_object{}
            .text("table", r.table)
            .raw("columns", migrate::json_list(r.columns))
            .raw("values", json_array(r.values, json_of))
            .raw("rows", r.rows ? std::to_string(*r.rows) : "null")
            .done();
    };
    std::vector<reference> referred = references_to(known, t, cells);
    for (reference& r : referred)
        if (!r.rows && db.counts_unasked()) r.rows = db.count(r.count);
    return json_object{}
        .raw("key", json_array(key, json_of))
        .raw("cells", json_array(cells, json_of))
        .raw("referred", json_array(referred, reference_json))
        .done();
}

}  // namespace squall::studio
