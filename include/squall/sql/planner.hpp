#pragma once
// Advice to SQLite's planner, which in D1 has no statistics to go by.
#include "operators.hpp"

namespace squall {

namespace detail {
template <class E>
struct unindexed_node {
    using value_type = typename E::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << '+';
        return part<E>(out, binds_whole);
    }
};
template <class E>
inline constexpr bool is_constant_node<unindexed_node<E>> = is_constant_node<E>;
template <class E>
inline constexpr bool is_real_node<unindexed_node<E>> = is_real_node<E>;
}  // namespace detail

/// The same value, but no index on it serves: unindexed(t.status) == param<"status">, order_by(unindexed(t.id).asc()). For
/// where an index on it would be taken instead of the one that finds fewer rows. (SQLite's unary plus.)
template <expression_like E>
constexpr auto unindexed(E) {
    return expression<detail::unindexed_node<typename E::node>>{};
}

}  // namespace squall
