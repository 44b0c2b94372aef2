#pragma once
// Half of the domains, for what a module costs by the number of its functions.
#include "repositories/agent_functions.hpp"
#include "repositories/agent_tools.hpp"
#include "repositories/agent_versions.hpp"
#include "repositories/agents.hpp"
#include "repositories/eval_candidates.hpp"
#include "repositories/eval_comparison.hpp"
#include "repositories/eval_executions.hpp"
#include "repositories/eval_prompt_coverage.hpp"
#include "repositories/evals.hpp"
#include "repositories/feedback.hpp"
#include "repositories/functions.hpp"
#include "repositories/integrations.hpp"
#include "repositories/playground_sessions.hpp"
#include "repositories/playground_steps.hpp"
#include "repositories/prompt_best_practices.hpp"
#include "repositories/prompt_iterations.hpp"
#include "repositories/system_prompts.hpp"
#include "repositories/tools.hpp"
#include "repositories/traces.hpp"
#include "repositories/users.hpp"
#include "repositories/workspace_members.hpp"
#include "repositories/workspaces.hpp"

namespace bench {

using half_functions =
    squall::joined_lists<iofold::agents::functions, iofold::agent_versions::functions, iofold::functions::functions,
                         iofold::agent_functions::functions, iofold::feedback::functions, iofold::traces::functions,
                         iofold::integrations::functions, iofold::tools::functions, iofold::agent_tools::functions,
                         iofold::playground_sessions::functions, iofold::playground_steps::functions, iofold::system_prompts::functions,
                         iofold::prompt_iterations::functions, iofold::eval_prompt_coverage::functions,
                         iofold::prompt_best_practices::functions, iofold::workspaces::functions, iofold::users::functions,
                         iofold::workspace_members::functions, iofold::evals::functions, iofold::eval_executions::functions,
                         iofold::eval_comparison::functions, iofold::eval_candidates::functions>::type;

}  // namespace bench
