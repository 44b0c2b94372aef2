#pragma once
// Cross-validations of eval candidates.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_cv_results {

using schema::EvalCvResult;

/// One result, or null when unknown.
plan<optional<EvalCvResult>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"candidate_id", string> candidate_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalCvResultPage = page<EvalCvResult, "created_at", "id">;
/// A candidate's results by page, newest first.
plan<EvalCvResultPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"candidate_id", string> candidate_id{};
    arg<"k_folds", int64_t, default_integer<5>> k_folds{};
    arg<"mean_accuracy", optional<double>> mean_accuracy{};
    arg<"mean_kappa", optional<double>> mean_kappa{};
    arg<"mean_f1", optional<double>> mean_f1{};
    arg<"mean_agreement_rate", optional<double>> mean_agreement_rate{};
    arg<"std_accuracy", optional<double>> std_accuracy{};
    arg<"std_kappa", optional<double>> std_kappa{};
    arg<"is_stable", optional<bool>> is_stable{};
    arg<"fold_results", optional<json<schema::Array>>> fold_results{};
};
using create_args = arguments<create_fields>;
/// Stores one result. Errors: conflict (the id is taken), foreign_key (no such candidate).
plan<EvalCvResult> create(create_args&&);

/// Deletes one result; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::eval_cv_results
