#pragma once
// Advice on prompt writing, collected from the makers of models.
#include "declaration.hpp"
#include "schema/agents.hpp"

namespace iofold::prompt_best_practices {

using schema::PracticeCategory;
using schema::PracticeSource;
using schema::PromptBestPractice;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"categories", optional<vector<PracticeCategory>>> categories{};  // without: clarity, structure, reasoning, general
    arg<"limit", int64_t, default_integer<10>, between<1, 100>> limit{};
};
using list_args = arguments<list_fields>;
/// The newest advice in some categories.
plan<vector<PromptBestPractice>> list(list_args&&);

/// One best practice, or null.
plan<optional<PromptBestPractice>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"source", PracticeSource> source{};
    arg<"category", PracticeCategory> category{};
    arg<"title", string> title{};
    arg<"content", string> content{};
    arg<"url", optional<string>> url{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds one best practice. Errors: conflict (the id is taken).
plan<PromptBestPractice> create(create_args&&);

/// Deletes one best practice; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<list, get, create, delete_>;

}  // namespace iofold::prompt_best_practices
