#include "agents.hpp"

#include "schema/evals.hpp"
#include "schema/tasksets.hpp"
#include "schema/traces.hpp"

namespace iofold::agents {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::AssignmentStatus;
using schema::eval_candidates;
using schema::evals;
using schema::feedback;
using schema::Rating;
using schema::tasksets;
using schema::TasksetStatus;
using schema::traces;

namespace {

constexpr auto in_workspace = agents.id == param<"id"> && agents.workspace_id == param<"workspace_id">;
constexpr auto in_any_workspace = agents.id == param<"id"> && when<"workspace_id">(agents.workspace_id == param<"workspace_id">);

constexpr auto agent_must_exist = must_exist<"agent">(squall::exists(select(agents.id).from(agents).where(in_workspace)));

/// Another agent that holds the name: archived ones have given it up.
constexpr auto holder = alias<"holder">(agents);
constexpr auto holds_name =
    holder.workspace_id == param<"workspace_id"> && holder.name == param<"name"> && holder.status.is_not(literal<AgentStatus::archived>);
constexpr auto name_must_be_free_for_new = must_be_free<"name">(!squall::exists(select(holder.id).from(holder).where(holds_name)));
constexpr auto name_must_be_free =
    must_be_free<"name">(!squall::exists(select(holder.id).from(holder).where(holds_name && holder.id != param<"id">)));

}  // namespace

plan<bool> exists(any_workspace_id_args&& args) {
    constexpr auto query = select_value<bool>(squall::exists(select(agents.id).from(agents).where(in_any_workspace)));
    return single<bool>(query, args);
}

plan<optional<Agent>> get(workspace_id_args&& args) {
    constexpr auto query = select(agents).from(agents).where(in_workspace);
    return single<optional<Agent>>(query, args);
}

plan<optional<AgentWithActiveVersion>> get_with_active_version(workspace_id_args&& args) {
    constexpr auto v = alias<"v">(agent_versions);
    constexpr auto query =
        select_into<AgentWithActiveVersion>(
            agents.id, agents.workspace_id, agents.name, agents.description, agents.status, agents.active_version_id, agents.created_at,
            agents.updated_at, agents.active_eval_id, as<"version_id">(v.id), as<"version_number">(v.version), v.prompt_template,
            v.variables, v.source, v.parent_version_id, v.accuracy, as<"version_status">(v.status), as<"version_created_at">(v.created_at))
            .from(agents)
            .left_join(v, v.id == agents.active_version_id)
            .where(in_workspace);
    return single<optional<AgentWithActiveVersion>>(query, args);
}

plan<optional<ActivePrompt>> get_active_prompt(workspace_id_args&& args) {
    constexpr auto v = alias<"v">(agent_versions);
    constexpr auto query =
        select_into<ActivePrompt>(as<"version_id">(v.id), v.version, v.prompt_template, v.variables, as<"updated_at">(v.created_at))
            .from(agents)
            .join(v, v.id == agents.active_version_id)
            .where(in_workspace);
    return single<optional<ActivePrompt>>(query, args);
}

plan<vector<AgentSummary>> list(list_args&& args) {
    constexpr auto v = alias<"v">(agent_versions);
    constexpr auto own = alias<"own">(agent_versions);
    constexpr auto trace_count =
        scalar(select(count()).from(traces).join(own, own.id == traces.agent_version_id).where(own.agent_id == agents.id));
    constexpr auto eval_count = scalar(select(count()).from(evals).where(evals.agent_id == agents.id));
    constexpr auto feedback_count = scalar(select(count()).from(feedback).where(feedback.agent_id == agents.id));
    constexpr auto task_count =
        coalesce(scalar(select(sum(tasksets.task_count))
                            .from(tasksets)
                            .where(tasksets.agent_id == agents.id && tasksets.status == literal<TasksetStatus::active>)),
                 literal<0>);
    constexpr auto query =
        select_into<AgentSummary>(agents.id, agents.workspace_id, agents.name, agents.description, agents.status, agents.active_version_id,
                                  agents.created_at, agents.updated_at, as<"version_id">(v.id), as<"version_number">(v.version),
                                  v.prompt_template, v.variables, v.source, v.parent_version_id, v.accuracy, as<"version_status">(v.status),
                                  as<"version_created_at">(v.created_at), as<"trace_count">(trace_count), as<"eval_count">(eval_count),
                                  as<"feedback_count">(feedback_count), as<"task_count">(task_count))
            .from(agents)
            .left_join(v, v.id == agents.active_version_id)
            .where(agents.workspace_id == param<"workspace_id"> && agents.status != literal<AgentStatus::archived>)
            .order_by(agents.created_at.desc(), agents.id.desc())
            .limit(param<"limit">);
    return single<vector<AgentSummary>>(query, args);
}

plan<int64_t> count_by_status(count_by_status_args&& args) {
    constexpr auto query =
        select_value<int64_t>(count()).from(agents).where(agents.workspace_id == param<"workspace_id"> && agents.status == param<"status">);
    return single<int64_t>(query, args);
}

plan<AgentMetrics> get_metrics(any_workspace_id_args&& args) {
    // Of an agent of another workspace nothing is counted.
    constexpr auto owned = when<"workspace_id">(squall::exists(select(agents.id).from(agents).where(in_workspace)));
    constexpr auto own = alias<"own">(agent_versions);
    constexpr auto ratings = [owned](auto condition) {
        return scalar(select(count()).from(feedback).where(feedback.agent_id == param<"id"> && condition && owned));
    };
    constexpr auto query = select_into<AgentMetrics>(
        as<"trace_count">(
            scalar(select(count()).from(traces).join(own, own.id == traces.agent_version_id).where(own.agent_id == param<"id"> && owned))),
        as<"feedback_count">(scalar(select(count()).from(feedback).where(feedback.agent_id == param<"id"> && owned))),
        as<"positive_feedback_count">(ratings(unindexed(feedback.rating) == literal<Rating::positive>)),
        as<"negative_feedback_count">(ratings(unindexed(feedback.rating) == literal<Rating::negative>)),
        as<"eval_count">(scalar(select(count()).from(evals).where(evals.agent_id == param<"id"> && owned))));
    return single<AgentMetrics>(query, args);
}

plan<Agent> create(create_args&& args) {
    constexpr auto insert =
        insert_into(agents)
            .set(agents.id, agents.workspace_id, agents.name, agents.description, agents.status = literal<AgentStatus::confirmed>,
                 agents.created_at = param<"now">, agents.updated_at = param<"now">)
            .returning(agents);
    plan<Agent> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "agent")), bind<"description">(args.description.null_if_empty())};
    p.take(guard(name_must_be_free_for_new), insert, in);
    return p;
}

