#pragma once
// column = value, …: what insert and update set; and RETURNING, what they return.
#include "select.hpp"

namespace squall {

namespace detail {
template <class First, class...>
struct first_of {
    using type = First;
};
/// column = value that is part of the statement only when the value of that name is given.
template <fixed_string Name, class Assignment>
struct optional_assignment {
    using table = typename Assignment::table;
    static constexpr std::string_view name = Assignment::name;
};
template <class T>
struct assignment_parts {
    static constexpr bool is_optional = false;
};
template <fixed_string Name, class Assignment>
struct assignment_parts<optional_assignment<Name, Assignment>> {
    static constexpr bool is_optional = true;
    static constexpr void text(renderer& out) {
        out.begin_piece(kept<Name>);
        out << ", ";
        Assignment::text(out);
        out.end_piece();
    }
};
template <class T>
concept assignment_like = requires {
    typename T::table;
    T::name;
};
/// A bare column in set() stands for column = param<"its name">.
template <class T>
struct as_assignment {
    using type = T;
};
template <class Table, fixed_string Name, class T>
struct as_assignment<column<Table, Name, T>> {
    using type = assignment<column<Table, Name, T>, typename assigned_node<untyped_parameter<Name>, column<Table, Name, T>>::type>;
};
/// when<"…">(a boolean column) is a condition; in set() it is that column's assignment.
template <fixed_string When, class Table, fixed_string Name, class T>
struct as_assignment<expression<optional_node<When, column_node<Table, Name, T>>>> {
    using type = optional_assignment<When, typename as_assignment<column<Table, Name, T>>::type>;
};
}  // namespace detail

/// An assignment that is part of an update only when the value of that name is given.
template <fixed_string Name, detail::assignment_like A>
    requires(!condition<A> && !source<A>)
constexpr auto when(A) { return detail::optional_assignment<Name, typename detail::as_assignment<A>::type>{}; }

namespace detail {
/// Whether the database computes the column.
template <class Table>
constexpr bool is_generated_column(std::string_view name) {
    for (const column_description& c : Table::self_::columns)
        if (c.name == name) return c.is_generated();
    return false;
}
/// Whether set() can take it; says so when not.
template <class Table, class A>
constexpr bool check_assignment() {
    using assigned = typename as_assignment<A>::type;
    constexpr bool assigns = assignment_like<assigned>;
    static_assert(assigns, "squall: set() takes column = value, or a column, which means column = param<...> of its name");
    if constexpr (assigns) {
        constexpr bool own = std::same_as<typename assigned::table, Table>;
        static_assert(own, "squall: set() names a column of another table than the one written");
        if constexpr (own) {
            constexpr bool is_stored = !is_generated_column<Table>(assigned::name);
            static_assert(is_stored, "squall: the database computes a generated column; it cannot be assigned");
        }
        return own;
    } else {
        return false;
    }
}
/// Of two assignments to one column SQLite drops one without a word. One that is there at times may follow one that always is.
template <class... A>
constexpr void check_assigned_once() {
    constexpr bool once = [] {
        const std::string_view names[] = {A::name..., ""};
        const bool always[] = {!assignment_parts<A>::is_optional..., false};
        for (std::size_t i = 0; i < sizeof...(A); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (always[i] && always[k] && names[i] == names[k]) return false;
        return true;
    }();
    static_assert(once, "squall: set() assigns one column twice");
}
/// The assignments that are always there come first. Where there is none, column = column begins the list: of two
/// assignments to one column SQLite takes the later (https://www.sqlite.org/lang_update.html).
template <class... A>
struct set_list {
    using own_table = typename first_of<A...>::type::table;
    static constexpr std::string_view names[] = {A::name...};
    static constexpr void text(renderer& out) {
        bool first = true;
        (always<A>(out, first), ...);
        if (first) {
            out.name(names[0]);
            out << " = ";
            if (out.qualify) {  // a source of UPDATE ... FROM may have a column of this name
                out.name(own_table::self_::alias);
                out << '.';
            }
            out.name(names[0]);
        }
        (at_times<A>(out), ...);
    }

  private:
    template <class T>
    static constexpr void always(renderer& out, bool& first) {
        if constexpr (!assignment_parts<T>::is_optional) {
            if (!first) out << ", ";
            T::text(out);
            first = false;
        }
    }
    template <class T>
    static constexpr void at_times(renderer& out) {
        if constexpr (assignment_parts<T>::is_optional) assignment_parts<T>::text(out);
    }
};

/// Whether one of the names is a primary key of the table.
template <class Table, std::size_t N>
constexpr bool sets_primary_key(const std::string_view (&names)[N]) {
    for (const column_description& c : Table::self_::columns)
        for (std::string_view name : names)
            if (c.is_primary_key && c.name == name) return true;
    return false;
}

// ---- returning ------------------------------------------------------------------------------------------------------
/// RETURNING, in the order that the rows were found in: never rely on it.
template <class Selection>
struct returning_clause {
    using row = typename Selection::row;
    static constexpr bool is_there = true;
    static constexpr void text(renderer& out) {
        out << " RETURNING ";
        out.at = clause::returning;
        const facts known = Selection::text(out);
        if (known.has_aggregate) out.report(statement_fault::aggregate_in_returning);
        if (known.has_window) out.report(statement_fault::window_in_where);
    }
};
/// Views and indexes are read only.
template <class T>
constexpr void check_written() {
    constexpr bool is_table = requires { typename T::self_::written; };
    static_assert(is_table, "squall: only a table can be written, no view");
}
/// Of a contentless full-text table SQLite does not know what to remove from the index.
template <class T>
constexpr void check_changed() {
    check_written<T>();
    constexpr bool is_insert_only = requires { requires T::self_::is_insert_only; };
    static_assert(!is_insert_only,
                  "squall: a contentless full-text table has no update and delete: insert the command 'delete' with what "
                  "was stored, or declare it with contentless_delete=1");
}
/// RETURNING is used once, and returns something.
template <class Returning, class... E>
constexpr void check_first_returning() {
    constexpr bool first = !Returning::is_there;
    static_assert(first, "squall: the statement has a returning() already");
    constexpr bool returns = sizeof...(E) > 0;
    static_assert(returns, "squall: returning() needs a table, a column or an expression");
}
/// Of a virtual table SQLite has no RETURNING in an UPDATE or DELETE, and in an INSERT the values as they were bound: no number that it
/// assigned.
template <class Table>
constexpr void check_can_return() {
    constexpr bool is_virtual = requires { Table::self_::is_virtual; };
    static_assert(!is_virtual,
                  "squall: SQLite does not return the rows of a virtual table that it wrote; select them, by an id that is bound");
}
/// SET stands once.
template <class... A>
constexpr void refuse_second_set() {
    constexpr bool first = sizeof...(A) == ~std::size_t{0};
    static_assert(first, "squall: the statement has a set() already; put all assignments into one");
}
template <class Table, class T>
constexpr void check_returned() {
    constexpr bool own = std::same_as<T, Table>;
    static_assert(own, "squall: returning() names a column of another table than the one written");
}
template <class T, class Node>
constexpr void check_returned_value() {
    constexpr bool same_kind = holds(type_of<T>, type_of_node<Node>);
    static_assert(same_kind, "squall: returning_value<T>() returns a value of another type");
}
struct no_returning {
    using row = no_row;
    static constexpr bool is_there = false;
    static constexpr void text(renderer&) {}
};
}  // namespace detail

}  // namespace squall
