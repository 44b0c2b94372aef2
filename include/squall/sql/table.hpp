#pragma once
// One declaration a table. The declaration is a template over what "a column" is, and from the same lines come the
// column objects used in queries, the plain row, the patch and the insert struct, the DDL and the client's types.
#include <array>
#include <boost/pfr/core.hpp>
#include <type_traits>

#include "column_description.hpp"
#include "condition.hpp"
#include "declared_triggers.hpp"

namespace squall {

/// Of a source's column: a table knows it by its declaration, a view by its query.
template <class Table>
constexpr bool has_two_time_forms(std::string_view column) {
    if constexpr (requires { Table::self_::has_two_time_forms(column); })
        return Table::self_::has_two_time_forms(column);
    else
        return false;
}

namespace detail {
template <class Table, fixed_string Name, class T>
struct column_node {
    using value_type = T;
    using table = Table;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        return out.column(Table::self_::alias, Name, is_optional<T>, std::same_as<bare<T>, timestamp> && has_two_time_forms<Table>(Name));
    }
};
template <class Table, fixed_string Name, class T>
inline constexpr bool is_column_node<column_node<Table, Name, T>> = true;
template <class Table, fixed_string Name, class T>
inline constexpr std::string_view name_of_node<column_node<Table, Name, T>> = kept<Name>;
}  // namespace detail

/// column = value, in set().
template <class Column, class Node>
struct assignment {
    using table = typename Column::table;
    static constexpr std::string_view name = Column::name;
    static constexpr bool nullable = is_optional<typename Column::value_type>;
    /// One row is set to a value of its own; only the rows that INSERT … SELECT selects may be aggregated.
    static constexpr detail::facts value(detail::renderer& out, bool is_selected = false) {
        const detail::facts known = Node::text(out);
        if (known.has_aggregate && !is_selected) out.report(detail::statement_fault::aggregate_in_set);
        if (known.has_window && !is_selected) out.report(detail::statement_fault::window_in_where);
        if (known.may_be_null && !nullable) out.report(detail::statement_fault::null_into_not_null);
        if (!nullable) out.require(known.null_with);
        if (known.has_two_time_forms && detail::is_time_node<Node> && !has_two_time_forms<table>(name))
            out.report(detail::statement_fault::two_time_forms_assigned);
        return known;
    }
    static constexpr detail::facts text(detail::renderer& out) {
        out.name(name);
        out << " = ";
        return value(out);
    }
};

namespace detail {
/// A bound value for a column.
template <fixed_string Name, class T>
struct assigned_parameter_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        facts known = out.parameter({kept<Name>, type_of<T>, false, !is_optional<T>});
        known.may_be_null = is_optional<T>;
        return known;
    }
};
template <class T, class Column>
struct assigned_node {
    using type = typename T::node;
};
template <fixed_string Name, class Column>
struct assigned_node<untyped_parameter<Name>, Column> {
    using type = assigned_parameter_node<Name, typename Column::value_type>;
};
}  // namespace detail

template <class Table, fixed_string Name, class T>
struct column : expression<detail::column_node<Table, Name, T>> {
    using value_type = T;
    using table = Table;
    static constexpr std::string_view name = detail::kept<Name>;

    template <class V>
    constexpr auto operator=(V) const {
        constexpr bool written_as_sql = operand<V>;
        static_assert(written_as_sql,
                      "squall: an assigned C++ value is written literal<...> (a constant) or param<...> (bound at run time)");
        if constexpr (written_as_sql) {
            using value_node = typename detail::assigned_node<V, column>::type;
            constexpr bool same_kind = holds(type_of<T>, detail::type_of_node<value_node>);
            static_assert(same_kind, "squall: the assigned value is not of the column's type");
            return assignment<column, value_node>{};
        }
    }
};

namespace detail {
// ---- the readings of a declaration ----------------------------------------------------------------------------------
template <class T>
struct row_type {
    using type = T;
};
template <enumeration E>
struct row_type<E> {
    using type = stored_enum<E>;
};
template <enumeration E>
struct row_type<std::optional<E>> {
    using type = std::optional<stored_enum<E>>;
};
template <>
struct row_type<bigint> {
    using type = std::int64_t;
};
template <>
struct row_type<std::optional<bigint>> {
    using type = std::optional<std::int64_t>;
};
template <fixed_string, class T, auto...>
using row_field = typename row_type<T>::type;
template <fixed_string, class T, auto...>
using patch_field = std::optional<typename row_type<T>::type>;
}  // namespace detail

template <fixed_string Name, class T, auto... Marks>
struct column_spec {
    static constexpr column_description description() {
        if constexpr (detail::check_value_type<T>()) {
            column_description c{.name = detail::kept<Name>, .type = type_of<T>, .nullable = is_optional<T>};
            c.is_checked = c.type->kind == value_kind::enumeration;
            (detail::describe(c, Marks), ...);
            if constexpr ((detail::is_check_mark<std::remove_cvref_t<decltype(Marks)>> || ...)) {
                using checks = detail::checks_among<std::remove_cvref_t<decltype(Marks)>...>;
                c.checks = checks::all.list;
                c.check_count = checks::count;
            }
            return c;
        } else {
            return column_description{.name = detail::kept<Name>, .type = type_of<std::string>};
        }
    }
};

