#pragma once
// What a table has beside its columns: keys of several columns and indexes. Written with the column objects, so that a
// misspelt one does not compile.
#include "table.hpp"

namespace squall {

struct index_column {
    std::string_view name{};
    bool descending = false;
};

namespace detail {
template <std::size_t N>
struct column_list {
    std::array<index_column, N> columns{};
};

template <class T>
struct index_column_of;
template <class Table, fixed_string Name, class T>
struct index_column_of<column<Table, Name, T>> {
    static constexpr index_column value{kept<Name>, false};
};
template <class Table, fixed_string Name, class T>
struct index_column_of<order_term<column_node<Table, Name, T>, descending>> {
    static constexpr index_column value{kept<Name>, true};
};
template <class Table, fixed_string Name, class T>
struct index_column_of<order_term<column_node<Table, Name, T>, ascending>> {
    static constexpr index_column value{kept<Name>, false};
};

template <class Node, class Direction>
struct index_column_of<order_term<Node, nulls_on_the_other_side<Direction>>> {
    static constexpr bool sorts_plainly = std::is_void_v<Node>;
    static_assert(sorts_plainly, "squall: an index has no NULLS FIRST or LAST");
    static constexpr index_column value{};
};

/// The table of a column, or of one with a direction.
template <class T>
struct table_of_column;
template <class Table, fixed_string Name, class T>
struct table_of_column<column<Table, Name, T>> {
    using type = Table;
};
template <class Table, fixed_string Name, class T, class Direction>
struct table_of_column<order_term<column_node<Table, Name, T>, Direction>> {
    using type = Table;
};
template <class Table, class... Columns>
inline constexpr bool are_columns_of = (std::same_as<typename table_of_column<Columns>::type, Table> && ...);

template <class... Columns>
struct primary_key_constraint {
    template <class Table>
    static constexpr bool is_of = are_columns_of<Table, Columns...>;
    static constexpr bool is_unique = true, is_primary = true, is_partial = false;
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
};
template <class... Columns>
struct unique_constraint {
    template <class Table>
    static constexpr bool is_of = are_columns_of<Table, Columns...>;
    static constexpr bool is_unique = true, is_primary = false, is_partial = false;
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
};
template <fixed_string Name, bool Unique, class Where, class... Columns>
struct index_constraint {
    static constexpr std::string_view name = kept<Name>;
    template <class Table>
    static constexpr bool is_of = are_columns_of<Table, Columns...>;
    static constexpr bool is_unique = Unique, is_primary = false, is_partial = !std::is_void_v<Where>;
    using where_node = Where;
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
    /// Only the rows that fulfil a condition; it may hold literals but nothing that is bound.
    template <condition C>
    constexpr index_constraint<Name, Unique, typename C::node, Columns...> where(C) const {
        return {};
    }
};
/// Says so when a key or an index has no column.
template <class... Columns>
constexpr void check_key_columns() {
    constexpr bool has_columns = sizeof...(Columns) > 0;
    static_assert(has_columns, "squall: a key or an index needs at least one column");
}
}  // namespace detail

/// The primary key of several columns.
template <class... Columns>
constexpr detail::primary_key_constraint<Columns...> primary_key_of(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}
/// A unique key of one or more columns.
template <class... Columns>
constexpr detail::unique_constraint<Columns...> unique_key(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}
/// index<"idx_jobs_priority">(jobs.priority.desc(), jobs.created_at).where(jobs.status == literal<JobStatus::queued>)
template <fixed_string Name, class... Columns>
constexpr detail::index_constraint<Name, false, void, Columns...> index(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}
template <fixed_string Name, class... Columns>
constexpr detail::index_constraint<Name, true, void, Columns...> unique_index(Columns...) {
    detail::check_key_columns<Columns...>();
    return {};
}

// constraints_of is found by a table's object, a statement knows only its type. So a list of constraints leaves its keys with
// the type of the table that they are of: the list's class defines the function that keys_tag declares.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#pragma GCC diagnostic ignored "-Wunused-function"  // of a table in an unnamed namespace that has no list
#endif

namespace detail {
template <class Table>
struct keys_tag {
    friend constexpr auto this_table_has_its_list_of_constraints(keys_tag<Table>);
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
template <class Constraint, class Where>
inline constexpr bool is_unique_where = false;
template <fixed_string Name, class Where, class... Columns>
inline constexpr bool is_unique_where<index_constraint<Name, true, Where, Columns...>, Where> = true;
template <class Table, class... All>
struct keys_of_table {
    friend constexpr auto this_table_has_its_list_of_constraints(keys_tag<Table>) { return keys_of_table(); }

    /// Whether these columns, in any order, are a unique key of every row.
    static constexpr bool has(const std::string_view* names, std::size_t count) {
        return ((!All::is_partial && is_key<All>(names, count)) || ...);
    }
    /// Whether they are one of the rows that fulfil the condition.
    template <class Where>
    static constexpr bool has_partial(const std::string_view* names, std::size_t count) {
        return ((is_unique_where<All, Where> && is_key<All>(names, count)) || ...);
    }

  private:
    template <class Constraint>
    static constexpr bool is_key(const std::string_view* names, std::size_t count) {
        if (!Constraint::is_unique || Constraint::columns.size() != count) return false;
        for (const index_column& c : Constraint::columns) {
            bool named = false;
            for (std::size_t i = 0; i < count; ++i) named = named || names[i] == c.name;
            if (!named) return false;
        }
        return true;
    }
};
/// The table that the first constraint is of.
template <class Constraint>
struct table_of_constraint;
template <template <class...> class Constraint, class First, class... Rest>
struct table_of_constraint<Constraint<First, Rest...>> : table_of_column<First> {};
template <fixed_string Name, bool Unique, class Where, class First, class... Rest>
struct table_of_constraint<index_constraint<Name, Unique, Where, First, Rest...>> : table_of_column<First> {};
}  // namespace detail

template <class... All>
struct constraint_list {};
template <class First, class... Rest>
    requires requires { typename detail::table_of_constraint<First>::type; }
struct constraint_list<First, Rest...> : detail::keys_of_table<typename detail::table_of_constraint<First>::type, First, Rest...> {};
template <class... All>
constexpr constraint_list<All...> constraints(All...) {
    return {};
}
/// The keys and indexes of a table: specialise it beside the table.
template <const auto& Table>
inline constexpr auto constraints_of = constraints();

namespace detail {
/// Whether these columns of a table, in any order, are a unique key of every row: what ON CONFLICT can name.
template <class Table>
constexpr bool is_unique_key(const std::string_view* names, std::size_t count) {
    if (count == 1)
        for (const column_description& c : Table::self_::columns)
            if (c.name == names[0] && (c.is_primary_key || c.is_unique)) return true;
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::has(names, count);
    else
        return false;
}
/// The same of the rows that fulfil the condition of a partial index.
template <class Table, class Where>
constexpr bool is_partial_key(const std::string_view* names, std::size_t count) {
    if constexpr (requires { this_table_has_its_list_of_constraints(keys_tag<Table>{}); })
        return decltype(this_table_has_its_list_of_constraints(keys_tag<Table>{}))::template has_partial<Where>(names, count);
    else
        return false;
}
}  // namespace detail

}  // namespace squall
