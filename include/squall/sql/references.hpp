#pragma once
// What the tables of a schema say of one another, checked where all of them are listed.
#include "relation_list.hpp"
#include "table.hpp"

namespace squall {

template <const auto& Table>
constexpr bool has_column(std::string_view name) {
    for (const column_description& c : std::remove_cvref_t<decltype(Table)>::self_::columns)
        if (identifiers::same_word(c.name, name)) return true;
    return false;
}

namespace detail {
template <const auto& Table>
constexpr bool is_called(std::string_view name) {
    return identifiers::same_word(std::remove_cvref_t<decltype(Table)>::self_::name, name);
}
}  // namespace detail

/// Every references<"table", "column"> names a table of the list and a column of it, whatever their case.
template <const auto&... Tables>
constexpr void check_references(relation_list<Tables...>) {
    const auto every_reference = [](auto holds) {
        const auto of_table = [&](const auto& columns) {
            for (const column_description& c : columns)
                if (!c.references_table.empty() && !holds(c)) return false;
            return true;
        };
        return (of_table(std::remove_cvref_t<decltype(Tables)>::self_::columns) && ...);
    };
    constexpr bool tables_exist =
        every_reference([](const column_description& c) { return (detail::is_called<Tables>(c.references_table) || ...); });
    static_assert(tables_exist, "squall: references<...> names a table that is not in the schema's list");
    constexpr bool columns_exist = !tables_exist || every_reference([](const column_description& c) {
        return ((detail::is_called<Tables>(c.references_table) && has_column<Tables>(c.references_column)) || ...);
    });
    static_assert(columns_exist, "squall: references<...> names a column that its table does not have");
    constexpr bool names_distinct = [] {
        const std::string_view names[] = {std::remove_cvref_t<decltype(Tables)>::self_::name..., ""};
        for (std::size_t i = 0; i < sizeof...(Tables); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (identifiers::same_word(names[i], names[k])) return false;
        return true;
    }();
    static_assert(names_distinct, "squall: two tables of the schema's list have the same name; SQLite ignores case");
}

}  // namespace squall
