#pragma once
// Moments. The database holds two text forms, which sort wrongly against each other within a day: compare instants.
#include "call.hpp"

namespace squall {

namespace detail {
template <class E>
struct instant_node {
    using value_type = timestamp;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "strftime('%Y-%m-%dT%H:%M:%fZ', ";
        facts known = E::text(out).null_if(true);
        known.has_two_time_forms = false;
        out << ')';
        return known;
    }
};
}  // namespace detail

/// A stored time in the one form that sorts: ISO-8601 UTC with milliseconds and Z. Null where it cannot be read.
template <expression_like E>
constexpr auto instant(E) {
    constexpr bool is_time = std::same_as<bare<typename E::node::value_type>, timestamp>;
    static_assert(is_time, "squall: instant() needs a timestamp column");
    return expression<detail::instant_node<typename E::node>>{};
}

namespace detail {
template <class E>
struct as_stored_node {
    using value_type = typename E::value_type;
    static constexpr int binds = E::binds;
    static constexpr facts text(renderer& out) {
        facts known = E::text(out);
        known.has_two_time_forms = false;
        return known;
    }
};
}  // namespace detail

/// A timestamp compared as the text that it is stored as: in the condition of a page whose order_by() sorts by that text, too.
template <expression_like E>
constexpr auto as_stored(E) {
    constexpr bool is_time = std::same_as<bare<typename E::node::value_type>, timestamp>;
    static_assert(is_time, "squall: as_stored() needs a timestamp column");
    return expression<detail::as_stored_node<typename E::node>>{};
}

namespace detail {
/// The time that a column is compared with is in ISO form.
constexpr void check_timestamp(renderer& out, facts operand) {
    if (operand.has_two_time_forms) out.report(statement_fault::two_time_forms);
}
template <fixed_string Op, class E, class P>
struct since_node {
    using value_type = bool;
    static constexpr int binds = binds_and;
    static constexpr facts text(renderer& out) {
        part<E>(out, binds_less);
        out << " >= substr(";
        P::text(out);
        out << ", 1, 10) AND ";
        facts known = instant_node<E>::text(out);
        out << Op;
        const facts operand = P::text(out);
        check_timestamp(out, operand);
        return known | operand;
    }
};
template <fixed_string Op, class E, class P>
struct until_node {
    using value_type = bool;
    static constexpr int binds = binds_and;
    static constexpr facts text(renderer& out) {
        part<E>(out, binds_less);
        out << " < date(";
        P::text(out);
        out << ", '+1 day') AND ";
        facts known = instant_node<E>::text(out);
        out << Op;
        const facts operand = P::text(out);
        check_timestamp(out, operand);
        return known | operand;
    }
};
template <class E, class P>
constexpr void check_times() {
    constexpr bool are_times =
        std::same_as<bare<typename E::value_type>, timestamp> && std::same_as<bare<typename P::value_type>, timestamp>;
    static_assert(are_times, "squall: at_or_after(), after(), at_or_before() and before() compare a timestamp with a timestamp");
}
}  // namespace detail

/// time >= p as instants, p in ISO form. The day's text before it lets a plain index on the column serve.
template <expression_like E, operand P>
constexpr auto at_or_after(E, P) {
    detail::check_times<typename E::node, detail::argument_node<P, typename E::node>>();
    return expression<detail::since_node<" >= ", typename E::node, detail::argument_node<P, typename E::node>>>{};
}
/// time > p, likewise.
template <expression_like E, operand P>
constexpr auto after(E, P) {
    detail::check_times<typename E::node, detail::argument_node<P, typename E::node>>();
    return expression<detail::since_node<" > ", typename E::node, detail::argument_node<P, typename E::node>>>{};
}
/// time <= p, likewise.
template <expression_like E, operand P>
constexpr auto at_or_before(E, P) {
    detail::check_times<typename E::node, detail::argument_node<P, typename E::node>>();
    return expression<detail::until_node<" <= ", typename E::node, detail::argument_node<P, typename E::node>>>{};
}
/// time < p, likewise.
template <expression_like E, operand P>
constexpr auto before(E, P) {
    detail::check_times<typename E::node, detail::argument_node<P, typename E::node>>();
    return expression<detail::until_node<" < ", typename E::node, detail::argument_node<P, typename E::node>>>{};
}

namespace detail {
template <class E, class P>
struct from_day_node {
    using value_type = bool;
    static constexpr int binds = binds_less;
    static constexpr facts text(renderer& out) {
        facts known = part<E>(out, binds_plus);
        out << " >= ";
        known |= part<P>(out, binds_plus);
        return known;
    }
};
}  // namespace detail

/// time on a day or later, in UTC. A day's text sorts before every time of it, in either stored form.
template <expression_like E, operand P>
constexpr auto on_or_after(E, P) {
    using day = detail::argument_node<P, detail::null_node<date>>;
    constexpr bool fits = std::same_as<bare<typename E::node::value_type>, timestamp> && std::same_as<bare<typename day::value_type>, date>;
    static_assert(fits, "squall: on_or_after() compares a timestamp with a date");
    return expression<detail::from_day_node<typename E::node, day>>{};
}

namespace detail {
template <std::int64_t Days>
struct days_ago_node {
    using value_type = date;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out.repeat.reads_clock = true;
        out << "date('now', '-";
        out.number(Days);
        out << " days')";
        return {};
    }
};
}  // namespace detail

/// The day so many days before today, by the database's clock, in UTC.
template <std::int64_t Days>
inline constexpr expression<detail::days_ago_node<Days>> days_ago{};

}  // namespace squall
