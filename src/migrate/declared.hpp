#pragma once
// The schema that the C++ declares: as a snapshot, and with what only the declarations know (enums, JSON shapes, booleans,
// timestamps). Include it in one file of a program: it instantiates the DDL of every table.
#include <span>

#include "snapshot.hpp"
#include "squall/migrate/kept_sql.hpp"
#include "squall/sql/ddl.hpp"
#include "squall/sql/references.hpp"
#include "squall/sql/relation_list.hpp"
#include "squall/sql/view.hpp"

namespace squall::migrate {

struct declared_table {
    std::string name;
    std::span<const column_description> columns;
};
struct declared_schema {
    snapshot shapes;
    std::vector<declared_table> tables;   // parents first
    std::vector<declared_table> views{};  // and virtual tables that have rows of their own
};

/// What CREATE statements declare, in their order, and beside it what other ones keep (squall/migrate/kept_sql.hpp).
declared_schema declared_by(const names& statements, const names& kept, std::vector<declared_table> tables,
                            std::vector<declared_table> views);

/// `others`: full-text indexes, virtual tables and triggers. Reads the declarations' own DDL, so that there is one way from a CREATE statement to its shape.
template <const auto&... Tables, const auto&... Views, const auto&... Others>
declared_schema declare(relation_list<Tables...> tables, [[maybe_unused]] relation_list<Views...> views = {},
                        [[maybe_unused]] relation_list<Others...> others = {}) {
    check_references(tables);
    names statements;
    std::vector<declared_table> all_tables, all_views;
    tables.for_each([&]<const auto & table>() {
        using self = typename std::remove_cvref_t<decltype(table)>::self_;
        all_tables.push_back({std::string(self::name), self::columns});
        statements.emplace_back(create_table<table>);
        std::string_view indexes = create_indexes<table>;
        for (std::size_t end; (end = indexes.find(";\n")) != indexes.npos; indexes.remove_prefix(end + 2))
            statements.emplace_back(indexes.substr(0, end));
    });
    if constexpr (sizeof...(Views) > 0)
        views.for_each([&]<const auto & view>() {
            using self = typename std::remove_cvref_t<decltype(view)>::self_;
            all_views.push_back({std::string(self::name), self::columns});
            statements.emplace_back(create_view<view>);
        });
    if constexpr (sizeof...(Others) > 0)
        others.for_each([&]<const auto & other>() {
            for (const std::string_view sql : std::remove_cvref_t<decltype(other)>::ddl::statements) statements.emplace_back(sql);
            if constexpr (requires { requires std::remove_cvref_t<decltype(other)>::self_::has_own_rows; }) {
                using self = typename std::remove_cvref_t<decltype(other)>::self_;
                all_views.push_back({std::string(self::name), self::columns});
            }
        });
    names kept;
    for (const std::string_view sql : kept_sql_of<relation_list<Tables...>>) kept.emplace_back(sql);
    return declared_by(statements, kept, std::move(all_tables), std::move(all_views));
}

}  // namespace squall::migrate
