#pragma once
// Answers of language models to the prompts of evals, kept to save their cost.
#include "declaration.hpp"
#include "schema/cache.hpp"

namespace iofold::eval_llm_cache {

using schema::EvalLlmCache;

/// One answer, expired or not, or null when unknown.
plan<optional<EvalLlmCache>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct find_fields {
    arg<"prompt_hash", string> prompt_hash{};
    arg<"model", string> model{};
    arg<"now", optional<timestamp>> now{};
};
using find_args = arguments<find_fields>;
/// The answer of a model to a prompt that has not expired at that time, or null.
plan<optional<EvalLlmCache>> find(find_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"model", string> model{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using CachePage = page<EvalLlmCache, "created_at", "id">;
/// The answers of a model by page, newest first.
plan<CachePage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"prompt_hash", string> prompt_hash{};
    arg<"model", string> model{};
    arg<"response_text", string> response_text{};
    arg<"tokens_input", optional<int64_t>> tokens_input{};
    arg<"tokens_output", optional<int64_t>> tokens_output{};
    arg<"cost_usd", optional<double>> cost_usd{};
    arg<"expires_at", optional<timestamp>, as_given> expires_at{};
};
using create_args = arguments<create_fields>;
/// Stores the answer of a model to a prompt, over an earlier one, which keeps its id. Errors: conflict (the id of a new
/// one is taken).
plan<EvalLlmCache> upsert(create_args&&);

/// Deletes one answer; false when there was none.
plan<bool> delete_(id_args&&);

/// Stores an answer; where the model has one for the prompt it is a conflict. Errors: conflict.
plan<EvalLlmCache> create(create_args&&);

using functions = function_list<get, find, list, upsert, delete_, create>;

}  // namespace iofold::eval_llm_cache
