#pragma once
// The schema that the C++ declares: as a snapshot, and with what only the declarations know (enums, JSON shapes, booleans,
// timestamps). Include it in one file of a program: it instantiates the DDL of every table.
#include <span>

#include "keep.hpp"
#include "read_create.hpp"
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
    std::vector<declared_table> tables;  // parents first
    std::vector<declared_table> views{};
};

/// `others`: full-text indexes and triggers. Reads the declarations' own DDL, so that there is one way from a CREATE statement to its shape.
template <const auto&... Tables, const auto&... Views, const auto&... Others>
declared_schema declare(relation_list<Tables...> tables, [[maybe_unused]] relation_list<Views...> views = {},
                        [[maybe_unused]] relation_list<Others...> others = {}) {
    check_references(tables);
    declared_schema all;
    tables.for_each([&]<const auto & table>() {
        using self = typename std::remove_cvref_t<decltype(table)>::self_;
        all.tables.push_back({std::string(self::name), self::columns});
        read_create(all.shapes, create_table<table>);
        std::string_view indexes = create_indexes<table>;
        for (std::size_t end; (end = indexes.find(";\n")) != indexes.npos; indexes.remove_prefix(end + 2))
            read_create(all.shapes, indexes.substr(0, end));
    });
    if constexpr (sizeof...(Views) > 0)
        views.for_each([&]<const auto & view>() {
            using self = typename std::remove_cvref_t<decltype(view)>::self_;
            all.views.push_back({std::string(self::name), self::columns});
            read_create(all.shapes, create_view<view>);
        });
    if constexpr (sizeof...(Others) > 0)
        others.for_each([&]<const auto & other>() {
            for (const std::string_view sql : std::remove_cvref_t<decltype(other)>::ddl::statements) read_create(all.shapes, sql);
        });
    all.shapes.normalise();
    snapshot kept;
    for (const std::string_view sql : kept_sql_of<relation_list<Tables...>>) read_create(kept, sql);
    kept.normalise();
    keep_other_full_texts(kept);
    if (!kept_sql_of<relation_list<Tables...>>.empty()) all.shapes = with_kept(all.shapes, kept);
    return all;
}

}  // namespace squall::migrate
