#pragma once
// Times that only go forward.
#include "time.hpp"

namespace squall {

namespace detail {
template <class E, class P>
struct later_node {
    using value_type = timestamp;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const auto shifted = [&out](std::string_view by) {
            out << "strftime('%Y-%m-%dT%H:%M:%fZ', ";
            E::text(out);
            out << ", '" << by << "')";
        };
        out << "CASE WHEN ";
        const facts stored = E::text(out);
        out << " IS NULL OR (";
        P::text(out);
        out << " > ";
        E::text(out);
        out << " AND ";
        P::text(out);
        out << " > ";
        instant_node<E>::text(out);
        out << ") THEN ";
        P::text(out);
        out << " WHEN ";
        shifted("+0.001 seconds");
        out << " > ";
        E::text(out);
        out << " THEN ";
        shifted("+0.001 seconds");
        out << " ELSE coalesce(";
        shifted("+1 second");
        out << ", ";
        const facts given = P::text(out);
        out << ") END";
        return stored.null_if(false) | given;
    }
};
}  // namespace detail

/// A time in ISO form, or where the stored one is not before it the next after the stored one: as a text and as an
/// instant always later than what is stored.
template <expression_like E, operand P>
constexpr auto later_than(E, P) {
    constexpr bool is_time = std::same_as<bare<typename E::node::value_type>, timestamp>;
    static_assert(is_time, "squall: later_than() needs a timestamp column");
    return expression<detail::later_node<typename E::node, detail::argument_node<P, typename E::node>>>{};
}

}  // namespace squall
