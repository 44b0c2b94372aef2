#include "conditions.hpp"

#include <algorithm>
#include <array>

#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"

namespace squall::studio {
namespace {

bool is_null(const cell& c) { return std::holds_alternative<std::monostate>(c); }

}  // namespace

std::string column_in(const table& t, const std::string& name) {
    if (const column* c = t.column_named(name)) return "t." + migrate::name_text(c->name);
    if (t.has_rowid_key && t.key[0] == name) return "t." + name;
    throw request_error("not_found", t.name + " has no column " + name, name);
}

std::string condition_list::joined(std::size_t begin, std::size_t end) const {
    if (end - begin == 1) return all_[begin];
    if (end - begin <= 8) {
        std::string out;
        for (std::size_t i = begin; i < end; ++i) out += (i > begin ? " AND " : "") + all_[i];
        return out;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    return '(' + joined(begin, middle) + ") AND (" + joined(middle, end) + ')';
}

std::string condition_list::bind(const cell& value) {
    into_.values.push_back(value);
    return '?' + std::to_string(into_.values.size());
}

void condition_list::compare(const std::string& column, std::string_view is, const cell& value) {
    static constexpr std::array<std::string_view, 6> operators{"=", "<>", "<", "<=", ">", ">="};
    if (is == "null" || is == "not_null") return add(column + (is == "null" ? " IS NULL" : " IS NOT NULL"));
    if (is == "contains") return add("instr(lower(" + column + "), lower(" + bind(value) + ")) > 0");
    if (is == "starts") {
        const std::string start = bind(value);
        return add("lower(substr(" + column + ", 1, length(" + start + "))) = lower(" + start + ")");
    }
    if (std::find(operators.begin(), operators.end(), is) == operators.end())
        throw request_error("invalid_argument", "there is no comparison " + std::string(is));
    add(column + ' ' + std::string(is) + ' ' + bind(value));
}

void condition_list::equal(const std::string& column, const cell& value) {
    if (const auto* e = std::get_if<excerpt>(&value)) {
        const std::string bytes = "CAST(" + column + " AS BLOB)", length = std::to_string(e->beginning.size());
        add("typeof(" + column + ") = " + (e->is_blob ? "'blob'" : "'text'"));
        add("length(" + bytes + ") = " + bind(e->length));
        return add("substr(" + bytes + ", 1, " + length + ") = " + bind(blob{e->beginning}));
    }
    add(is_null(value) ? column + " IS NULL" : column + " IS " + bind(value) + " COLLATE BINARY");
}

void condition_list::behind(const std::vector<std::string>& columns, const row& values, bool first_descends) {
    if (columns.size() != values.size()) throw request_error("invalid_argument", "not a position in the list");
    std::string any, same;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool descends = first_descends && i == 0;
        const std::string& c = columns[i];
        std::string later;  // NULL stands before every value, going down behind
        if (is_null(values[i]))
            later = descends ? "" : c + " IS NOT NULL";
        else
            later = descends ? '(' + c + " < " + bind(values[i]) + " OR " + c + " IS NULL)" : c + " > " + bind(values[i]);
        if (!later.empty()) any += (any.empty() ? "" : " OR ") + ('(' + same + later + ')');
        same += c + (is_null(values[i]) ? " IS NULL" : " = " + bind(values[i])) + " AND ";
    }
    add(any.empty() ? "0" : '(' + any + ')');
}

}  // namespace squall::studio
