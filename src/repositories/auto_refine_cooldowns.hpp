#pragma once
// When an eval may be refined by itself again.
#include "declaration.hpp"
#include "schema/monitoring.hpp"

namespace iofold::auto_refine_cooldowns {

using schema::AutoRefineCooldown;

template <template <fixed_string, class, auto...> class arg>
struct eval_fields {
    arg<"eval_id", string> eval_id{};
};
using eval_args = arguments<eval_fields>;
/// The eval's cooldown; null when no attempt was recorded, and refining is allowed.
plan<optional<AutoRefineCooldown>> get(eval_args&&);

template <template <fixed_string, class, auto...> class arg>
struct record_attempt_fields {
    arg<"eval_id", string> eval_id{};
    arg<"success", bool> success{};
    arg<"now", optional<timestamp>> now{};
};
using record_attempt_args = arguments<record_attempt_fields>;
/// Records an attempt: the next is allowed in 24 hours after a success, in 96, 192, 384 and from then on 768 hours after
/// failures in a row. Errors: foreign_key (no such eval).
plan<AutoRefineCooldown> record_attempt(record_attempt_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
};
using list_args = arguments<list_fields>;
/// The cooldowns of the workspace's evals, the one that ends first at the front.
plan<vector<AutoRefineCooldown>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"last_attempt_at", timestamp, as_given> last_attempt_at{};
    arg<"next_allowed_at", timestamp, as_given> next_allowed_at{};
    arg<"consecutive_failures", int64_t, default_integer<0>> consecutive_failures{};
};
using create_args = arguments<create_fields>;
/// Stores a cooldown as it is given. Errors: conflict (the eval has one, or the id is taken), foreign_key (no such eval).
plan<AutoRefineCooldown> create(create_args&&);

/// Deletes the eval's cooldown; false when there was none.
plan<bool> delete_(eval_args&&);

using functions = function_list<get, record_attempt, list, create, delete_>;

}  // namespace iofold::auto_refine_cooldowns
