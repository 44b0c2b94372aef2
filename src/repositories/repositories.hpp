#pragma once
// Every function that the module exports, domain by domain.
#include "agent_versions.hpp"
#include "agents.hpp"
#include "feedback.hpp"
#include "job_retry_history.hpp"
#include "jobs.hpp"
#include "traces.hpp"
#include "users.hpp"
#include "workspaces.hpp"

namespace iofold {

using all_functions =
    squall::joined_lists<agents::functions, agent_versions::functions, feedback::functions, traces::functions, workspaces::functions,
                         users::functions, jobs::functions, job_retry_history::functions>::type;

}  // namespace iofold
