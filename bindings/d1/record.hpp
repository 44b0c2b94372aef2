#pragma once
// Hands a plan to the shim, which performs it on D1 after the call has returned.
#include <cstdint>

#include "squall/core/plan.hpp"

namespace squall::d1 {

/// From the bit idempotency_shift on stand two bits: what a second run does (sql/idempotency.hpp).
enum statement_flag : std::uint32_t {
    is_answer = 1,
    writes = 2,
    is_row_guard = 4,
    idempotency_shift = 3,
    frees_keys = 32,
    is_change_guard = 64
};
enum class bind_kind : std::uint32_t { null, number, text, host_text, batch_index, blob };

/// Records the plan through the imports; 0, or 1 when its arguments were refused. In a batch a row that the plan needs
/// is guarded by a statement of its own. Alone a write that finds the rows its guard asks for is followed by that guard with
/// is_change_guard, which is not sent: it is the error where the write returns no row.
std::uint32_t record(const plan_core& plan, bool in_batch);

/// Reports to the shim why there is no plan; returns 1.
std::uint32_t refuse(const error& e);

}  // namespace squall::d1
