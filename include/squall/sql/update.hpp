#pragma once
// UPDATE … SET … FROM … WHERE … RETURNING. Without where() it is no statement yet.
#include "first_rows.hpp"
#include "set.hpp"

namespace squall {

namespace detail {
template <class Table, class Set, class From, class Where, class Returning>
struct update_query {
    using row = typename Returning::row;
    static constexpr bool writes = true;

    /// Called again, both conditions hold.
    template <class C>
    constexpr auto where(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition) return update_query<Table, Set, From, typename where_and<Where, typename C::node>::type, Returning>{};
    }
    /// With limit(): the first rows of this order. Called again, it appends.
    template <class... Terms>
    constexpr auto order_by(Terms...) const {
        check_one_table();
        return update_query<Table, Set, From, decltype(ordered_rows<Table, Where, Terms...>()), Returning>{};
    }
    /// At most so many of the rows that where() finds.
    template <std::int64_t N>
    constexpr auto limit() const {
        check_one_table();
        return update_query<Table, Set, From, decltype(limited_rows<Table, Where, fixed_limit<N>>()), Returning>{};
    }
    template <fixed_string Name>
    constexpr auto limit(untyped_parameter<Name>) const {
        check_one_table();
        return update_query<Table, Set, From, decltype(limited_rows<Table, Where, bound_limit<" LIMIT ", Name>>()), Returning>{};
    }
    template <class... A>
    constexpr void set(A...) const {
        refuse_second_set<A...>();
    }
    template <table_like T>
    constexpr auto returning(const T&) const {
        check_can_return<Table>();
        check_first_returning<Returning, T>();
        check_returned<Table, T>();
        return update_query<Table, Set, From, Where, returning_clause<whole_table<Table>>>{};
    }
    template <declared_row Row, expression_like... E>
    constexpr auto returning_into(E...) const {
        check_can_return<Table>();
        check_first_returning<Returning, E...>();
        return update_query<Table, Set, From, Where, returning_clause<selected_nodes<Row, typename E::node...>>>{};
    }
    template <column_value T, expression_like E>
    constexpr auto returning_value(E) const {
        check_returned_value<T, typename E::node>();
        check_can_return<Table>();
        check_first_returning<Returning, E>();
        return update_query<Table, Set, From, Where, returning_clause<selected_value<T, typename E::node>>>{};
    }
    static constexpr bool frees_keys() { return has_triggers<Table, update_query> || sets_primary_key<Table>(Set::names); }
    /// Values that no column and no query has a part in are the same again, and so are the rows where the condition does
    /// not look at what is set.
    static constexpr idempotency repeated() { return repeated_as(false); }
    /// The same under a guard that fails unless a row is found. A query that decides whether it is cannot be of another answer
    /// because of the first run, where it does not look at what is set; of another one, the second run fails.
    static constexpr idempotency repeated_if_found() { return repeated_as(true); }
    static constexpr idempotency repeated_as(bool must_find) {
        if (has_triggers<Table, update_query>) return idempotency::unknown;
        renderer out;
        out.add_table(Table::self_::alias, false);
        out.at = clause::set;
        Set::text(out);
        if (From::is_there || out.repeat.columns > 0 || out.repeat.asks()) return idempotency::unknown;
        out.repeat.watch(Set::names);
        Where::text(out);
        const bool looks_at_what_is_set = out.repeat.has_met;
        if (must_find) out.repeat.queries = 0;
        Returning::text(out);
        return looks_at_what_is_set || out.repeat.asks() ? idempotency::unknown : idempotency::same;
    }
    static constexpr void text(renderer& out) {
        const auto mark = out.open_scope();
        out.add_table(Table::self_::alias, false);
        From::add(out);
        searches_of<Where>::allow(out, true);
        out << "UPDATE ";
        Table::self_::declare(out);
        out << " SET ";
        out.at = clause::set;
        Set::text(out);
        if constexpr (From::is_there) {
            out.hide_written_table(true);
            From::text(out);
            out.hide_written_table(false);
        }
        Where::text(out);
        out.begin_returning(Table::self_::name);
        Returning::text(out);
        out.close_scope(mark);
    }

  private:
    static constexpr void check_one_table() {
        constexpr bool is_one_table = !From::is_there;
        static_assert(is_one_table, "squall: an update() with from() has no order_by() and limit(); use id.in(select(...).limit(...))");
    }
};
template <class Table, class Set, class From = no_from>
struct update_without_where {
    /// UPDATE … FROM: values may come from the source's rows that where() ties to the table's.
    template <source S>
    constexpr update_without_where<Table, Set, from_clause<S>> from(const S&) const {
        check_first_from<From>();
        return {};
    }
    template <source S, class On>
    constexpr auto join(const S&, On) const {
        return joined<join_kind::inner, S, On>();
    }
    template <source S, class On>
    constexpr auto left_join(const S&, On) const {
        return joined<join_kind::left, S, On>();
    }
    template <source S>
    constexpr auto cross_join(const S&) const {
        return joined<join_kind::cross, S, decltype(literal<true>)>();
    }
    template <class... A>
    constexpr void set(A...) const {
        refuse_second_set<A...>();
    }
    template <class C>
    constexpr auto where(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition) {
            constexpr bool always = always_there<typename C::node>;
            static_assert(always, "squall: update and delete need a condition that is always present; all of where() is when<...>()");
            return update_query<Table, Set, From, where_clause<typename C::node>, no_returning>{};
        }
    }

  private:
    template <join_kind Kind, class S, class On>
    static constexpr auto joined() {
        return update_without_where<Table, Set, decltype(joined_to<Kind, S, On>(From{}))>{};
    }
};
template <class Table>
struct update_start {
    template <class... A>
    constexpr auto set(A...) const {
        static_assert(sizeof...(A) > 0, "squall: set() takes column = value, or a column, which means column = param<...> of its name");
        constexpr bool own = (check_assignment<Table, A>() && ...);
        if constexpr (own) check_assigned_once<typename as_assignment<A>::type...>();
        if constexpr (own && requires { requires Table::self_::is_updated_whole; }) {
            constexpr bool is_whole =
                ((Table::self_::place(as_assignment<A>::type::name) >= 0 ? 1u : 0u) + ...) == Table::self_::columns.size();
            static_assert(is_whole, "squall: an update of a contentless full-text table sets all of its columns");
        }
        if constexpr (own) return update_without_where<Table, set_list<typename as_assignment<A>::type...>>{};
    }
};
}  // namespace detail

template <table_like T>
constexpr detail::update_start<T> update(const T&) {
    detail::check_changed<T>();
    return {};
}

}  // namespace squall
