#include "overviews.hpp"

#include "schema/evals.hpp"
#include "schema/tools.hpp"
#include "schema/traces.hpp"

namespace iofold::overviews {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::evals;
using schema::feedback;
using schema::playground_sessions;
using schema::playground_steps;
using schema::taskset_runs;
using schema::taskset_tasks;
using schema::tasksets;
using schema::tools;
using schema::traces;

plan<optional<AgentOverview>> agent(overview_args&& args) {
    constexpr auto active = alias<"active">(agent_versions);
    constexpr auto attachment = alias<"attachment">(schema::agent_tools);
    constexpr auto own = alias<"own">(agent_versions);
    constexpr auto versions = select(agent_versions)
                                  .from(agent_versions)
                                  .where(agent_versions.agent_id == agents.id)
                                  .order_by(agent_versions.version.desc())
                                  .limit(param<"limit">);
    constexpr auto attached = select_into<AttachedTool>(tools.id, tools.name, tools.description, tools.parameters_schema, tools.handler_key,
                                                        tools.category, tools.created_at, attachment.config)
                                  .from(attachment)
                                  .join(tools, tools.id == attachment.tool_id)
                                  .where(attachment.agent_id == agents.id)
                                  .order_by(tools.name, tools.id);
    constexpr auto trace_count =
        scalar(select(count()).from(traces).join(own, own.id == traces.agent_version_id).where(own.agent_id == agents.id));
    constexpr auto eval_count = scalar(select(count()).from(evals).where(evals.agent_id == agents.id));
    constexpr auto feedback_count = scalar(select(count()).from(feedback).where(feedback.agent_id == agents.id));
    constexpr auto query = select_into<AgentOverview>(
                               agents.id, agents.name, agents.description, agents.status, agents.created_at, agents.updated_at,
                               as<"active_version">(nested_row(select(active).from(active).where(active.id == agents.active_version_id))),
                               as<"versions">(nested_rows(versions)), as<"tools">(nested_rows(attached)), as<"trace_count">(trace_count),
                               as<"eval_count">(eval_count), as<"feedback_count">(feedback_count))
                               .from(agents)
                               .where(agents.id == param<"id"> && agents.workspace_id == param<"workspace_id">);
    return single<optional<AgentOverview>>(query, args);
}

plan<optional<TasksetOverview>> taskset(overview_args&& args) {
    constexpr auto tasks = select(taskset_tasks)
                               .from(taskset_tasks)
                               .where(taskset_tasks.taskset_id == tasksets.id)
                               .order_by(taskset_tasks.created_at, taskset_tasks.id)
                               .limit(param<"limit">);
    constexpr auto latest_run = select(taskset_runs)
                                    .from(taskset_runs)
                                    .where(taskset_runs.taskset_id == tasksets.id)
                                    .order_by(taskset_runs.created_at.desc(), taskset_runs.id.desc())
                                    .limit<1>();
    constexpr auto query = select_into<TasksetOverview>(tasksets.id, tasksets.agent_id, tasksets.name, tasksets.description,
                                                        tasksets.status, tasksets.task_count, tasksets.created_at,
                                                        as<"tasks">(nested_rows(tasks)), as<"latest_run">(nested_row(latest_run)))
                               .from(tasksets)
                               .where(tasksets.id == param<"id"> && tasksets.workspace_id == param<"workspace_id">);
    return single<optional<TasksetOverview>>(query, args);
}

plan<optional<SessionOverview>> session(overview_args&& args) {
    constexpr auto of_session = alias<"of_session">(playground_steps);
    constexpr auto steps = select(playground_steps)
                               .from(playground_steps)
                               .where(playground_steps.session_id == playground_sessions.id && playground_steps.trace_id == traces.id)
                               .order_by(playground_steps.step_index, playground_steps.id);
    constexpr auto traces_of_session = select(of_session.trace_id).from(of_session).where(of_session.session_id == playground_sessions.id);
    constexpr auto turns =
        select_into<Turn>(as<"trace_id">(traces.id), traces.timestamp, traces.has_errors, as<"steps">(nested_rows(steps)))
            .from(traces)
            .where(traces.id.in(traces_of_session))
            .order_by(traces.timestamp.desc(), traces.id.desc())
            .limit(param<"limit">);
    constexpr auto query = select_into<SessionOverview>(playground_sessions.id, playground_sessions.agent_id, as<"agent_name">(agents.name),
                                                        playground_sessions.model_provider, playground_sessions.model_id,
                                                        playground_sessions.updated_at, as<"turns">(nested_rows(turns)))
                               .from(playground_sessions)
                               .left_join(agents, agents.id == playground_sessions.agent_id)
                               .where(playground_sessions.id == param<"id"> && playground_sessions.workspace_id == param<"workspace_id">);
    return single<optional<SessionOverview>>(query, args);
}

}  // namespace iofold::overviews
