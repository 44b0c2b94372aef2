#pragma once
// What a header written by squall pull needs beside the language: SQL that stays as it is in the database.
#include <array>
#include <string_view>

#include "kept_sql.hpp"
#include "squall/sql/call.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/relation_list.hpp"
#include "squall/sql/sql_object.hpp"
#include "squall/sql/time.hpp"
#include "squall/sql/view.hpp"
#include "squall/sql/virtual_table.hpp"

namespace squall {

namespace detail {
template <fixed_string Sql>
struct sql_text_node {
    static constexpr facts text(renderer& out) {
        out << std::string_view(kept<Sql>);
        return {};
    }
};
template <fixed_string Sql>
struct sql_term_of {
    using node = sql_text_node<Sql>;
    constexpr order_term<node, descending> desc() const { return {}; }
};
}  // namespace detail

/// A term of an index as SQL: index<"users_mail">(sql_term<"lower(email)">.desc()).
template <fixed_string Sql>
inline constexpr detail::sql_term_of<Sql> sql_term{};

/// An index over the rows that fulfil a condition given as SQL.
template <fixed_string Sql, fixed_string Name, bool Unique, class... Columns>
constexpr detail::index_constraint<Name, Unique, detail::sql_text_node<Sql>, Columns...> where_sql(
    detail::index_constraint<Name, Unique, void, Columns...>) {
    return {};
}

}  // namespace squall
