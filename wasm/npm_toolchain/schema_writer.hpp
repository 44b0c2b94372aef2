#pragma once
// Writes schema.json: what a project declares, for a squall command that was compiled without it (src/tool/schema_file.hpp).
#include <ostream>
#include <string>
#include <string_view>

#include "squall/migrate/kept_sql.hpp"
#include "squall/sql/ddl.hpp"
#include "squall/sql/references.hpp"
#include "squall/sql/relation_list.hpp"
#include "squall/sql/view.hpp"
#include "wasm/client_names.hpp"

namespace squall::schema_writer {

inline std::string json_of(const column_description& c) {
    std::string values;
    for (std::size_t i = 0; i < c.type->value_count; ++i) values += (i ? ", " : "") + in_quotes(c.type->values[i]);
    std::string out =
        "{\"name\": " + in_quotes(c.name) + ", \"kind\": " + std::to_string(static_cast<int>(c.type->kind)) +
        ", \"sqlite\": " + in_quotes(c.type->sqlite) + ", \"typescript\": " + in_quotes(c.type->typescript) + ", \"values\": [" + values +
        "], \"default\": " + in_quotes(c.default_sql) + ", \"references_table\": " + in_quotes(c.references_table) +
        ", \"references_column\": " + in_quotes(c.references_column) + ", \"on_delete\": " + std::to_string(static_cast<int>(c.action));
    const auto flag = [&](const char* name, bool value) {
        if (value) out += std::string(", \"") + name + "\": true";
    };
    flag("nullable", c.nullable);
    flag("primary_key", c.is_primary_key);
    flag("nullable_key", c.is_nullable_key);
    flag("unique", c.is_unique);
    flag("checked", c.is_checked);
    flag("filled", c.is_filled);
    return out + "}";
}

/// One list of JSON values, a line each.
class json_lines {
  public:
    void add(const std::string& json) { text_ += (text_.empty() ? "\n  " : ",\n  ") + json; }
    std::string done() const { return '[' + text_ + ']'; }

  private:
    std::string text_;
};
template <class Relation>
std::string json_of_relation() {
    std::string columns;
    for (const column_description& c : Relation::columns) columns += (columns.empty() ? "" : ",\n    ") + json_of(c);
    return "{\"name\": " + in_quotes(Relation::name) + ", \"columns\": [\n    " + columns + "]}";
}

/// The statements are in the order in which src/migrate/declared.hpp reads them.
template <const auto&... Tables, const auto&... Views, const auto&... Others>
void write_schema(std::ostream& out, relation_list<Tables...> tables, relation_list<Views...> views, relation_list<Others...> others) {
    check_references(tables);
    json_lines statements, kept, table_lines, view_lines;
    tables.for_each([&]<const auto & table>() {
        using self = typename std::remove_cvref_t<decltype(table)>::self_;
        table_lines.add(json_of_relation<self>());
        statements.add(in_quotes(create_table<table>));
        std::string_view indexes = create_indexes<table>;
        for (std::size_t end; (end = indexes.find(";\n")) != indexes.npos; indexes.remove_prefix(end + 2))
            statements.add(in_quotes(indexes.substr(0, end)));
    });
    if constexpr (sizeof...(Views) > 0)
        views.for_each([&]<const auto & view>() {
            view_lines.add(json_of_relation<typename std::remove_cvref_t<decltype(view)>::self_>());
            statements.add(in_quotes(create_view<view>));
        });
    if constexpr (sizeof...(Others) > 0)
        others.for_each([&]<const auto & other>() {
            for (const std::string_view sql : std::remove_cvref_t<decltype(other)>::ddl::statements) statements.add(in_quotes(sql));
            if constexpr (requires { requires std::remove_cvref_t<decltype(other)>::self_::has_own_rows; })
                view_lines.add(json_of_relation<typename std::remove_cvref_t<decltype(other)>::self_>());
        });
    for (const std::string_view sql : kept_sql_of<relation_list<Tables...>>) kept.add(in_quotes(sql));
    out << "{\"statements\": " << statements.done() << ",\n\"kept\": " << kept.done() << ",\n\"tables\": " << table_lines.done()
        << ",\n\"views\": " << view_lines.done() << "}\n";
}

}  // namespace squall::schema_writer
