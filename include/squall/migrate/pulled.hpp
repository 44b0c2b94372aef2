#pragma once
// What a header written by squall pull needs beside the language: SQL that stays as it is in the database.
#include <array>
#include <string_view>

#include "kept_sql.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/relation_list.hpp"
#include "squall/sql/time.hpp"
#include "squall/sql/view.hpp"

namespace squall {

namespace detail {
template <fixed_string Sql>
struct sql_text_node {
    static constexpr facts text(renderer& out) {
        out << std::string_view(kept<Sql>);
        return {};
    }
};
}  // namespace detail

/// An index over the rows that fulfil a condition given as SQL.
template <fixed_string Sql, fixed_string Name, bool Unique, class... Columns>
constexpr detail::index_constraint<Name, Unique, detail::sql_text_node<Sql>, Columns...> where_sql(
    detail::index_constraint<Name, Unique, void, Columns...>) {
    return {};
}

}  // namespace squall
