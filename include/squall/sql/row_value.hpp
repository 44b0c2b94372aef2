#pragma once
// Row values: row(t.created_at, t.id) < row(param<"at">, param<"id">) compares as one would a pair.
#include "condition.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
/// Which of a row's values are timestamps of two stored forms.
template <class... Nodes>
struct row_text {
    static constexpr std::size_t size = sizeof...(Nodes);
    static constexpr bool is_time[size] = {is_time_node<Nodes>...};
    static constexpr facts text(renderer& out, bool (&has_two_time_forms)[size]) {
        facts all;
        std::size_t i = 0;
        const auto add = [&](facts one) {
            has_two_time_forms[i] = is_time[i] && one.has_two_time_forms;
            all |= one;
            ++i;
        };
        out << '(';
        ((out << (i == 0 ? "" : ", "), add(Nodes::text(out))), ...);
        out << ')';
        return all;
    }
};
template <fixed_string Op, precedence Binds, class L, class R>
struct row_compare_node {
    using value_type = bool;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        bool left[L::size]{}, right[R::size]{};
        facts known = L::text(out, left);
        out << Op;
        known |= R::text(out, right);
        for (std::size_t i = 0; i < L::size; ++i)
            if (Binds == binds_less ? left[i] || right[i] : left[i] != right[i]) out.report(statement_fault::two_time_forms);
        return known;
    }
};
template <class Row, class Query>
struct row_in_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    /// Null where the rows hold a null and none of them is the one looked for.
    static constexpr facts text(renderer& out) {
        bool forms[Row::size]{};
        const facts known = Row::text(out, forms);
        out << " IN (";
        const facts rows = Query::text(out).value();
        out << ')';
        for (std::size_t i = 0; i < Row::size; ++i)
            if (Row::is_time[i] && forms[i] != analysis_of<Query>.columns[i].has_two_time_forms)
                out.report(statement_fault::two_time_forms);
        return known | rows;
    }
};
}  // namespace detail

/// Some values as one; it is only compared.
template <class... E>
struct row_value {
    /// Whether a query of as many columns has such a row.
    template <class Q>
        requires requires { typename Q::is_select; }
    constexpr auto in(Q) const {
        constexpr bool fits = same_types(detail::analysis_of<Q>);
        static_assert(fits, "squall: the rows compared have different columns or types");
        return expression<detail::row_in_node<detail::row_text<typename E::node...>, Q>>{};
    }

  private:
    static constexpr bool same_types(const detail::renderer& query) {
        const sql_type* const types[] = {detail::type_of_node<typename E::node>...};
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

namespace detail {
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
}  // namespace detail

template <class... L, class... R>
constexpr auto operator==(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" = ", detail::binds_equal>(l, r);
}
template <class... L, class... R>
constexpr auto operator!=(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" <> ", detail::binds_equal>(l, r);
}
template <class... L, class... R>
constexpr auto operator<(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" < ", detail::binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator<=(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" <= ", detail::binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator>(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" > ", detail::binds_less>(l, r);
}
template <class... L, class... R>
constexpr auto operator>=(row_value<L...> l, row_value<R...> r) {
    return detail::compare_rows<" >= ", detail::binds_less>(l, r);
}

}  // namespace squall
