#pragma once
// A write under a guard, as one statement where SQL can say it: the write itself finds the rows that the guard asks for, and
// further requirements are checked while the row's new values are computed.
#include "delete.hpp"
#include "guard.hpp"
#include "insert.hpp"
#include "update.hpp"

namespace squall::detail {

/// Of a requirement that rows of one table exist: the table, and the condition that finds them.
template <class Requirement>
struct existence {
    static constexpr bool is_there = false;
    using guard = void;
};
template <fixed_string Kind, fixed_string Name, class Selection, class Table, class Where, bool Distinct>
struct existence<requirement<Kind, Name,
                             exists_node<select_query<Selection, from_clause<Table>, Where, nothing_there, nothing_there, nothing_there,
                                                      nothing_there, nothing_there, Distinct>>>> {
    /// An aggregate has a row even where there is nothing.
    static constexpr bool is_there = [] {
        renderer out;
        out.add_table(Table::self_::alias, false);
        return !Selection::text(out).has_aggregate;
    }();
    using table = Table;
    using where = Where;
    using guard = change_guard<Kind, Name>;
};
template <class Requirement, class Table, class Where>
constexpr bool asks_for_rows_of() {
    if constexpr (existence<Requirement>::is_there)
        return std::same_as<typename existence<Requirement>::table, Table> && std::same_as<typename existence<Requirement>::where, Where>;
    else
        return false;
}

/// column = value, after the requirements have been checked. They see no table of the statement, as in a guard of their own; but a
/// query for a value of the very row that an update has found is that row's value.
template <class Found, class Assignment, class... Requirements>
struct guarded_assignment {
    using table = typename Assignment::table;
    static constexpr std::string_view name = Assignment::name;
    static constexpr facts value(renderer& out, bool is_selected = false) {
        out << "CASE";
        out.found_row = Found::identity;
        out.found_depth = out.depth + 1;
        requirements_text<Requirements...>(out);
        out.found_row = nullptr;
        out << " ELSE ";
        const facts known = Assignment::value(out, is_selected);
        out << " END";
        return known;
    }
    static constexpr facts text(renderer& out) {
        out.name(name);
        out << " = ";
        return value(out);
    }
};

/// Whether one that is there at times takes its place: of two assignments to one column SQLite drops the earlier.
template <class First, class... Others>
inline constexpr bool may_be_dropped = ((assignment_parts<Others>::is_optional && Others::name == First::name) || ...);
/// A list of assignments whose first that is always there, and performed, checks the requirements.
template <class Found, class Done, class Set, class... Requirements>
struct guarded_set;
template <class Found, class... Done, class First, class... A, class... Requirements>
struct guarded_set<Found, set_list<Done...>, set_list<First, A...>, Requirements...> {
    static constexpr bool is_found = true;
    using type = set_list<Done..., guarded_assignment<Found, First, Requirements...>, A...>;
};
template <class Found, class... Done, class First, class... A, class... Requirements>
    requires(assignment_parts<First>::is_optional || may_be_dropped<First, Done..., A...>)
struct guarded_set<Found, set_list<Done...>, set_list<First, A...>, Requirements...>
    : guarded_set<Found, set_list<Done..., First>, set_list<A...>, Requirements...> {};
template <class Found, class... Done, class... Requirements>
struct guarded_set<Found, set_list<Done...>, set_list<>, Requirements...> {
    static constexpr bool is_found = false;
};

/// RETURNING of a write whose rows nobody takes: whether there is one.
using returns_found = returning_clause<selected_value<bool, literal_node<true>>>;
template <class Returning>
using returning_or_found = std::conditional_t<Returning::is_there, Returning, returns_found>;

/// A write as it is sent. A second run does what one of the write alone does: before that a requirement may fail.
template <class Write, class Sent>
struct guarded_write {
    using row = typename Write::row;
    static constexpr bool writes = true;
    static constexpr guard_place guard = guard_place::in_write;
    static constexpr bool frees_keys() { return frees_keys_of<Write>(); }
    static constexpr idempotency repeated() {
        if constexpr (requires { Write::repeated_if_found(); })
            return Write::repeated_if_found();
        else
            return idempotency_of<Write>();
    }
    static constexpr void text(renderer& out) { Sent::text(out); }
};

template <guard_place Place>
struct guard_before {
    static constexpr guard_place place = Place;
};
/// `write` is sent for both; behind it `guard`, where the rows that it has not found are an error.
template <class Write, class Sent, class Guard = void>
struct guard_within {
    static constexpr guard_place place = guard_place::in_write;
    using write = guarded_write<Write, Sent>;
    using guard = Guard;
};

template <class Guard, class Write>
struct guard_fold {
    static constexpr auto folded() { return guard_before<guard_place::other_rows>{}; }
};

template <class First, class... Rest, class Table, class Set, class From, class Where, class Returning>
struct guard_fold<guard_statement<First, Rest...>, update_query<Table, Set, From, Where, Returning>> {
    using write = update_query<Table, Set, From, Where, Returning>;
    template <class Sets>
    using within =
        guard_within<write, update_query<Table, Sets, From, Where, returning_or_found<Returning>>, typename existence<First>::guard>;
    static constexpr auto folded() {
        if constexpr (From::is_there || !asks_for_rows_of<First, Table, Where>())
            return guard_before<guard_place::other_rows>{};
        else if constexpr (has_triggers<Table, write>)
            return guard_before<guard_place::triggers>{};
        else if constexpr (sizeof...(Rest) == 0)
            return within<Set>{};
        else if constexpr (guarded_set<row_found<Table, Where>, set_list<>, Set, Rest...>::is_found)
            return within<typename guarded_set<row_found<Table, Where>, set_list<>, Set, Rest...>::type>{};
        else
            return guard_before<guard_place::no_assignment>{};
    }
};
template <class First, class... Rest, class Table, class Where, class Returning>
struct guard_fold<guard_statement<First, Rest...>, delete_query<Table, Where, Returning>> {
    using write = delete_query<Table, Where, Returning>;
    static constexpr auto folded() {
        if constexpr (!asks_for_rows_of<First, Table, Where>())
            return guard_before<guard_place::other_rows>{};
        else if constexpr (has_triggers<Table, write>)
            return guard_before<guard_place::triggers>{};
        else if constexpr (sizeof...(Rest) != 0)
            return guard_before<guard_place::no_assignment>{};
        else
            return guard_within<write, delete_query<Table, Where, returning_or_found<Returning>>, typename existence<First>::guard>{};
    }
};
/// VALUES are computed whatever the table has, so they can check all requirements.
template <class... Requirements, class Table, class From, class Where, class Conflict, class Returning, class First, class... A>
struct guard_fold<guard_statement<Requirements...>, insert_query<Table, From, Where, Conflict, Returning, First, A...>> {
    using write = insert_query<Table, From, Where, Conflict, Returning, First, A...>;
    static constexpr auto folded() {
        if constexpr (From::is_there || !is_missing<Where>)
            return guard_before<guard_place::may_insert_nothing>{};
        else
            return guard_within<write, insert_query<Table, From, Where, Conflict, Returning,
                                                    guarded_assignment<no_row_found, First, Requirements...>, A...>>{};
    }
};
/// Where the guard of a write is: `place`, and of one within it the statements that are sent.
template <class Guard, class Write>
using fold_of = decltype(guard_fold<Guard, Write>::folded());

}  // namespace squall::detail
