#pragma once
// UNION, INTERSECT, EXCEPT.
#include "select.hpp"
#include "statement.hpp"

namespace squall {

template <class First, class Second>
constexpr bool same_columns() {
    const auto &a = analysis_of<First>, &b = analysis_of<Second>;
    if (a.column_count != b.column_count) return false;
    for (std::size_t i = 0; i < a.column_count; ++i)
        if (!comparable(a.columns[i].type, b.columns[i].type)) return false;
    return true;
}
/// ORDER BY the numbers of columns.
template <int... Columns>
struct order_by_number {
    static constexpr void text(renderer& out) {
        out << " ORDER BY ";
        bool first = true;
        ((out << (first ? "" : ", "), out.number(Columns < 0 ? -Columns : Columns), out << (Columns < 0 ? " DESC" : ""), first = false),
         ...);
    }
};

template <fixed_string Between, class Order, class Limit, class Offset, class First, class... Rest>
struct compound_query {
    using is_select = void;
    using row = typename First::row;
    static constexpr bool writes = false;

    /// Sorts the whole by the number of a column, from 1; negative for descending.
    template <int... Columns>
    constexpr auto order_by_columns() const {
        constexpr int width = static_cast<int>(analysis_of<First>.column_count);
        constexpr bool numbered = ((Columns != 0 && Columns <= width && -Columns <= width) && ...);
        static_assert(numbered, "squall: order_by_columns() takes the numbers of selected columns, from 1");
        return compound_query<Between, order_by_number<Columns...>, Limit, Offset, First, Rest...>{};
    }
    template <std::int64_t N>
    constexpr auto limit() const {
        return compound_query<Between, Order, fixed_limit<N>, Offset, First, Rest...>{};
    }
    template <fixed_string Name>
    constexpr auto limit(untyped_parameter<Name>) const {
        return compound_query<Between, Order, bound_limit<" LIMIT ", Name>, Offset, First, Rest...>{};
    }
    template <fixed_string Name>
    constexpr auto offset(untyped_parameter<Name>) const {
        return compound_query<Between, Order, Limit, bound_limit<" OFFSET ", Name>, First, Rest...>{};
    }

    static constexpr query_facts text(renderer& out) {
        if (sizeof...(Rest) > 4) out.report(problem::too_many_terms);
        if (!(same_columns<First, Rest>() && ...)) out.report(problem::terms_differ);
        bool null = First::text(out).may_be_null;
        ++out.depth;
        ((out << Between, null = Rest::text(out).may_be_null || null), ...);
        --out.depth;
        Order::text(out);
        Limit::text(out);
        Offset::text(out);
        if (out.depth == 0) (may_be_null_as<Rest>(out), ...);
        return {.may_be_null = null};
    }

  private:
    /// A column may be null when it may be in any term.
    template <class Term>
    static constexpr void may_be_null_as(renderer& out) {
        for (std::size_t i = 0; i < out.column_count && i < analysis_of<Term>.column_count; ++i)
            out.columns[i].nullable = out.columns[i].nullable || analysis_of<Term>.columns[i].nullable;
    }
};
template <fixed_string Between, class Order, class Limit, class Offset, class First, class... Rest>
struct only_column<compound_query<Between, Order, Limit, Offset, First, Rest...>> : only_column<First> {};

template <select_like... Q>
constexpr compound_query<" UNION ALL ", nothing_there, nothing_there, nothing_there, Q...> union_all(Q...) {
    return {};
}
template <select_like... Q>
constexpr compound_query<" UNION ", nothing_there, nothing_there, nothing_there, Q...> union_distinct(Q...) {
    return {};
}
template <select_like... Q>
constexpr compound_query<" INTERSECT ", nothing_there, nothing_there, nothing_there, Q...> intersect(Q...) {
    return {};
}
template <select_like... Q>
constexpr compound_query<" EXCEPT ", nothing_there, nothing_there, nothing_there, Q...> except(Q...) {
    return {};
}

}  // namespace squall
