#pragma once
// Window functions: over(row_number(), partition_by(t.agent_id), order_by(t.version.desc())). Aggregates serve as well:
// over(sum(t.runs), partition_by(t.agent_id)).
#include "aggregate.hpp"

namespace squall {

namespace detail {
template <fixed_string Before, class... Terms>
struct window_part {
    static constexpr bool is_there = sizeof...(Terms) > 0;
    static constexpr facts text(renderer& out) {
        out << Before;
        return comma_separated<Terms...>(out);
    }
};
}  // namespace detail

/// The rows that are looked at together: those with the same values here.
template <expression_like... E>
constexpr detail::window_part<"PARTITION BY ", typename E::node...> partition_by(E...) {
    constexpr bool has_terms = sizeof...(E) > 0;
    static_assert(has_terms, "squall: partition_by() needs a column or an expression");
    return {};
}
/// The order of the rows within their part.
template <class... Terms>
constexpr auto order_by(Terms...) {
    constexpr bool all_terms = (detail::as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
    static_assert(all_terms, "squall: order_by() takes column.asc() and column.desc()");
    if constexpr (all_terms) return detail::window_part<"ORDER BY ", typename detail::as_order_term<Terms>::type...>{};
}

// ---- frames ---------------------------------------------------------------------------------------------------------
// over(sum(t.runs), order_by(t.day), rows_between(preceding<6>, current_row)): the week that ends with the row's day.
namespace detail {
/// A row of a frame: so many rows before the current one, or behind it.
template <std::int64_t Offset>
struct frame_edge {
    static constexpr std::int64_t offset = Offset;
    static constexpr bool is_unbounded = false;
};
/// The first row of the part (-1), or the last one (1).
template <int Side>
struct unbounded_edge {
    static constexpr std::int64_t offset = Side < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
    static constexpr bool is_unbounded = true;
};
template <class Edge>
inline constexpr bool is_distance = !Edge::is_unbounded && Edge::offset != 0;
template <class T>
inline constexpr bool is_frame_edge = false;
template <std::int64_t Offset>
inline constexpr bool is_frame_edge<frame_edge<Offset>> = true;
template <int Side>
inline constexpr bool is_frame_edge<unbounded_edge<Side>> = true;

template <fixed_string Unit, class From, class To, fixed_string Exclude = "">
struct frame_part {
    static constexpr bool is_there = true;
    static constexpr bool has_current_row =
        From::offset <= 0 && To::offset >= 0 && (Exclude.view().empty() || Exclude.view() == " EXCLUDE TIES");
    /// A distance in values of the one term of order_by().
    static constexpr bool has_distance = Unit.view() == "RANGE" && (is_distance<From> || is_distance<To>);
    /// Without the row itself.
    constexpr frame_part<Unit, From, To, " EXCLUDE CURRENT ROW"> exclude_current_row() const { return {}; }
    /// Without the row, and those that sort like it.
    constexpr frame_part<Unit, From, To, " EXCLUDE GROUP"> exclude_group() const { return {}; }
    /// Without the others that sort like the row.
    constexpr frame_part<Unit, From, To, " EXCLUDE TIES"> exclude_ties() const { return {}; }
    static constexpr facts text(renderer& out) {
        out << Unit << " BETWEEN ";
        edge<From>(out);
        out << " AND ";
        edge<To>(out);
        out << Exclude;
        return {};
    }

  private:
    template <class Edge>
    static constexpr void edge(renderer& out) {
        if (Edge::offset == 0) {
            out << "CURRENT ROW";
            return;
        }
        if (Edge::is_unbounded)
            out << "UNBOUNDED";
        else
            out.number(Edge::offset < 0 ? -Edge::offset : Edge::offset);
        out << (Edge::offset < 0 ? " PRECEDING" : " FOLLOWING");
    }
};
template <fixed_string Unit, class From, class To>
constexpr auto frame() {
    constexpr bool are_edges = is_frame_edge<From> && is_frame_edge<To>;
    static_assert(are_edges,
                  "squall: a frame begins and ends with unbounded_preceding, preceding<n>, current_row, following<n> or "
                  "unbounded_following");
    if constexpr (are_edges) {
        constexpr bool in_order =
            From::offset <= To::offset && !std::same_as<From, unbounded_edge<1>> && !std::same_as<To, unbounded_edge<-1>>;
        static_assert(in_order, "squall: a frame ends where it begins, or behind that");
        return frame_part<Unit, From, To>{};
    }
}
template <std::int64_t N>
constexpr void check_distance() {
    constexpr bool is_positive = N > 0;
    static_assert(is_positive, "squall: preceding<n> and following<n> take a number above 0; current_row is the row itself");
}
template <std::int64_t N>
constexpr frame_edge<-N> rows_before() {
    check_distance<N>();
    return {};
}
template <std::int64_t N>
constexpr frame_edge<N> rows_behind() {
    check_distance<N>();
    return {};
}
}  // namespace detail

inline constexpr detail::unbounded_edge<-1> unbounded_preceding{};
template <std::int64_t N>
inline constexpr detail::frame_edge<-N> preceding = detail::rows_before<N>();
inline constexpr detail::frame_edge<0> current_row{};
template <std::int64_t N>
inline constexpr detail::frame_edge<N> following = detail::rows_behind<N>();
inline constexpr detail::unbounded_edge<1> unbounded_following{};

/// The rows that over() looks at for each row, counted in rows.
template <class From, class To>
constexpr auto rows_between(From, To) {
    return detail::frame<"ROWS", From, To>();
}
/// The same, counted in groups of rows that sort alike.
template <class From, class To>
constexpr auto groups_between(From, To) {
    return detail::frame<"GROUPS", From, To>();
}
/// The same by value: the current row is all rows that sort like it, and preceding<7> begins at a value 7 below. Such a distance
/// needs one term in order_by(), which is a number.
template <class From, class To>
constexpr auto range_between(From, To) {
    return detail::frame<"RANGE", From, To>();
}

namespace detail {
/// A window has a row at least: the one that it is of.
template <class Node>
constexpr facts rows_of_window(renderer& out) {
    if constexpr (requires { Node::over_window(out); })
        return Node::over_window(out);
    else
        return Node::text(out);
}
/// A frame that leaves out its own row may be empty, where only a count is not null.
template <class Part>
inline constexpr bool sees_current_row = true;
template <fixed_string Unit, class From, class To, fixed_string Exclude>
inline constexpr bool sees_current_row<frame_part<Unit, From, To, Exclude>> = frame_part<Unit, From, To, Exclude>::has_current_row;
template <class Node>
inline constexpr bool is_value_of_no_rows = false;
template <fixed_string Before, fixed_string After, class T, class... Nodes>
inline constexpr bool is_value_of_no_rows<aggregate_node<Before, After, T, of_no_rows::is_value, Nodes...>> = true;
template <class Aggregate, class Condition>
inline constexpr bool is_value_of_no_rows<filter_node<Aggregate, Condition>> = is_value_of_no_rows<Aggregate>;
/// Numbers of rows, which no frame changes.
template <fixed_string Name, class T>
inline constexpr bool is_value_of_no_rows<call_node<Name, T>> = true;

/// The rows are not folded into one, so beside its columns others may stand. Only aggregates in it fold them.
template <class Node, class... Parts>
struct over_node {
    using value_type = typename Node::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const facts function = rows_of_window<Node>(out);
        out << " OVER (";
        facts parts;
        [[maybe_unused]] bool first = true;
        ((out << (first ? "" : " "), parts |= Parts::text(out), first = false), ...);
        out << ')';
        if (function.has_window || parts.has_window) out.report(statement_fault::window_in_where);
        constexpr bool may_have_no_rows = !(sees_current_row<Parts> && ...);
        const bool aggregates = function.has_aggregate || parts.has_aggregate;
        return {.may_be_null = function.may_be_null || (may_have_no_rows && !is_value_of_no_rows<Node>),
                .has_aggregate = aggregates,
                .has_window = true,
                .has_column = !aggregates || function.has_column || parts.has_column,
                .has_two_time_forms = function.has_two_time_forms,
                .null_with = function.null_with};
    }
};
template <class T>
inline constexpr bool is_window_part = false;
template <fixed_string Unit, class From, class To, fixed_string Exclude>
inline constexpr bool is_window_part<frame_part<Unit, From, To, Exclude>> = true;
template <fixed_string Before, class... Terms>
inline constexpr bool is_window_part<window_part<Before, Terms...>> = true;
}  // namespace detail

namespace detail {
template <class Part>
inline constexpr int place_of_part = 3;
template <fixed_string Before, class... Terms>
inline constexpr int place_of_part<window_part<Before, Terms...>> = Before.view().starts_with('P') ? 1 : 2;
template <class Part>
inline constexpr bool is_one_number = false;
template <class Term>
inline constexpr bool is_one_number<window_part<"ORDER BY ", Term>> = is_number(type_of_node<typename Term::node>);
template <class Part>
inline constexpr bool has_distance_in_values = false;
template <fixed_string Unit, class From, class To, fixed_string Exclude>
inline constexpr bool has_distance_in_values<frame_part<Unit, From, To, Exclude>> = frame_part<Unit, From, To, Exclude>::has_distance;
template <class... Parts>
constexpr bool are_parts_in_order() {
    [[maybe_unused]] int last = 0;
    bool in_order = true;
    ((in_order = in_order && place_of_part<Parts> > last, last = place_of_part<Parts>), ...);
    return in_order;
}
}  // namespace detail

template <class T>
struct window_function {
    using node = T;
};

/// A window function stands in over().
template <fixed_string Name, class T>
constexpr void as(window_function<T>) {
    constexpr bool has_window = std::is_void_v<T>;
    static_assert(has_window, "squall: a window function needs its rows: over(row_number(), partition_by(...), order_by(...))");
}

namespace detail {
template <class T>
inline constexpr bool works_over_rows = false;
template <class Node>
inline constexpr bool works_over_rows<window_function<Node>> = true;
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes>
inline constexpr bool works_over_rows<expression<aggregate_node<Before, After, T, None, Nodes...>>> = true;
template <class Aggregate, class Condition>
inline constexpr bool works_over_rows<expression<filter_node<Aggregate, Condition>>> = true;
/// DISTINCT, or an order of the rows.
template <class T>
inline constexpr bool sorts_its_rows = false;
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes>
inline constexpr bool sorts_its_rows<aggregate_node<Before, After, T, None, Nodes...>> = Before.view().ends_with("(DISTINCT ") ||
                                                                                         (is_in_order<Nodes> || ...);
template <class Aggregate, class Condition>
inline constexpr bool sorts_its_rows<filter_node<Aggregate, Condition>> = sorts_its_rows<Aggregate>;
}  // namespace detail

/// A window under a name of C++, for several over(): constexpr auto by_day = window(partition_by(…), order_by(…)); over(rank(), by_day).
template <class... Parts>
struct window_parts {};
template <class... Parts>
constexpr window_parts<Parts...> window(Parts...) {
    constexpr bool well_formed = (detail::is_window_part<Parts> && ...) && detail::are_parts_in_order<Parts...>();
    static_assert(well_formed, "squall: window() takes partition_by(), order_by() and a frame once each, in this order");
    return {};
}

/// A window function or an aggregate over a part of the rows, for each row.
template <class F, class... Parts>
constexpr auto over(F, Parts...) {
    constexpr bool all_rows = !detail::sorts_its_rows<typename F::node>;
    static_assert(all_rows, "squall: over a window SQLite takes no DISTINCT, and no order but that of order_by()");
    constexpr bool well_formed = detail::works_over_rows<F> && (detail::is_window_part<Parts> && ...);
    static_assert(well_formed, "squall: over() takes a window function or an aggregate, then partition_by(), order_by() and a frame");
    constexpr bool in_order = detail::are_parts_in_order<Parts...>();
    static_assert(in_order, "squall: over() takes partition_by(), order_by() and a frame once each, in this order");
    constexpr bool measures_numbers = !(detail::has_distance_in_values<Parts> || ...) || (detail::is_one_number<Parts> || ...);
    static_assert(measures_numbers,
                  "squall: preceding<n> and following<n> of range_between() need one number in order_by(); "
                  "rows_between() counts rows");
    if constexpr (well_formed && in_order && measures_numbers) return expression<detail::over_node<typename F::node, Parts...>>{};
}

/// The same over a window that has a name; its own parts stand behind those of the window.
template <class F, class... Parts, class... Own>
constexpr auto over(F function, window_parts<Parts...>, Own... own) {
    return over(function, Parts{}..., own...);
}

/// The row's number in its part, from 1.
constexpr window_function<detail::call_node<"row_number", std::int64_t>> row_number() { return {}; }
/// The same, where rows that sort alike share a number and the next ones skip.
constexpr window_function<detail::call_node<"rank", std::int64_t>> rank() { return {}; }
/// The same without skipping.
constexpr window_function<detail::call_node<"dense_rank", std::int64_t>> dense_rank() { return {}; }

namespace detail {
template <fixed_string Name, class E>
struct neighbour_node {
    using value_type = bare<typename E::value_type>;
    static constexpr facts text(renderer& out) { return call_node<Name, value_type, E>::text(out).null_if(true); }
};
template <fixed_string Name, class E, class Rows>
struct neighbour_away_node {
    using value_type = bare<typename E::value_type>;
    static constexpr facts text(renderer& out) { return call_node<Name, value_type, E, Rows>::text(out).null_if(true); }
};
template <fixed_string Name, class E, class Rows, class Otherwise>
constexpr auto neighbour_at() {
    check_integers<Rows>();
    constexpr bool same_kind = comparable(type_of_node<E>, type_of_node<Otherwise>);
    static_assert(same_kind, "squall: what lag() and lead() give where there is no row must be of the expression's type");
    return window_function<call_node<Name, either_type<typename E::value_type, typename Otherwise::value_type>, E, Rows, Otherwise>>{};
}
template <std::int64_t N, class E>
struct nth_node {
    using value_type = bare<typename E::value_type>;
    static constexpr facts text(renderer& out) {
        out << "nth_value(";
        const facts known = E::text(out);
        out << ", ";
        out.number(N);
        out << ')';
        return known.null_if(true);
    }
};
template <std::int64_t N>
struct ntile_node {
    using value_type = std::int64_t;
    static constexpr facts text(renderer& out) {
        out << "ntile(";
        out.number(N);
        out << ')';
        return {};
    }
};
template <std::int64_t N>
inline constexpr bool is_value_of_no_rows<ntile_node<N>> = true;
}  // namespace detail

/// The expression's value in the row before this one; null in the first.
template <expression_like E>
constexpr window_function<detail::neighbour_node<"lag", typename E::node>> lag(E) {
    return {};
}
/// The expression's value in the row after this one; null in the last.
template <expression_like E>
constexpr window_function<detail::neighbour_node<"lead", typename E::node>> lead(E) {
    return {};
}
/// The same, so many rows away.
template <expression_like E, expression_like Rows>
constexpr auto lag(E, Rows) {
    detail::check_integers<typename Rows::node>();
    return window_function<detail::neighbour_away_node<"lag", typename E::node, typename Rows::node>>{};
}
template <expression_like E, expression_like Rows>
constexpr auto lead(E, Rows) {
    detail::check_integers<typename Rows::node>();
    return window_function<detail::neighbour_away_node<"lead", typename E::node, typename Rows::node>>{};
}
/// The same, so many rows away; `otherwise` where there is no such row.
template <expression_like E, expression_like Rows, expression_like Otherwise>
constexpr auto lag(E, Rows, Otherwise) {
    return detail::neighbour_at<"lag", typename E::node, typename Rows::node, typename Otherwise::node>();
}
template <expression_like E, expression_like Rows, expression_like Otherwise>
constexpr auto lead(E, Rows, Otherwise) {
    return detail::neighbour_at<"lead", typename E::node, typename Rows::node, typename Otherwise::node>();
}
/// The expression's value in the first row of the part, or of the frame.
template <expression_like E>
constexpr window_function<detail::call_node<"first_value", bare<typename E::node::value_type>, typename E::node>> first_value(E) {
    return {};
}
/// The same in the last row. Without a frame that is the last row that sorts like the current one.
template <expression_like E>
constexpr window_function<detail::call_node<"last_value", bare<typename E::node::value_type>, typename E::node>> last_value(E) {
    return {};
}
/// The same in row N, from 1; null where there are fewer.
template <std::int64_t N, expression_like E>
constexpr window_function<detail::nth_node<N, typename E::node>> nth_value(E) {
    constexpr bool is_row = N > 0;
    static_assert(is_row, "squall: nth_value<n>() counts rows from 1");
    return {};
}
/// The number of the row's group, from 1, where the rows of the part are dealt into N groups of one size.
template <std::int64_t N>
constexpr window_function<detail::ntile_node<N>> ntile() {
    constexpr bool is_group = N > 0;
    static_assert(is_group, "squall: ntile<n>() makes at least one group");
    return {};
}
/// How many of the other rows sort before this one, from 0 to 1.
constexpr window_function<detail::call_node<"percent_rank", double>> percent_rank() { return {}; }
/// How many of all rows do not sort behind this one, up to 1.
constexpr window_function<detail::call_node<"cume_dist", double>> cume_dist() { return {}; }

}  // namespace squall
