#include "playground_sessions.hpp"

#include "schema/agents.hpp"
#include "schema/traces.hpp"

namespace iofold::playground_sessions {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::AssignmentStatus;
using schema::integrations;
using schema::Platform;
using schema::playground_sessions;
using schema::playground_steps;
using schema::traces;

namespace {

constexpr auto by_id = playground_sessions.id == param<"id">;
constexpr auto in_workspace = by_id && playground_sessions.workspace_id == param<"workspace_id">;
constexpr auto of_agent = in_workspace && playground_sessions.agent_id == param<"agent_id">;
constexpr auto session_of_workspace =
    must_exist<"session">(exists(select(playground_sessions.id).from(playground_sessions).where(in_workspace)));

/// The messages of a turn as the JSON list that a session keeps.
string json_of_messages(const auto& messages) {
    string out = "[";
    for (const turn_message& message : messages) {
        if (out.size() > 1) out += ',';
        append_object(out, message);
    }
    return out + ']';
}

}  // namespace

plan<optional<PlaygroundSession>> get(agent_id_args&& args) {
    constexpr auto query = select(playground_sessions).from(playground_sessions).where(of_agent);
    return single<optional<PlaygroundSession>>(query, args);
}

plan<PlaygroundSession> create(create_args&& args) {
    constexpr auto the_agent = agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">;
    constexpr auto agent_must_exist = must_exist<"agent">(exists(select(agents.id).from(agents).where(the_agent)));
    constexpr auto has_active_version =
        must_hold<"active_version">(exists(select(agents.id)
                                               .from(agents)
                                               .join(agent_versions, agent_versions.id == agents.active_version_id)
                                               .where(agents.id == param<"agent_id">)));
    constexpr auto version_of_agent = must_hold<"version_of_agent">(
        exists(select(agent_versions.id)
                   .from(agent_versions)
                   .where(agent_versions.id == param<"agent_version_id"> && agent_versions.agent_id == param<"agent_id">)));
    constexpr auto active_version = scalar(select(agents.active_version_id).from(agents).where(agents.id == param<"agent_id">));
    constexpr auto insert =
        insert_into(playground_sessions)
            .set(playground_sessions.id, playground_sessions.workspace_id, playground_sessions.agent_id,
                 playground_sessions.agent_version_id = never_null(coalesce(param<"agent_version_id", optional<string>>, active_version)),
                 playground_sessions.variables, playground_sessions.model_provider, playground_sessions.model_id,
                 playground_sessions.created_at = param<"now">, playground_sessions.updated_at = param<"now">)
            .returning(playground_sessions);
    plan<PlaygroundSession> p{args};
    if (p.refused()) return p;
    if (args.variables.has_value() && !is_json_map_of_texts(p.text(args.variables))) {
        p.refuse(invalid_argument("variables", "must be an object of texts"));
        return p;
    }
    const bool version_given = args.agent_version_id.has_value();
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "sess")), bind<"variables">(args.variables.value_or("{}")),
                    bind_flag<"version_given">(version_given), bind_flag<"active_wanted">(!version_given)};
    p.take(guard(agent_must_exist, when<"active_wanted">(has_active_version), when<"version_given">(version_of_agent)), insert, in);
    return p;
}

plan<PlaygroundSession> set_model(set_model_args&& args) {
    constexpr auto provider = coalesce(param<"model_provider", optional<ModelProvider>>, playground_sessions.model_provider);
    constexpr auto model = coalesce(param<"model_id", optional<string>>, playground_sessions.model_id);
    constexpr auto change =
        update(playground_sessions)
            .set(playground_sessions.model_provider = provider, playground_sessions.model_id = model,
                 playground_sessions.updated_at = param<"now">)
            .where(in_workspace && (playground_sessions.model_provider != provider || playground_sessions.model_id != model));
    constexpr auto query = select(playground_sessions).from(playground_sessions).where(in_workspace);
    plan<PlaygroundSession> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(session_of_workspace), in);
    if (args.model_provider.has_value() || args.model_id.has_value()) p.run(change, in);
    p.take(query, in);
    return p;
}

