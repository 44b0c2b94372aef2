#pragma once
// The six domains that came first: what a module of a few tables takes.
#include "repositories/agent_versions.hpp"
#include "repositories/agents.hpp"
#include "repositories/job_retry_history.hpp"
#include "repositories/jobs.hpp"
#include "repositories/users.hpp"
#include "repositories/workspaces.hpp"

namespace bench {

using foundation_functions =
    squall::joined_lists<iofold::agents::functions, iofold::agent_versions::functions, iofold::job_retry_history::functions,
                         iofold::jobs::functions, iofold::users::functions, iofold::workspaces::functions>::type;

}  // namespace bench
