#pragma once
// Row values: row(t.created_at, t.id) < row(param<"at">, param<"id">) compares as one would a pair.
#include "condition.hpp"
#include "statement.hpp"

namespace squall {

template <class... Nodes>
struct row_text {
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << '(';
        const facts known = comma_separated<Nodes...>(out);
        out << ')';
        return known;
    }
};
template <fixed_string Op, precedence Binds, class L, class R>
struct row_compare_node {
    using value_type = bool;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        facts known = L::text(out);
        out << Op;
        known |= R::text(out);
        return known;
    }
};

/// Some values as one; it is only compared.
template <class... E>
struct row_value {
    /// Whether a query of as many columns has such a row.
    template <class Q>
        requires requires { typename Q::is_select; }
    constexpr auto in(Q) const {
        constexpr bool fits = same_types(analysis_of<Q>);
        static_assert(fits, "squall: the rows compared have different columns or types");
        return expression<in_node<" IN ", row_text<typename E::node...>, Q>>{};
    }

  private:
    static constexpr bool same_types(const renderer& query) {
        const sql_type* const types[] = {type_of_node<typename E::node>...};
        if (query.column_count != sizeof...(E)) return false;
        for (std::size_t i = 0; i < sizeof...(E); ++i)
            if (!comparable(types[i], query.columns[i].type)) return false;
        return true;
    }
};
template <operand... E>
constexpr row_value<E...> row(E...) {
    constexpr bool several = sizeof...(E) > 1;
    static_assert(several, "squall: row() takes two values or more");
    return {};
}

template <fixed_string Op, precedence Binds, class... L, class... R>
constexpr auto compare_rows(row_value<L...>, row_value<R...>) {
    check_no_null<L..., R...>();
    constexpr bool same_size = sizeof...(L) == sizeof...(R);
    static_assert(same_size, "squall: the rows compared have different columns or types");
    if constexpr (same_size) {
        constexpr bool same_kind = (comparable(type_of_node<typename nodes_of_pair<L, R, affinity::of_column>::left>,
                                               type_of_node<typename nodes_of_pair<L, R, affinity::of_column>::right>) &&
                                    ...);
        static_assert(same_kind, "squall: the rows compared have different columns or types");
        return expression<row_compare_node<Op, Binds, row_text<typename nodes_of_pair<L, R, affinity::of_column>::left...>,
                                           row_text<typename nodes_of_pair<L, R, affinity::of_column>::right...>>>{};
    }
}
template <class... L, class... R>
constexpr auto operator==(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" = ", binds_equal>(l, r);
}
template <class... L, class... R>
constexpr auto operator!=(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" <> ", binds_equal>(l, r);
}
template <class... L, class... R>
constexpr auto operator<(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" < ", binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator<=(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" <= ", binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator>(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" > ", binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator>=(row_value<L...> l, row_value<R...> r) {
    return compare_rows<" >= ", binds_less>(l, r);
}

}  // namespace squall
