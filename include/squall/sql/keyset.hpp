#pragma once
// Keyset pages: the rows after the last one of the page before, in the order of two terms. SQLite sorts null before
// every value: first in an ascending order, last in a descending one. So there are two conditions, by what the cursor's
// first key is:
//
//     .where(when<"after_value">(after(t.ended_at.desc(), t.id.asc(), param<"after_value">, param<"after_id">)) &&
//            when<"after_null">(after_null(t.ended_at.desc(), t.id.asc(), param<"after_id">)))
//     .order_by(t.ended_at.desc(), t.id.asc())
//
// Where null may follow a value, or values follow null, such a condition is an OR, and SQLite reads the index from its beginning.
// A long list is read in two statements instead, each of which begins in the index where the page does:
//
//     .where(when<"after_value">(after_among_values(…)) && when<"after_null">(after_among_nulls(…)) &&
//            when<"beyond">(beyond(t.ended_at.desc())))
//     …
//     p.take(query, start.inputs<…>(args));
//     if (start.follows_value()) p.take(query, start.beyond().inputs<…>(args));  // null comes last
#include "condition.hpp"

namespace squall {

namespace detail {
template <class Direction>
inline constexpr bool is_descending = std::same_as<Direction, descending>;
template <class Direction>
inline constexpr std::string_view comes_after = is_descending<Direction> ? " < " : " > ";

/// (a, b) > (x, y) where both terms go one way; else a >= x AND (a > x OR b < y). With a or null where null comes last.
template <class First, class FirstDirection, class Second, class SecondDirection, class FirstValue, class SecondValue,
          bool WithNulls = true>
struct after_node {
    using value_type = bool;
    static constexpr int binds = binds_and;
    static constexpr bool one_way = std::same_as<FirstDirection, SecondDirection>;
    static constexpr facts text(renderer& out) {
        renderer probe = out;
        probe.buffer = nullptr;
        const facts first = First::text(probe);
        const bool null_follows = WithNulls && first.may_be_null && is_descending<FirstDirection>;
        facts others;
        if (null_follows) out << '(';
        if (one_way) {
            others |= pair<First, Second>(out);
            out << comes_after<FirstDirection>;
            others |= pair<FirstValue, SecondValue>(out);
        } else {
            part<First>(out, binds_plus);
            out << (is_descending<FirstDirection> ? " <= " : " >= ");
            others |= part<FirstValue>(out, binds_plus);
            out << " AND (";
            part<First>(out, binds_plus);
            out << comes_after<FirstDirection>;
            part<FirstValue>(out, binds_plus);
            out << " OR ";
            others |= part<Second>(out, binds_plus);
            out << comes_after<SecondDirection>;
            others |= part<SecondValue>(out, binds_plus);
            out << ')';
        }
        if (null_follows) {
            out << " OR ";
            part<First>(out, binds_less);
            out << " IS NULL)";
        }
        return (null_follows || !WithNulls ? first.null_if(false) : first) | others;
    }

  private:
    /// Renders both; the facts are those of the second alone where the first is looked at by itself.
    template <class L, class R>
    static constexpr facts pair(renderer& out) {
        out << '(';
        facts known = L::text(out);
        out << ", ";
        known = std::same_as<L, First> ? R::text(out) : known | R::text(out);
        out << ')';
        return known;
    }
};
/// a IS NULL AND b > y; ascending, also every row whose a is a value.
template <class First, class FirstDirection, class Second, class SecondDirection, class SecondValue>
struct after_null_node {
    using value_type = bool;
    static constexpr int binds = is_descending<FirstDirection> ? binds_and : binds_whole;
    static constexpr facts text(renderer& out) {
        if (!is_descending<FirstDirection>) out << '(';
        facts known = part<First>(out, binds_less).null_if(false);
        out << (is_descending<FirstDirection> ? " IS NULL AND " : " IS NOT NULL OR ");
        known |= part<Second>(out, binds_plus);
        out << comes_after<SecondDirection>;
        known |= part<SecondValue>(out, binds_plus);
        if (!is_descending<FirstDirection>) out << ')';
        return known;
    }
};

template <class First, class Second>
constexpr void check_keys() {
    constexpr bool are_terms = as_order_term<First>::is_term && as_order_term<Second>::is_term;
    static_assert(are_terms, "squall: after() takes the two terms of order_by(), then the cursor's values");
    if constexpr (are_terms) {
        constexpr bool sorts_plainly = is_plain_direction<typename as_order_term<First>::type::direction> &&
                                       is_plain_direction<typename as_order_term<Second>::type::direction>;
        static_assert(sorts_plainly, "squall: after() takes terms without nulls_first() and nulls_last()");
    }
}
template <class Term, class Value>
constexpr bool check_key() {
    constexpr bool same_kind = comparable(type_of_node<typename Term::node>, type_of_node<Value>);
    static_assert(same_kind, "squall: a cursor's value is not of the type of what is sorted by");
    return same_kind;
}
template <class Value, class Term>
using key_value = typename node_beside<Value, typename Term::node, affinity::of_column>::type;
template <bool WithNulls, class First, class Second, class FirstValue, class SecondValue>
constexpr auto after_value_of() {
    check_keys<First, Second>();
    using first = typename as_order_term<First>::type;
    using second = typename as_order_term<Second>::type;
    using first_value = key_value<FirstValue, first>;
    using second_value = key_value<SecondValue, second>;
    check_key<first, first_value>();
    check_key<second, second_value>();
    return expression<after_node<typename first::node, typename first::direction, typename second::node, typename second::direction,
                                 first_value, second_value, WithNulls>>{};
}
/// Descending, null comes last: no row with a value follows.
template <class Direction, class First, class Second, class SecondValue>
constexpr auto after_null_of() {
    using first = typename as_order_term<First>::type;
    using second = typename as_order_term<Second>::type;
    using second_value = key_value<SecondValue, second>;
    check_key<second, second_value>();
    return expression<after_null_node<typename first::node, Direction, typename second::node, typename second::direction, second_value>>{};
}
}  // namespace detail

/// The rows after a cursor whose first key is a value.
template <class First, class Second, operand FirstValue, operand SecondValue>
constexpr auto after(First, Second, FirstValue, SecondValue) {
    return detail::after_value_of<true, First, Second, FirstValue, SecondValue>();
}
/// The rows after a cursor whose first key is null.
template <class First, class Second, operand SecondValue>
constexpr auto after_null(First, Second, SecondValue) {
    detail::check_keys<First, Second>();
    return detail::after_null_of<typename detail::as_order_term<First>::type::direction, First, Second, SecondValue>();
}

/// The same without the rows whose first key is null.
template <class First, class Second, operand FirstValue, operand SecondValue>
constexpr auto after_among_values(First, Second, FirstValue, SecondValue) {
    return detail::after_value_of<false, First, Second, FirstValue, SecondValue>();
}
/// The rows after a cursor whose first key is null, without those whose first key is a value.
template <class First, class Second, operand SecondValue>
constexpr auto after_among_nulls(First, Second, SecondValue) {
    detail::check_keys<First, Second>();
    return detail::after_null_of<descending, First, Second, SecondValue>();
}
/// The rows that follow all of those: the ones without a first key where null comes last, else the ones with one.
template <class First>
constexpr auto beyond(First) {
    detail::check_keys<First, First>();
    using first = typename detail::as_order_term<First>::type;
    constexpr expression<typename first::node> key{};
    if constexpr (detail::is_descending<typename first::direction>)
        return key.is_null();
    else
        return key.is_not_null();
}

}  // namespace squall