plan<RecordedTurn> record_turn(record_turn_args&& args) {
    constexpr auto integration_of_workspace = must_exist<"integration">(
        exists(select(integrations.id)
                   .from(integrations)
                   .where(integrations.id == param<"integration_id"> && integrations.workspace_id == param<"workspace_id">)));
    constexpr auto trace_id_free = must_be_free<"trace">(!exists(select(traces.id).from(traces).where(traces.id == param<"trace">)));
    constexpr auto external_id_free = must_be_free<"trace_id">(!exists(
        select(traces.id).from(traces).where(traces.integration_id == param<"integration_id"> && traces.trace_id == param<"trace_id">)));
    constexpr auto owner = alias<"owner">(agents);
    constexpr auto version_of_workspace = must_refer<"agent_version_id">(
        exists(select(agent_versions.id)
                   .from(agent_versions)
                   .join(owner, owner.id == agent_versions.agent_id)
                   .where(agent_versions.id == param<"agent_version_id"> && owner.workspace_id == param<"workspace_id">)));
    constexpr auto claims = guard(session_of_workspace, integration_of_workspace, trace_id_free, external_id_free);
    constexpr auto references = guard(version_of_workspace);

    constexpr auto step = rows<"steps", fields_in<turn_step>, playground_steps.id, playground_steps.step_index, playground_steps.timestamp>;
    constexpr auto step_ids_free = guard(must_be_free<"step">(
        !exists(select(playground_steps.id).from(step).join(playground_steps, playground_steps.id == step[playground_steps.id]))));

    constexpr auto of_session = scalar(select(playground_sessions.agent_version_id).from(playground_sessions).where(by_id));
    constexpr auto version =
        case_when(param<"of_session", bool> == literal<true>, of_session).otherwise(param<"agent_version_id", optional<string>>);
    constexpr auto assignment =
        case_when(version.is_null(), literal<AssignmentStatus::unassigned>).otherwise(literal<AssignmentStatus::assigned>);
    constexpr auto insert_trace = insert_into(traces).set(
        traces.id = param<"trace">, traces.workspace_id, traces.integration_id, traces.trace_id,
        traces.source = literal<Platform::playground>, traces.timestamp, traces.steps = param<"trace_steps">, traces.input_preview,
        traces.output_preview, traces.step_count = json_array_length(param<"trace_steps", json<schema::ExecutionSteps>>), traces.has_errors,
        traces.agent_version_id = version, traces.assignment_status = assignment, traces.imported_at = param<"now">);
    constexpr auto insert_steps =
        insert_into(playground_steps).set_each(step, playground_steps.session_id = param<"id">, playground_steps.trace_id = param<"trace">);
    constexpr auto append = update(playground_sessions)
                                .set(playground_sessions.messages =
                                         json_append(playground_sessions.messages, param<"new_messages", json<schema::ChatMessages>>),
                                     playground_sessions.updated_at = param<"now">)
                                .where(by_id);
    constexpr auto answer =
        select_into<RecordedTurn>(as<"trace_id">(param<"trace", string>), as<"step_count">(param<"step_total", int64_t>),
                                  as<"message_count">(json_length_if_valid(playground_sessions.messages)))
            .from(playground_sessions)
            .where(by_id);
    plan<RecordedTurn> p{args};
    if (p.refused()) return p;
    const turn_trace& trace = *args.trace;
    const auto now = p.now();
    const auto trace_row_id = p.id_or_new(trace.id, "trace");
    row_lists steps(p, step);
    bool has_given_step_ids = false;
    int64_t step_index = 0;
    for (const turn_step& one : args.steps) {
        has_given_step_ids = has_given_step_ids || one.id.given();
        steps.add(one, bind<"id">(p.id_or_new(one.id, "step")), bind_integer<"step_index">(step_index++),
                  bind<"timestamp">(one.timestamp.value_or(now)));
    }
    const bool has_messages = args.messages.size() > 0;
    const bool of_sessions_version = !trace.agent_version_id.given();
    const inputs in{
        args,
        bind<"trace">(trace_row_id),
        bind<"trace_id">(trace.trace_id.value_or(trace_row_id)),
        bind(trace.integration_id),
        bind<"timestamp">(trace.timestamp.value_or(now)),
        bind<"trace_steps">(trace.steps),
        bind(trace.input_preview),
        bind(trace.output_preview),
        bind(trace.has_errors),
        bind(trace.agent_version_id),
        bind_flag<"of_session">(of_sessions_version),
        bind_integer<"step_total">(static_cast<int64_t>(args.steps.size())),
        bind<"new_messages", json<schema::ChatMessages>>(has_messages ? p.keep(json_of_messages(args.messages)).content : value{})};
    const auto each = [&](const auto& statement) {
        for (const auto& list : steps) p.run(statement, inputs{args, bind<"trace">(trace_row_id), list});
    };
    p.run(claims, in);
    if (has_given_step_ids) each(step_ids_free);
    if (trace.agent_version_id.has_value()) p.run(references, in);
    p.run(insert_trace, in);
    each(insert_steps);
    if (has_messages) p.run(append, in);
    p.take(answer, in);
    return p;
}

