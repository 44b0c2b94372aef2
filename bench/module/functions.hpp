#pragma once
// The functions that the contenders of the benchmarks have too: a module of these alone is what their bundles are held
// against.
#include "readings.hpp"
#include "repositories/agent_functions.hpp"
#include "repositories/agents.hpp"
#include "repositories/feedback.hpp"
#include "repositories/job_retry_history.hpp"
#include "repositories/jobs.hpp"

namespace bench {

using all_functions = squall::joined_lists<squall::function_list<iofold::agents::get, iofold::agents::get_with_active_version>,
                                           squall::function_list<iofold::agent_functions::upsert, iofold::agent_functions::delete_>,
                                           squall::function_list<iofold::feedback::list>, squall::function_list<iofold::jobs::count>,
                                           squall::function_list<iofold::job_retry_history::create>, readings::functions>::type;

}  // namespace bench