namespace detail {
template <class>
inline constexpr bool is_default_mark = false;
template <fixed_string Sql>
inline constexpr bool is_default_mark<default_mark<Sql>> = true;
template <fixed_string, class T, auto... Marks>
using insert_field = std::conditional_t<(is_default_mark<std::remove_cvref_t<decltype(Marks)>> || ... || false),
                                        std::optional<bare<typename row_type<T>::type>>, typename row_type<T>::type>;
}  // namespace detail

template <class Table>
struct columns_for {
    template <fixed_string Name, class T, auto...>
    using field = column<Table, Name, T>;
};

namespace detail {
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_columns() {
    using spec = Definition<column_spec>;
    constexpr std::size_t width = boost::pfr::tuple_size_v<spec>;
    auto columns = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<column_description, width>{boost::pfr::tuple_element_t<I, spec>::description()...};
    }
    (std::make_index_sequence<width>{});
    if constexpr (requires { spec::options_; })
        for (column_description& c : columns) {
            c.is_strict = spec::options_.strict;
            c.has_row_number = !spec::options_.without_rowid;
        }
    return columns;
}
/// The columns of a declaration, in order.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr auto columns_of_definition = describe_columns<Definition>();

/// Whether a declaration says that its table has triggers which are not declared here: `static constexpr bool has_triggers_ =
/// true;` beside its columns.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr bool says_it_has_triggers = false;
/// The options_ of a declaration.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr table_options options_of_definition{};

/// Whether a write may do something else than its statement says: ON CONFLICT REPLACE deletes another row.
template <std::size_t N>
constexpr bool have_conflict_clauses(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.has_conflict_clause()) return true;
    return false;
}
}  // namespace detail

template <template <template <fixed_string, class, auto...> class> class Definition>
    requires requires { Definition<column_spec>::has_triggers_; }
inline constexpr bool detail::says_it_has_triggers<Definition> = Definition<column_spec>::has_triggers_;
template <template <template <fixed_string, class, auto...> class> class Definition>
    requires requires { Definition<column_spec>::options_; }
inline constexpr table_options detail::options_of_definition<Definition> = Definition<column_spec>::options_;

/// A table in a query. Its only public names are its columns; what the library needs is in self_.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string Alias = Name>
struct table : Definition<columns_for<table<Definition, Name, Alias>>::template field> {
    struct self_ {
        using row = Definition<detail::row_field>;
        using patch = Definition<detail::patch_field>;
        using insert = Definition<detail::insert_field>;
        template <fixed_string As>
        using aliased = table<Definition, Name, As>;
        using written = table<Definition, Name>;  // what is no view has it: the table without an alias
        static constexpr std::string_view name = detail::kept<Name>;
        static constexpr std::string_view alias = detail::kept<Alias>;
        static constexpr const auto& columns = detail::columns_of_definition<Definition>;
        using base = table<Definition, Name>;
        static constexpr table_options options = squall::detail::options_of_definition<Definition>;
        static constexpr bool says_it_has_triggers =
            squall::detail::says_it_has_triggers<Definition> || squall::detail::have_conflict_clauses(columns);
        static constexpr bool has_two_time_forms(std::string_view column) {
            for (const column_description& c : columns)
                if (c.name == column) return squall::has_two_time_forms(c);
            return false;
        }
        static constexpr void declare(detail::renderer& out) {
            out.use_table(name);
            out.name(name);
            if (name != alias) {
                out << " AS ";
                out.name(alias);
            }
        }
    };
};

namespace detail {
/// A REAL column makes a REAL of every number; a view's or a query's need not.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string Alias,
          fixed_string Column, class T>
inline constexpr bool is_real_node<column_node<table<Definition, Name, Alias>, Column, T>> = std::same_as<bare<T>, double>;
}  // namespace detail

/// Something with rows that has a name in a statement: a table, a CTE, a list that was bound.
template <class T>
concept source = requires(detail::renderer& out) {
    T::self_::declare(out);
    T::self_::alias;
};
template <class T>
concept table_like = source<T> && requires {
    T::self_::columns;
};

template <auto& Table>
using row_of = typename std::remove_cvref_t<decltype(Table)>::self_::row;

namespace detail {
/// The same fields, each optional: one left out stays as it is.
template <auto& Table>
using patch_of = typename std::remove_cvref_t<decltype(Table)>::self_::patch;
/// The same fields; those with a default may be left out.
template <auto& Table>
using insert_of = typename std::remove_cvref_t<decltype(Table)>::self_::insert;
}  // namespace detail

/// The same table or named query once more in one statement, under another name.
template <fixed_string As, source T>
constexpr typename T::self_::template aliased<As> alias(const T&) {
    return {};
}

/// The fields of a row struct made from a declaration: Definition<row_field>.
template <class Row>
struct definition_of;
template <template <template <fixed_string, class, auto...> class> class Definition>
struct definition_of<Definition<detail::row_field>> {
    static constexpr const auto& columns = detail::columns_of_definition<Definition>;
};
template <class Row>
concept declared_row = requires {
    definition_of<Row>::columns;
};

/// A row struct of one's own, for select_into<>: declared as a table is, without a table.
template <template <template <fixed_string, class, auto...> class> class Definition>
using fields_of = Definition<detail::row_field>;

}  // namespace squall
