#include "export_rows.hpp"

#include <algorithm>
#include <cmath>

#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"
#include "rows.hpp"
#include "sql_literal.hpp"

namespace squall::studio {

using migrate::json_object;
namespace {

constexpr answer_limits limits{.rows = 1'000'000, .bytes = std::size_t{24} << 20};

/// RFC 4180: quoted where it must be. NULL is nothing, and an empty text is "".
void append_field(std::string& out, const std::string& text) {
    if (!text.empty() && text.find_first_of(",\"\r\n") == text.npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    out += '"';
}
std::string csv_of(const answer& a) {
    std::string out;
    const auto line = [&](std::size_t width, const auto& append_one) {
        for (std::size_t i = 0; i < width; ++i) {
            if (i) out += ',';
            append_one(i);
        }
        out += "\r\n";
    };
    line(a.columns.size(), [&](std::size_t i) { append_field(out, a.columns[i]); });
    for (const row& r : a.rows)
        line(r.size(), [&](std::size_t i) {
            if (const auto* b = std::get_if<blob>(&r[i]))
                append_field(out, hex_digits(b->bytes));
            else if (const auto* text = std::get_if<std::string>(&r[i])) {
                if (!simdjson::validate_utf8(*text))
                    throw request_error("check", "row " + std::to_string(&r - a.rows.data() + 1) + ": " + a.columns[i] +
                                                     " is a text that is not UTF-8, which CSV cannot hold: export SQL");
                append_field(out, *text);
            } else if (!std::holds_alternative<std::monostate>(r[i]))
                append_field(out, sql_literal(r[i]) == "(-9223372036854775807 - 1)" ? "-9223372036854775808" : sql_literal(r[i]));
        });
    return out;
}

/// JSON itself has integers of any size; where a reader rounds them, it is the reader that does.
std::string json_value(const cell& c) {
    if (const auto* n = std::get_if<std::int64_t>(&c)) return std::to_string(*n);
    if (const auto* d = std::get_if<double>(&c); d && std::isfinite(*d)) return sql_literal(c);
    return json_of(c);
}
std::string json_rows(const answer& a) {
    for (std::size_t i = 0; i < a.columns.size(); ++i)
        if (std::find(a.columns.begin(), a.columns.begin() + static_cast<std::ptrdiff_t>(i), a.columns[i]) !=
            a.columns.begin() + static_cast<std::ptrdiff_t>(i))
            throw request_error("check", "two columns are called " + a.columns[i] + ": name one of them with AS");
    std::string out = "[";
    for (const row& r : a.rows) {
        json_object one;
        for (std::size_t i = 0; i < r.size(); ++i) one.raw(a.columns[i], json_value(r[i]));
        out += (out.size() > 1 ? ",\n" : "\n") + one.done();
    }
    return out + "\n]\n";
}

std::string insert_statements(const answer& a, const std::string& table_name, const names& columns) {
    const std::string beginning = "INSERT INTO " + migrate::name_text(table_name) + " (" + migrate::name_list(columns) + ") VALUES (";
    std::string out;
    for (const row& r : a.rows) {
        out += beginning;
        for (std::size_t i = 0; i < r.size(); ++i) out += (i ? ", " : "") + sql_literal(r[i]);
        out += ");\n";
    }
    return out;
}

struct source {
    statement reading{};
    std::string name{};
    names stored{};  // of a table: the columns that INSERT can name
};
source source_of(catalogue& known, element request, bool for_sql) {
    source out;
    if (const auto sql = member(request, "sql")) {
        out.reading.sql = needed_text(request, "sql");
        if (migrate::split_statements(out.reading.sql).size() != 1)
            throw request_error("invalid_argument", "an export needs exactly one statement");
        out.name = migrate::text_at(request, "name").empty() ? "result" : migrate::text_at(request, "name");
        return out;
    }
    const table t = known.table(needed_text(request, "table"));
    out.name = t.name;
    for (const std::string& name : migrate::texts_at(request, "columns")) {
        const column* c = t.column_named(name);
        if (!c || !for_sql || !c->is_generated) out.stored.push_back(name);
    }
    if (out.stored.empty()) throw request_error("invalid_argument", "no column of " + t.name + " is chosen");
    out.reading = selected_rows(t, request, out.stored);
    return out;
}

}  // namespace

std::string export_rows(connection& db, catalogue& known, element request) {
    const std::string format = needed_text(request, "format");
    if (format != "csv" && format != "json" && format != "sql") throw request_error("invalid_argument", "there is no format " + format);
    const source from = source_of(known, request, format == "sql");
    answer a = db.read(from.reading, limits);
    if (a.is_cut)
        throw request_error("limit", "more than " + std::to_string(limits.rows) + " rows or " + std::to_string(limits.bytes >> 20) +
                                         " MB: add a condition, or run squall export for all of the database");
    if (!from.stored.empty()) a.columns = from.stored;
    std::string text;
    if (format == "csv") {
        text = csv_of(a);
    } else if (format == "json") {
        text = json_rows(a);
    } else {
        if (from.stored.empty())
            text = "CREATE TABLE IF NOT EXISTS " + migrate::name_text(from.name) + " (" + migrate::name_list(a.columns) + ");\n";
        text += insert_statements(a, from.name, a.columns);
    }
    return json_object{}.text("text", text).number("rows", static_cast<std::int64_t>(a.rows.size())).done();
}

}  // namespace squall::studio