plan<DiscoveredAgent> create_discovered_agent(create_discovered_agent_args&& args) {
    constexpr auto claimable = scalar(select(count()).from(traces).where(
        traces.id.in(squall::list<"trace_ids">)&&unindexed(traces.workspace_id) == param<"workspace_id"> &&
        unindexed(traces.assignment_status) == literal<AssignmentStatus::unassigned>));
    constexpr auto traces_unassigned = guard(must_hold<"traces_unassigned">(claimable == param<"trace_count">));
    constexpr auto insert_agent =
        insert_into(agents)
            .set(agents.id, agents.workspace_id, agents.name, agents.description, agents.status = literal<AgentStatus::discovered>,
                 agents.active_version_id = param<"version_id">, agents.created_at = param<"now">, agents.updated_at = param<"now">)
            .returning(agents);
    constexpr auto insert_version =
        insert_into(agent_versions)
            .set(agent_versions.id = param<"version_id">, agent_versions.agent_id = param<"id">, agent_versions.version = literal<1>,
                 agent_versions.prompt_template, agent_versions.variables, agent_versions.source = literal<VersionSource::discovered>,
                 agent_versions.status = literal<VersionStatus::active>, agent_versions.created_at = param<"now">)
            .returning(agent_versions);
    constexpr auto assign =
        squall::update(traces)
            .set(traces.agent_version_id = param<"version_id">, traces.assignment_status = literal<AssignmentStatus::assigned>)
            .where(traces.id.in(squall::list<"trace_ids">)&&unindexed(traces.workspace_id) == param<"workspace_id">);
    constexpr auto assigned = select_value<int64_t>(changes);

    plan<DiscoveredAgent> p{args};
    if (p.refused()) return p;
    if (p.has_duplicates(args.trace_ids)) {
        p.refuse(invalid_argument("trace_ids", "must be different from each other"));
        return p;
    }
    const string found = "Discovered from " + std::to_string(args.trace_ids.size()) + " similar traces";
    const inputs in{args,
                    bind<"id">(p.id_or_new(args.id, "agent")),
                    bind<"version_id">(p.id_or_new(args.version_id, "ver")),
                    bind<"description">(args.description.value_or(found)),
                    bind<"variables", optional<json<StringList>>>(args.variables.given() ? args.variables.cell : p.keep("[]").content),
                    bind_integer<"trace_count">(static_cast<int64_t>(args.trace_ids.size()))};
    p.run(traces_unassigned, in).take(insert_agent, in).take(insert_version, in).run(assign, in).take(assigned, in);
    return p;
}

