#include "row_questions.hpp"

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

std::string values_text(const sql_type& type) {
    std::string out;
    for (std::size_t i = 0; i < type.value_count; ++i) out += (i ? ", " : "") + string_text(type.values[i]);
    return out;
}

/// A value of a form is what strftime makes of it; days that no calendar has are not. Texts are compared byte for byte, whatever the
/// column's collation is.
std::string is_of_form(const std::string& value, const std::string& form) {
    return "coalesce(strftime('" + form + "', " + value + ") = " + value + " COLLATE BINARY, 0)";
}
std::string is_of_time_form(const std::string& value) {
    return is_of_form(value, "%Y-%m-%dT%H:%M:%fZ") + " OR " + is_of_form(value, "%Y-%m-%d %H:%M:%S");
}

struct fault {
    const char* what;
    std::string condition;
};
/// What can be wrong with a value that is not NULL.
std::vector<fault> faults_of(const column_description& c, const std::string& q) {
    // Texts are compared byte for byte, whatever the column's collation is.
    const std::string bytes = q + " COLLATE BINARY", no_text = "typeof(" + q + ") <> 'text'";
    const auto time = [&](const char* what, const std::string& of_no_form) {
        const std::string is_number = "typeof(" + q + ") IN ('integer', 'real')";
        return std::vector<fault>{{"is a number where ISO text is declared (squall/sql/unix_time.hpp has types for Unix times)", is_number},
                                  {what, "NOT " + is_number + " AND (" + no_text + " OR " + of_no_form + ")"}};
    };
    switch (c.type->kind) {
        case value_kind::text: return {{"is not text", no_text}};
        case value_kind::integer:
            return {{"is not an integer", "typeof(" + q + ") <> 'integer'"},
                    {"is beyond 2^53 - 1 and needs a bigint",
                     "typeof(" + q + ") = 'integer' AND " + q + " NOT BETWEEN -9007199254740991 AND 9007199254740991"}};
        case value_kind::bigint: return {{"is not an integer", "typeof(" + q + ") <> 'integer'"}};
        case value_kind::real:
            // 9223372036854774784 is the last double before 2^63, which CAST turns into 2^63 - 1.
            return {{"is not a number", "typeof(" + q + ") NOT IN ('real', 'integer')"},
                    {"is an integer that no double is equal to and needs a bigint", "typeof(" + q + ") = 'integer' AND (" + q +
                                                                                        " > 9223372036854774784 OR CAST(CAST(" + q +
                                                                                        " AS REAL) AS INTEGER) <> " + q + ")"}};
        case value_kind::boolean: return {{"is neither 0 nor 1", "typeof(" + q + ") <> 'integer' OR " + q + " NOT IN (0, 1)"}};
        case value_kind::timestamp: return time("is not a timestamp of either form", "NOT (" + is_of_time_form(q) + ")");
        case value_kind::date: return time("is not a date", "NOT " + is_of_form(q, "%Y-%m-%d"));
        case value_kind::enumeration: return {{"is not in its list", no_text + " OR " + bytes + " NOT IN (" + values_text(*c.type) + ")"}};
        case value_kind::json: return {{"is not JSON", "NOT json_valid(" + q + ")"}};
        case value_kind::blob: return {{"is not a blob", "typeof(" + q + ") <> 'blob'"}};
        case value_kind::rows: break;  // no column of a table
    }
    return {};
}
void ask_values(std::vector<row_question>& all, const column_description& c, const std::string& q) {
    for (const auto& [what, condition] : faults_of(c, q))
        all.push_back({std::string(c.name), what, q + " IS NOT NULL AND (" + condition + ")"});
}

}  // namespace

std::vector<row_question> questions_of(const declared_table& table, const table_shape& shape) {
    std::vector<row_question> all;
    for (const column_description& c : table.columns) {
        const std::string name(c.name), q = "t." + name_text(name);
        bool in_key = false;
        for (const std::string& k : shape.primary_key) in_key = in_key || same_word(k, name);
        if (!c.nullable || c.is_filled || in_key) all.push_back({name, "is NULL", q + " IS NULL"});
        ask_values(all, c, q);
        if (!c.references_table.empty())
            all.push_back({name, "refers to no row of " + std::string(c.references_table),
                           q + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + name_text(c.references_table) + " AS p WHERE p." +
                               name_text(c.references_column) + " = " + q + ")"});
    }
    return all;
}

std::string is_stored_timestamp(const std::string& value) { return "typeof(" + value + ") = 'text' AND (" + is_of_time_form(value) + ")"; }
std::string is_stored_date(const std::string& value) { return "typeof(" + value + ") = 'text' AND " + is_of_form(value, "%Y-%m-%d"); }

std::string key_expression(const table_shape& shape, const table_access& access) {
    // An INTEGER PRIMARY KEY is never NULL; any other key may be.
    if (shape.primary_key.empty()) return access.rowid.empty() ? "'?'" : "t." + access.rowid;
    std::string out;
    for (const std::string& k : shape.primary_key) out += (out.empty() ? "" : " || '/' || ") + ("ifnull(t." + name_text(k) + ", 'NULL')");
    return out;
}

std::vector<row_question> questions_of_view(const declared_table& view) {
    std::vector<row_question> all;
    for (const column_description& c : view.columns) {
        if (c.type->kind == value_kind::rows) continue;
        const std::string name(c.name), q = "t." + name_text(name);
        if (!c.nullable) all.push_back({name, "is NULL", q + " IS NULL"});
        ask_values(all, c, q);
    }
    return all;
}

}  // namespace squall::migrate
