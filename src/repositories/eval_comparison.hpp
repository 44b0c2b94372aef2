#pragma once
// What evals said next to what a human said: the view of that name.
#include "declaration.hpp"
#include "schema/views.hpp"

namespace iofold::eval_comparison {

using schema::EvalComparison;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"eval_id", string> eval_id{};
    arg<"contradictions_only", bool, default_false> contradictions_only{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalComparisonPage = page<EvalComparison, "execution_id">;
/// The executions of an eval beside the ratings of their traces, by page, by execution id.
plan<EvalComparisonPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_contradictions_fields {
    arg<"eval_id", string> eval_id{};
};
using count_contradictions_args = arguments<count_contradictions_fields>;
/// How many executions of an eval contradict the rating of their trace.
plan<int64_t> count_contradictions(count_contradictions_args&&);

using functions = function_list<list, count_contradictions>;

}  // namespace iofold::eval_comparison
