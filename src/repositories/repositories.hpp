#pragma once
// Every function that the module exports, domain by domain.
#include "agent_versions.hpp"
#include "agents.hpp"
#include "feedback.hpp"
#include "gepa_run_tasks.hpp"
#include "gepa_runs.hpp"
#include "job_retry_history.hpp"
#include "jobs.hpp"
#include "rollout_batches.hpp"
#include "rollout_results.hpp"
#include "taskset_run_results.hpp"
#include "taskset_runs.hpp"
#include "taskset_tasks.hpp"
#include "tasksets.hpp"
#include "traces.hpp"
#include "users.hpp"
#include "workspaces.hpp"

namespace iofold {

using all_functions =
    squall::joined_lists<agents::functions, agent_versions::functions, feedback::functions, traces::functions, workspaces::functions,
                         users::functions, jobs::functions, job_retry_history::functions, tasksets::functions, taskset_tasks::functions,
                         taskset_runs::functions, taskset_run_results::functions, gepa_runs::functions, gepa_run_tasks::functions,
                         rollout_batches::functions, rollout_results::functions>::type;

}  // namespace iofold
