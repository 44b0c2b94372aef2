#pragma once
// The full scans of tables that are accepted, each with its reason. Whatever else reads all rows of a table fails.
#include <array>
#include <string_view>

namespace iofold::test {

/// A function's own reading of all rows.
struct accepted_scan {
    std::string_view function, table, reason;
};
inline constexpr std::array accepted_scans{
    accepted_scan{"tools.list", "tools", "a small registry"},
    accepted_scan{"users.list", "users", "a walk along idx_users_created_at_id, which stops at the limit"},
    accepted_scan{"evals.list_monitoring_settings", "evals", "without ids the monitor visits every eval"},
    accepted_scan{"jobs.count", "jobs", "without a filter the answer is the number of all rows; read from an index"},
};

/// An index on an enum finds a large part of a table, of all workspaces. Where it serves, it was meant to.
struct accepted_enum_index {
    std::string_view function, index, reason;
};
inline constexpr std::array accepted_enum_indexes{
    accepted_enum_index{"tools.list", "idx_tools_category", "the registry belongs to no workspace"},
    accepted_enum_index{"jobs.count", "idx_jobs_status", "with a status alone it counts in all workspaces"},
    accepted_enum_index{"jobs.claim_next", "idx_jobs_status", "without a workspace it looks at all that is queued"},
};

}  // namespace iofold::test
