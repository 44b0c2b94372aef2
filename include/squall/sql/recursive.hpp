#pragma once
// Queries that read themselves: WITH RECURSIVE.
//   constexpr auto roots = select(folders.id, folders.parent_id).from(folders).where(folders.id == param<"root">);
//   constexpr auto found = so_far<"tree">(roots);
//   constexpr auto tree = recursive(found, select(folders.id, folders.parent_id).from(folders).join(found, folders.parent_id == found[folders.id]));
//   constexpr auto below = with(tree)(select_into<Folder>(tree[folders.id], tree[folders.parent_id]).from(tree));
#include "with.hpp"

namespace squall {

namespace detail {
/// The rows that a recursive query has found, as its second part reads them.
template <fixed_string Name, class First>
struct rows_so_far : query_columns<Name, First> {
    struct self_ {
        static constexpr std::string_view alias = kept<Name>;
        static constexpr void declare(renderer& out) {
            out.use_recursion();
            out.name(kept<Name>);
        }
    };
};
template <class T>
inline constexpr bool is_rows_so_far = false;
template <fixed_string Name, class First>
inline constexpr bool is_rows_so_far<rows_so_far<Name, First>> = true;

/// The columns of the first part are read as they are there: the second part returns the same, and no null where that has none.
template <class First, class Step>
constexpr bool step_fits() {
    const auto &first = analysis_of<First>, &step = analysis_of<Step>;
    if (first.column_count != step.column_count) return false;
    for (std::size_t i = 0; i < first.column_count; ++i) {
        const result_column &a = first.columns[i], &b = step.columns[i];
        if (!holds(a.type, b.type) || (b.nullable && !a.nullable) || (b.has_two_time_forms && !a.has_two_time_forms)) return false;
    }
    return true;
}

template <fixed_string Union, class First, class Step>
struct recursive_query {
    using is_select = void;
    using row = typename First::row;
    static constexpr bool writes = false;
    static constexpr bool has_tail = false;
    static constexpr query_facts text(renderer& out) {
        if (!step_fits<First, Step>()) out.report(statement_fault::recursion_differs);
        const facts first = First::text(out).values;
        out << Union;
        ++out.depth;
        out.begin_recursion();
        const facts step = Step::text(out).values;
        if (!out.end_recursion()) out.report(statement_fault::recursion_misplaced);
        --out.depth;
        if (step.has_aggregate) out.report(statement_fault::recursion_misplaced);
        return {.values = first | step};
    }
};
template <fixed_string Union, class First, class Step>
inline constexpr bool is_recursive_query<recursive_query<Union, First, Step>> = true;

template <fixed_string Union, fixed_string Name, class First, class Step>
constexpr auto recursion() {
    constexpr bool is_select = !requires { Step::terms; }
    &&!First::has_tail && !Step::has_tail;
    static_assert(is_select, "squall: the parts of a recursive query have no order, limit or with(), and the second is one select()");
    if constexpr (is_select) return cte<Name, recursive_query<Union, First, Step>>{};
}
}  // namespace detail

/// What a recursive query has found so far: it begins with the rows of `first`, which also says what columns there are.
template <fixed_string Name, select_like First>
constexpr detail::rows_so_far<Name, First> so_far(First) {
    return {};
}
/// A query for with(): the rows found so far, and for each of them those of `step`, which reads so_far() once, in from() or join().
/// It goes on until nothing new is found; a circle in the data has no end, unless step counts and stops.
template <fixed_string Name, select_like First, select_like Step>
constexpr auto recursive(detail::rows_so_far<Name, First>, Step) {
    return detail::recursion<" UNION ALL ", Name, First, Step>();
}
/// The same with each row once, which ends in a circle too.
template <fixed_string Name, select_like First, select_like Step>
constexpr auto recursive_distinct(detail::rows_so_far<Name, First>, Step) {
    return detail::recursion<" UNION ", Name, First, Step>();
}

}  // namespace squall
