#include "row_questions.hpp"

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

std::string values_text(const sql_type& type) {
    std::string out;
    for (std::size_t i = 0; i < type.value_count; ++i) out += (i ? ", " : "") + string_text(type.values[i]);
    return out;
}

/// Empty: nothing can be wrong.
std::pair<const char*, std::string> bad_value(const column_description& c, const std::string& q) {
    // A value of one of the forms is what strftime makes of it; days that no calendar has are not.
    const auto of_form = [&](const char* form) { return "coalesce(strftime('" + std::string(form) + "', " + q + ") = " + q + ", 0)"; };
    switch (c.type->kind) {
        case value_kind::text: return {"is not text", "typeof(" + q + ") <> 'text'"};
        case value_kind::integer:
        case value_kind::bigint: return {"is not an integer", "typeof(" + q + ") <> 'integer'"};
        case value_kind::real: return {"is not a number", "typeof(" + q + ") NOT IN ('real', 'integer')"};
        case value_kind::boolean: return {"is neither 0 nor 1", "typeof(" + q + ") <> 'integer' OR " + q + " NOT IN (0, 1)"};
        case value_kind::timestamp:
            return {"is not a timestamp of either form",
                    "typeof(" + q + ") <> 'text' OR NOT " + of_form("%Y-%m-%dT%H:%M:%fZ") + " AND NOT " + of_form("%Y-%m-%d %H:%M:%S")};
        case value_kind::date: return {"is not a date", "typeof(" + q + ") <> 'text' OR NOT " + of_form("%Y-%m-%d")};
        case value_kind::enumeration:
            return {"is not in its list", "typeof(" + q + ") <> 'text' OR " + q + " NOT IN (" + values_text(*c.type) + ")"};
        case value_kind::json: return {"is not JSON", "NOT json_valid(" + q + ")"};
        case value_kind::blob: return {"is not a blob", "typeof(" + q + ") <> 'blob'"};
        case value_kind::rows: break;  // no column of a table
    }
    return {"", ""};
}

}  // namespace

std::vector<row_question> questions_of(const declared_table& table, const table_shape& shape) {
    std::vector<row_question> all;
    for (const column_description& c : table.columns) {
        const std::string name(c.name), q = "t." + name_text(name);
        bool in_key = false;
        for (const std::string& k : shape.primary_key) in_key = in_key || same_word(k, name);
        if (!c.nullable || c.is_filled || in_key) all.push_back({name, "is NULL", q + " IS NULL"});
        const auto [what, condition] = bad_value(c, q);
        all.push_back({name, what, q + " IS NOT NULL AND (" + condition + ")"});
        if (!c.references_table.empty())
            all.push_back({name, "refers to no row of " + std::string(c.references_table),
                           q + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + name_text(c.references_table) + " AS p WHERE p." +
                               name_text(c.references_column) + " = " + q + ")"});
    }
    return all;
}

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
        const auto [what, condition] = bad_value(c, q);
        all.push_back({name, what, q + " IS NOT NULL AND (" + condition + ")"});
    }
    return all;
}

}  // namespace squall::migrate