plan<Agent> confirm(confirm_args&& args) {
    constexpr auto discovered =
        must_hold<"discovered">(scalar(select(agents.status).from(agents).where(in_workspace)) == literal<AgentStatus::discovered>);
    constexpr auto allowed = guard(agent_must_exist, discovered, when<"name">(name_must_be_free));
    constexpr auto change = squall::update(agents)
                                .set(agents.status = literal<AgentStatus::confirmed>, agents.updated_at = param<"now">,
                                     when<"name">(agents.name = param<"name">))
                                .where(in_workspace)
                                .returning(agents);
    plan<Agent> p{args};
    if (p.refused()) return p;
    const bool has_name = !p.text(args.name).empty();  // blank keeps the name
    const inputs in{args, bind<"name">(args.name.only_if(has_name))};
    p.take(allowed, change, in);
    return p;
}

plan<Agent> update(update_args&& args) {
    constexpr auto allowed = guard(agent_must_exist, when<"name">(name_must_be_free));
    constexpr auto change = squall::update(agents)
                                .set(agents.updated_at = param<"now">, when<"name">(agents.name = param<"name">),
                                     when<"description">(agents.description = param<"description">))
                                .where(in_workspace)
                                .returning(agents);
    plan<Agent> p{args};
    if (p.refused()) return p;
    const agent_patch& patch = *args.patch;
    if (!patch.name.given() && !patch.description.given()) {
        p.refuse(invalid_argument("patch", "must change at least one field"));
        return p;
    }
    const inputs in{args, bind(patch.name), bind<"description">(patch.description.null_if_empty())};
    p.take(allowed, change, in);
    return p;
}

plan<nothing> archive(workspace_id_args&& args) {
    constexpr auto change =
        squall::update(agents).set(agents.status = literal<AgentStatus::archived>, agents.updated_at = param<"now">).where(in_workspace);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(agent_must_exist), change, in);
    return p;
}

plan<nothing> set_active_eval(set_active_eval_args&& args) {
    constexpr auto candidate_of_agent = must_hold<"candidate_of_agent">(
        squall::exists(select(eval_candidates.id)
                           .from(eval_candidates)
                           .where(eval_candidates.id == param<"active_eval_id"> && eval_candidates.agent_id == param<"id">)));
    constexpr auto allowed = guard(must_exist<"agent">(squall::exists(select(agents.id).from(agents).where(in_any_workspace))),
                                   when<"sets_candidate">(candidate_of_agent));
    constexpr auto change = squall::update(agents).set(agents.active_eval_id).where(in_any_workspace);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind_flag<"sets_candidate">(!args.active_eval_id.is_null())};
    p.run(allowed, change, in);
    return p;
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(agents).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::agents
