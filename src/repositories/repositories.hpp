#pragma once
// Every function that the module exports, domain by domain.
#include "agent_versions.hpp"
#include "agents.hpp"
#include "job_retry_history.hpp"
#include "jobs.hpp"
#include "users.hpp"
#include "workspaces.hpp"

namespace iofold {

using all_functions = squall::joined_lists<workspaces::functions, users::functions, agents::functions, agent_versions::functions, jobs::functions,
                                           job_retry_history::functions>::type;

}  // namespace iofold
