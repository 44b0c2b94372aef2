#pragma once
// Answers of language models, kept to save their cost.
#include "table_declaration.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct eval_llm_cache_table {
    column<"id",            std::string, primary_key>                              id{};
    column<"prompt_hash",   std::string>                                           prompt_hash{};
    column<"model",         std::string>                                           model{};
    column<"response_text", std::string>                                           response_text{};
    column<"tokens_input",  std::optional<std::int64_t>>                           tokens_input{};
    column<"tokens_output", std::optional<std::int64_t>>                           tokens_output{};
    column<"cost_usd",      std::optional<double>>                                 cost_usd{};
    column<"created_at",    std::optional<squall::timestamp>, default_now, filled> created_at{};
    column<"expires_at",    std::optional<squall::timestamp>>                      expires_at{};
};
inline constexpr squall::table<eval_llm_cache_table, "eval_llm_cache"> eval_llm_cache;
using EvalLlmCache = squall::row_of<eval_llm_cache>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::eval_llm_cache> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(eval_llm_cache.prompt_hash, eval_llm_cache.model),
        index<"idx_llm_cache_created">(eval_llm_cache.created_at.desc()),
        index<"idx_llm_cache_expires">(eval_llm_cache.expires_at),
        index<"idx_llm_cache_hash">(eval_llm_cache.prompt_hash),
        index<"idx_llm_cache_model">(eval_llm_cache.model));
}();
