#pragma once
// DELETE FROM … WHERE … RETURNING. Without where() it is no statement yet.
#include "constraints.hpp"
#include "first_rows.hpp"
#include "set.hpp"

namespace squall {

namespace detail {
template <class Table, class Where, class Returning>
struct delete_query {
    using row = typename Returning::row;
    static constexpr bool writes = true;

    /// Called again, both conditions hold.
    template <class C>
    constexpr auto where(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition) return delete_query<Table, typename where_and<Where, typename C::node>::type, Returning>{};
    }
    /// With limit(): the first rows of this order. Called again, it appends.
    template <class... Terms>
    constexpr auto order_by(Terms...) const {
        return delete_query<Table, decltype(ordered_rows<Table, Where, Terms...>()), Returning>{};
    }
    /// At most so many of the rows that where() finds.
    template <std::int64_t N>
    constexpr auto limit() const {
        return delete_query<Table, decltype(limited_rows<Table, Where, fixed_limit<N>>()), Returning>{};
    }
    template <fixed_string Name>
    constexpr auto limit(untyped_parameter<Name>) const {
        return delete_query<Table, decltype(limited_rows<Table, Where, bound_limit<" LIMIT ", Name>>()), Returning>{};
    }
    template <table_like T>
    constexpr auto returning(const T&) const {
        check_can_return<Table>();
        check_first_returning<Returning, T>();
        check_returned<Table, T>();
        return delete_query<Table, Where, returning_clause<whole_table<Table>>>{};
    }
    template <declared_row Row, expression_like... E>
    constexpr auto returning_into(E...) const {
        check_can_return<Table>();
        check_first_returning<Returning, E...>();
        return delete_query<Table, Where, returning_clause<selected_nodes<Row, typename E::node...>>>{};
    }
    template <column_value T, expression_like E>
    constexpr auto returning_value(E) const {
        check_returned_value<T, typename E::node>();
        check_can_return<Table>();
        check_first_returning<Returning, E>();
        return delete_query<Table, Where, returning_clause<selected_value<T, typename E::node>>>{};
    }
    /// Where no query has a part in it, nothing is left that it could delete; unless the condition looks at a reference
    /// that the deletion of a row sets to null.
    static constexpr idempotency repeated() {
        if (has_triggers<Table, delete_query>) return idempotency::unknown;
        renderer out;
        out.add_table(Table::self_::alias, false);
        Where::text(out);
        Returning::text(out);
        if (out.repeat.asks()) return idempotency::unknown;
        for (const column_description& c : Table::self_::columns) {
            const std::string_view name[] = {c.name};
            renderer where;
            where.add_table(Table::self_::alias, false);
            where.repeat.watch(name);
            Where::text(where);
            const bool is_cleared = clears_reference(c.action) || is_cleared_by_reference<Table>(c.name);
            if (is_cleared && where.repeat.has_met) return idempotency::unknown;
        }
        return idempotency::empty;
    }
    static constexpr void text(renderer& out) {
        const auto mark = out.open_scope();
        out.add_table(Table::self_::alias, false);
        out << "DELETE FROM ";
        Table::self_::declare(out);
        Where::text(out);
        out.begin_returning(Table::self_::name);
        Returning::text(out);
        out.close_scope(mark);
    }
};
template <class Table>
struct delete_without_where {
    template <class C>
    constexpr auto where(C) const {
        constexpr bool is_condition = condition<C>;
        static_assert(is_condition, "squall: where() needs a condition");
        if constexpr (is_condition) {
            constexpr bool always = always_there<typename C::node>;
            static_assert(always, "squall: update and delete need a condition that is always present; all of where() is when<...>()");
            return delete_query<Table, where_clause<typename C::node>, no_returning>{};
        }
    }
};
}  // namespace detail

template <table_like T>
constexpr detail::delete_without_where<T> delete_from(const T&) {
    detail::check_changed<T>();
    return {};
}

}  // namespace squall