plan<optional<SessionFiles>> get_files(id_args&& args) {
    constexpr auto query =
        select_into<SessionFiles>(playground_sessions.files, playground_sessions.updated_at).from(playground_sessions).where(by_id);
    return single<optional<SessionFiles>>(query, args);
}

plan<SessionFiles> set_files(set_files_args&& args) {
    constexpr auto session_must_exist =
        must_exist<"session">(exists(select(playground_sessions.id).from(playground_sessions).where(by_id)));
    constexpr auto unchanged = must_hold<"updated_at">(
        exists(select(playground_sessions.id)
                   .from(playground_sessions)
                   .where(by_id && (cast<string>(playground_sessions.updated_at) == cast<string>(param<"expected_updated_at", timestamp>) ||
                                    instant(playground_sessions.updated_at) == instant(param<"expected_updated_at", timestamp>)))));
    constexpr auto change =
        update(playground_sessions)
            .set(playground_sessions.files = json_merge(playground_sessions.files, param<"changes", json<schema::FileMap>>),
                 playground_sessions.updated_at = later_than(playground_sessions.updated_at, param<"now">))
            .where(by_id)
            .returning_into<SessionFiles>(playground_sessions.files, playground_sessions.updated_at);
    plan<SessionFiles> p{args};
    if (p.refused()) return p;
    if (!is_json_object_with_keys(p.text(args.changes))) {
        p.refuse(invalid_argument("changes", "must be an object with at least one path"));
        return p;
    }
    const inputs in{args};
    p.take(guard(session_must_exist, when<"expected_updated_at">(unchanged)), change, in);
    return p;
}

plan<bool> delete_(agent_id_args&& args) {
    constexpr auto removal = delete_from(playground_sessions).where(of_agent).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<int64_t> count(count_args&& args) {
    constexpr auto all = select_value<int64_t>(squall::count()).from(playground_sessions);
    constexpr auto of_the_workspace = all.where(playground_sessions.workspace_id == param<"workspace_id">);
    constexpr auto of_one_agent = all.where(unindexed(playground_sessions.workspace_id) == param<"workspace_id"> &&
                                            playground_sessions.agent_id == param<"agent_id">);
    plan<int64_t> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    if (args.agent_id.has_value())
        p.take(of_one_agent, in);
    else
        p.take(of_the_workspace, in);
    return p;
}

plan<SessionPage> list(list_args&& args) {
    constexpr auto by_use = playground_sessions.updated_at.desc();
    constexpr auto then_by_id = playground_sessions.id.desc();
    constexpr auto query =
        select_into<SessionSummary>(playground_sessions.id, playground_sessions.agent_id, playground_sessions.agent_version_id,
                                    playground_sessions.model_provider, playground_sessions.model_id, playground_sessions.created_at,
                                    playground_sessions.updated_at, as<"message_count">(json_length_if_valid(playground_sessions.messages)),
                                    as<"agent_name">(agents.name))
            .from(playground_sessions)
            .left_join(agents, agents.id == playground_sessions.agent_id)
            .where(playground_sessions.workspace_id == param<"workspace_id"> &&
                   when<"agent_id">(playground_sessions.agent_id == param<"agent_id">) &&
                   when<"after_value">(after_among_values(by_use, then_by_id, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_among_nulls(by_use, then_by_id, param<"after_id">)) && when<"beyond">(beyond(by_use)))
            .order_by(by_use, then_by_id)
            .limit(param<"fetch">);
    plan<SessionPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    if (start.follows_value()) p.take(query, start.beyond().inputs<optional<timestamp>>(args));  // null comes last
    return p;
}

}  // namespace iofold::playground_sessions
