#pragma once
// A guard: a statement of a batch that fails, and so undoes the batch, unless what it requires is true. Its own text
// travels in SQLite's message: json_extract() of an impossible path is an error that names the path.
#include "guard_place.hpp"
#include "subquery.hpp"

namespace squall {

namespace detail {
/// The value that tells which plan of a batch a guard belongs to; the binding fills it in.
inline constexpr std::string_view batch_index_parameter = "@batch_index";

/// A value that cannot be computed: the error names the requirement and the plan of the batch.
template <fixed_string Kind, fixed_string Name>
constexpr void failure_text(renderer& out) {
    out << "json_extract('{}', ";
    out.string(kept<joined_text<Kind, ":", Name, ":">()>);
    out << " || ";
    out.parameter({batch_index_parameter, type_of<std::string>});
    out << ')';
}
}  // namespace detail

/// Requires a condition to be true; false and null both fail.
template <fixed_string Kind, fixed_string Name, class Node>
struct requirement {
    static constexpr void text(detail::renderer& out) {
        out << " WHEN ";
        const detail::facts known = detail::part<Node>(out, detail::binds_less);
        if (known.has_aggregate) out.report(detail::statement_fault::aggregate_in_guard);
        if (known.has_window) out.report(detail::statement_fault::window_in_where);
        out << " IS NOT TRUE THEN ";
        detail::failure_text<Kind, Name>(out);
    }
};
/// Else not_found.
template <fixed_string Name, condition C>
constexpr requirement<"not_found", Name, typename C::node> must_exist(C) {
    return {};
}
/// Else guard_failed: a state or an expected value that the write depends on.
template <fixed_string Name, condition C>
constexpr requirement<"guard_failed", Name, typename C::node> must_hold(C) {
    return {};
}
/// Else conflict: what the write claims is taken.
template <fixed_string Name, condition C>
constexpr requirement<"conflict", Name, typename C::node> must_be_free(C) {
    return {};
}
/// Else foreign_key: what the write refers to is not there for this caller.
template <fixed_string Name, condition C>
constexpr requirement<"foreign_key", Name, typename C::node> must_refer(C) {
    return {};
}

namespace detail {
/// A requirement that is part of the guard only when the value of that name is given.
template <fixed_string Name, class Requirement>
struct optional_requirement {
    static constexpr void text(renderer& out) {
        out.begin_piece(kept<Name>);
        Requirement::text(out);
        out.end_piece();
    }
};
}  // namespace detail

template <fixed_string Name, fixed_string Kind, fixed_string GuardName, class Node>
constexpr detail::optional_requirement<Name, requirement<Kind, GuardName, Node>> when(requirement<Kind, GuardName, Node>) {
    return {};
}

namespace detail {
template <class T>
inline constexpr bool is_always_required = true;
template <fixed_string Name, class Requirement>
inline constexpr bool is_always_required<optional_requirement<Name, Requirement>> = false;

/// The branches of a CASE that fails at the first requirement which is not true. They see no table around them.
template <class... Requirements>
constexpr void requirements_text(renderer& out) {
    const auto mark = out.open_own_scope();
    out.at = clause::where;
    if (!(is_always_required<Requirements> || ...)) out << " WHEN 0 THEN 0";  // CASE needs a branch
    (Requirements::text(out), ...);
    out.close_scope(mark);
}

template <class... Requirements>
struct guard_statement {
    using row = no_row;
    using is_guard = void;
    static constexpr bool writes = false;
    static constexpr guard_place guard = guard_place::several_writes;
    static constexpr void text(renderer& out) {
        out << "SELECT CASE";
        requirements_text<Requirements...>(out);
        out << " ELSE 1 END AS g";
    }
};
/// The guard of one write that cannot contain it, and why.
template <class Guard, guard_place Place>
struct separate_guard : Guard {
    static constexpr guard_place guard = Place;
};
/// Behind a write that had to find a row: it fails when there was none. A write that is sent alone needs no such statement, for
/// its RETURNING says as much.
template <fixed_string Kind, fixed_string Name>
struct change_guard {
    using row = no_row;
    using is_guard = void;
    static constexpr bool writes = false;
    static constexpr guard_place guard = guard_place::after_write;
    static constexpr void text(renderer& out) {
        out << "SELECT CASE changes() WHEN 0 THEN ";
        failure_text<Kind, Name>(out);
        out << " ELSE 1 END AS g";
    }
};
template <class G>
concept guard_like = requires {
    typename G::is_guard;
};
}  // namespace detail

/// Checks the requirements in order; the first that fails says what the error is.
template <class... Requirements>
constexpr detail::guard_statement<Requirements...> guard(Requirements...) {
    return {};
}

}  // namespace squall
