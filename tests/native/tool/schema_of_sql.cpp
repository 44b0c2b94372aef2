#include "schema_of_sql.hpp"

#include "migrate/inspect.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/sql_tokens.hpp"

namespace squall::test {

using namespace migrate;

namespace {

const sql_type* type_for(sql_schema& schema, const column_shape& c) {
    if (!c.values.empty()) {
        auto list = std::make_unique<std::vector<std::string_view>>(c.values.begin(), c.values.end());
        schema.enums.push_back(std::make_unique<sql_type>(sql_type{value_kind::enumeration, "TEXT", "", list->data(), list->size()}));
        schema.lists.push_back(std::move(list));
        return schema.enums.back().get();
    }
    const std::string type = lower(c.type);
    if (type.find("int") != type.npos) return type_of<std::int64_t>;
    if (type == "boolean") return type_of<bool>;
    if (type == "datetime") return type_of<timestamp>;
    if (type == "date") return type_of<date>;
    if (type == "real" || type.starts_with("numeric")) return type_of<double>;
    return type_of<std::string>;
}

}  // namespace

std::unique_ptr<target> database_of_sql(const std::string& sql) {
    auto db = open_sqlite(":memory:", false);
    std::vector<statement> batch;
    for (const located_statement& s : split_statements(sql)) batch.push_back({s.sql});
    db->run(batch);
    return db;
}

std::unique_ptr<sql_schema> schema_of_sql(const std::string& sql) {
    auto made = std::make_unique<sql_schema>();
    made->declared.shapes = inspect(*database_of_sql(sql));
    for (const table_shape& t : made->declared.shapes.tables) {
        std::vector<column_description> columns;
        for (const column_shape& c : t.columns) {
            column_description d{.name = c.name, .type = type_for(*made, c), .nullable = !c.not_null};
            const bool is_key = t.primary_key == names{c.name};
            d.is_primary_key = is_key;
            d.nullable = d.nullable && !is_key;
            columns.push_back(d);
        }
        made->columns.push_back(std::move(columns));
        made->declared.tables.push_back({t.name, {}});
    }
    for (std::size_t i = 0; i < made->columns.size(); ++i) made->declared.tables[i].columns = made->columns[i];
    return made;
}

}  // namespace squall::test
