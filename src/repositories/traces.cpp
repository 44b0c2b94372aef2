#include "traces.hpp"

#include "schema/agents.hpp"

namespace iofold::traces {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::feedback;
using schema::integrations;
using schema::traces;

namespace {

constexpr auto in_workspace = traces.id == param<"id"> && traces.workspace_id == param<"workspace_id">;
/// The ids find the rows; the workspace has many more.
constexpr auto listed_in_workspace = traces.id.in(squall::list<"trace_ids">)&&unindexed(traces.workspace_id) == param<"workspace_id">;

constexpr auto own_integration = integrations.id == traces.integration_id;
constexpr auto own_version = agent_versions.id == traces.agent_version_id;
constexpr auto own_feedback = feedback.trace_id == traces.id;

/// The filters of list() and count(), each by itself, so that count() joins nothing.
constexpr auto matches = [] {
    constexpr auto v = alias<"v">(agent_versions);
    constexpr auto f = alias<"f">(feedback);
    constexpr auto i = alias<"i">(integrations);
    constexpr auto has_version = [v](auto holds) { return exists(select(v.id).from(v).where(v.id == traces.agent_version_id && holds)); };
    constexpr auto has_feedback = exists(select(f.id).from(f).where(f.trace_id == traces.id));
    constexpr auto has_feedback_that = [f](auto holds) { return exists(select(f.id).from(f).where(f.trace_id == traces.id && holds)); };
    constexpr auto platform = exists(select(i.id).from(i).where(i.id == traces.integration_id && i.platform == param<"source">));
    return traces.workspace_id == param<"workspace_id"> &&
           when<"agent_id">(has_version(v.agent_id == param<"agent_id">) || has_feedback_that(f.agent_id == param<"agent_id">)) &&
           when<"source">(platform) && when<"ratings">(has_feedback_that(f.rating.in(squall::list<"ratings">))) &&
           when<"with_feedback">(has_feedback) && when<"without_feedback">(!has_feedback) &&
           when<"date_from">(at_or_after(traces.imported_at, param<"date_from">)) &&
           when<"date_to">(at_or_before(traces.imported_at, param<"date_to">));
}();

// ---- writing ----
constexpr auto of_integration = [](auto t, auto external_id) {
    return t.integration_id == param<"integration_id"> && t.trace_id == external_id;
};
constexpr auto integration_of_workspace = integrations.id == param<"integration_id"> && integrations.workspace_id == param<"workspace_id">;
constexpr auto integration_must_exist =
    must_exist<"integration">(exists(select(integrations.id).from(integrations).where(integration_of_workspace)));

/// The time that was given, else the first step's where it is one, else now.
constexpr auto time_of_trace = [](auto given, auto steps) {
    constexpr auto text = json_extract<"$[0].timestamp", string>(steps);
    constexpr auto first_step = instant(json_extract<"$[0].timestamp", timestamp>(steps));
    return coalesce(given, case_when(text.like(literal<"____-__-__%">), first_step).otherwise(null<timestamp>), param<"now", timestamp>);
};
constexpr auto step_count = [](auto steps) { return json_array_length(steps); };

}  // namespace

plan<TracePage> list(list_args&& args) {
    constexpr auto by_import = traces.imported_at.desc();
    constexpr auto by_id = traces.id.desc();
    constexpr auto query =
        select_into<TraceOverview>(traces.id, traces.trace_id, as<"source">(integrations.platform), traces.timestamp, traces.imported_at,
                                   traces.input_preview, traces.output_preview, traces.step_count, traces.has_errors,
                                   traces.agent_version_id, as<"trace_agent_id">(agent_versions.agent_id), as<"feedback_id">(feedback.id),
                                   feedback.rating, as<"notes">(feedback.rating_detail), as<"feedback_agent_id">(feedback.agent_id))
            .from(traces)
            .left_join(integrations, own_integration)
            .left_join(agent_versions, own_version)
            .left_join(feedback, own_feedback)
            .where(matches && when<"after_value">(after_among_values(by_import, by_id, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_among_nulls(by_import, by_id, param<"after_id">)) && when<"beyond">(beyond(by_import)))
            .order_by(by_import, by_id)
            .limit(param<"fetch">);
    plan<TracePage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    const bool asked = args.has_feedback.has_value();
    const auto rows_from = [&](const page_start& from) {
        p.take(query, from.inputs<optional<timestamp>>(args, bind_flag<"with_feedback">(asked && args.has_feedback.is_true()),
                                                       bind_flag<"without_feedback">(asked && !args.has_feedback.is_true())));
    };
    rows_from(start);
    if (start.follows_value()) rows_from(start.beyond());  // null comes last
    return p;
}

plan<int64_t> count(count_args&& args) {
    constexpr auto query = select_value<int64_t>(squall::count()).from(traces).where(matches);
    plan<int64_t> p{args};
    if (p.refused()) return p;
    const bool asked = args.has_feedback.has_value();
    p.take(query, inputs{args, bind_flag<"with_feedback">(asked && args.has_feedback.is_true()),
                         bind_flag<"without_feedback">(asked && !args.has_feedback.is_true())});
    return p;
}

plan<optional<TraceDetail>> get_detail(workspace_id_args&& args) {
    constexpr auto query =
        select_into<TraceDetail>(traces.id, traces.trace_id, as<"source">(integrations.platform), traces.timestamp, traces.steps,
                                 traces.raw_data, as<"feedback_id">(feedback.id), feedback.rating, as<"notes">(feedback.rating_detail),
                                 feedback.agent_id, as<"feedback_created_at">(feedback.created_at))
            .from(traces)
            .left_join(integrations, own_integration)
            .left_join(feedback, own_feedback)
            .where(in_workspace);
    return single<optional<TraceDetail>>(query, args);
}

plan<optional<Trace>> get(workspace_id_args&& args) {
    constexpr auto query = select(traces).from(traces).where(in_workspace);
    return single<optional<Trace>>(query, args);
}

plan<optional<Trace>> get_any_workspace(id_args&& args) {
    constexpr auto query = select(traces).from(traces).where(traces.id == param<"id">);
    return single<optional<Trace>>(query, args);
}

plan<int64_t> count_by_assignment(count_by_assignment_args&& args) {
    constexpr auto query =
        select_value<int64_t>(squall::count())
            .from(traces)
            .where(traces.workspace_id == param<"workspace_id"> && traces.assignment_status == param<"assignment_status">);
    return single<int64_t>(query, args);
}

plan<vector<UnassignedTrace>> list_unassigned(list_unassigned_args&& args) {
    constexpr auto query =
        select_into<UnassignedTrace>(traces.id, traces.steps, traces.workspace_id)
            .from(traces)
            .where(traces.workspace_id == param<"workspace_id"> && traces.assignment_status == literal<AssignmentStatus::unassigned>)
            .order_by(traces.imported_at.asc(), unindexed(traces.id).asc())
            .limit(param<"limit">);
    return single<vector<UnassignedTrace>>(query, args);
}

plan<vector<AgentTrace>> list_agent_traces(list_agent_traces_args&& args) {
    constexpr auto query =
        select_into<AgentTrace>(traces.id, traces.trace_id, traces.integration_id, traces.steps, traces.raw_data)
            .from(agent_versions)
            .join(traces, traces.agent_version_id == agent_versions.id)
            .where(agent_versions.agent_id == param<"agent_id"> && when<"agent_version_id">(agent_versions.id == param<"agent_version_id">))
            .order_by(traces.imported_at.desc(), traces.id.desc())
            .limit(param<"limit">);
    return single<vector<AgentTrace>>(query, args);
}

plan<vector<LabelledTrace>> list_labelled_traces(list_labelled_traces_args&& args) {
    constexpr auto query =
        select_into<LabelledTrace>(as<"trace_id">(traces.id), traces.steps, feedback.rating, feedback.rating_detail)
            .from(agents)
            .join(agent_versions, agent_versions.agent_id == agents.id)
            .join(traces, traces.agent_version_id == agent_versions.id)
            .join(feedback, own_feedback)
            .where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id"> &&
                   when<"rating">(unindexed(feedback.rating) == param<"rating">) &&
                   when<"same_or_none">(unindexed(feedback.agent_id) == param<"agent_id"> || unindexed(feedback.agent_id).is_null()))
            .order_by(traces.imported_at.desc(), traces.id.desc())
            .limit(param<"limit">);
    plan<vector<LabelledTrace>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind_flag<"same_or_none">(p.text(args.feedback_agent) == name_of(FeedbackAgent::same_or_none))});
    return p;
}

plan<vector<Trace>> list_for_eval_run(list_for_eval_run_args&& args) {
    constexpr auto named =
        select(traces).from(traces).where(traces.id.in(squall::list<"trace_ids">)).order_by(traces.imported_at.desc(), traces.id.desc());
    constexpr auto rated = select(traces)
                               .from(feedback)
                               .join(traces, traces.id == feedback.trace_id)
                               .where(feedback.agent_id == param<"agent_id">)
                               .order_by(traces.imported_at.desc(), traces.id.desc());
    plan<vector<Trace>> p{args};
    if (p.refused()) return p;
    if (args.trace_ids.has_value() && args.trace_ids.size() > 0)
        p.take(named, inputs{args});
    else
        p.take(rated, inputs{args});
    return p;
}

plan<vector<TraceWithFeedback>> list_with_agent_feedback(list_with_agent_feedback_args&& args) {
    constexpr auto query =
        select_into<TraceWithFeedback>(traces.id, traces.steps, traces.raw_data, as<"human_rating">(feedback.rating),
                                       as<"human_notes">(feedback.rating_detail))
            .from(traces)
            .left_join(feedback, own_feedback && feedback.agent_id == param<"agent_id">)
            .where(traces.id.in(squall::list<"trace_ids">)&&when<"workspace_id">(unindexed(traces.workspace_id) == param<"workspace_id">))
            .order_by(traces.id.asc());
    plan<vector<TraceWithFeedback>> p{args};
    if (!p.refused() && args.trace_ids.size() > 0) p.take(query, inputs{args});
    return p;
}

plan<vector<PositiveTrace>> list_positive_among(list_positive_among_args&& args) {
    constexpr auto candidate = rows<"trace_ids">;
    constexpr auto query =
        select_into<PositiveTrace>(traces.id, traces.trace_id, feedback.rating)
            .from(candidate)
            .join(traces, traces.id == candidate.value<string>())
            .join(agent_versions, own_version)
            .join(feedback, own_feedback)
            .where(unindexed(agent_versions.agent_id) == param<"agent_id"> && unindexed(feedback.rating) == literal<Rating::positive>)
            .group_by(traces.id)
            .order_by(min(candidate.position()).asc())
            .limit(param<"limit">);
    plan<vector<PositiveTrace>> p{args};
    if (!p.refused() && args.trace_ids.size() > 0) p.take(query, inputs{args});
    return p;
}

plan<Trace> create(create_args&& args) {
    constexpr auto insert =
        insert_into(traces)
            .set(traces.id, traces.workspace_id, traces.integration_id, traces.trace_id, traces.source = integrations.platform,
                 traces.timestamp, traces.metadata, traces.steps, traces.raw_data, traces.input_preview, traces.output_preview,
                 traces.step_count = step_count(param<"steps", json<ExecutionSteps>>), traces.has_errors,
                 traces.assignment_status = literal<AssignmentStatus::unassigned>, traces.imported_at = param<"now">)
            .from(integrations)
            .where(integration_of_workspace)
            .returning(traces);
    plan<Trace> p{args};
    if (p.refused()) return p;
    const auto id = p.id_or_new(args.id, "trace");
    const inputs in{args, bind<"id">(id), bind<"trace_id">(p.id_or_new(args.trace_id, "ext")),
                    bind<"timestamp">(args.timestamp.value_or(p.now()))};
    p.take(guard(integration_must_exist), insert, in);
    return p;
}

plan<ImportedTrace> import_(import_args&& args) {
    constexpr auto known = alias<"known">(traces);
    constexpr auto known_id = scalar(select(known.id).from(known).where(of_integration(known, param<"trace_id">)));
    constexpr auto id_of_another =
        exists(select(known.id).from(known).where(known.id == param<"id"> && !of_integration(known, param<"trace_id">)));
    constexpr auto allowed = guard(integration_must_exist, when<"has_id">(must_be_free<"id">(!id_of_another)));
    constexpr auto outcome =
        select_into<ImportedTrace>(as<"imported">(known_id.is_null()), as<"id">(coalesce(known_id, param<"id", string>)));
    constexpr auto steps = param<"steps", json<ExecutionSteps>>;
    // Not ON CONFLICT: there the key of the id is checked first, and a second import with the same id would fail.
    constexpr auto insert =
        insert_into(traces)
            .set(traces.id, traces.workspace_id, traces.integration_id, traces.trace_id, traces.source,
                 traces.timestamp = time_of_trace(param<"timestamp", optional<timestamp>>, steps), traces.metadata, traces.steps,
                 traces.input_preview, traces.output_preview, traces.step_count = step_count(steps), traces.has_errors,
                 traces.assignment_status = literal<AssignmentStatus::unassigned>, traces.imported_at = param<"now">)
            .from(integrations)
            .where(integration_of_workspace && known_id.is_null());
    plan<ImportedTrace> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "trc")), bind_flag<"has_id">(args.id.has_value())};
    p.run(allowed, in).take(outcome, in).run(insert, in);
    return p;
}

plan<UpsertedTraces> upsert_many(upsert_many_args&& args) {
    constexpr auto item = rows<"items", fields_in<fetched_trace>, traces.id>;
    constexpr auto item_time = time_of_trace(item.field<"timestamp">(), item[traces.steps]);
    constexpr auto item_step_count = step_count(item[traces.steps]);
    constexpr auto known = alias<"known">(traces);
    constexpr auto known_count =
        scalar(select(squall::count())
                   .from(known)
                   .where(known.integration_id == param<"integration_id"> && known.trace_id.in(squall::list<"external_ids">)));
    constexpr auto inserted = select_value<int64_t>(param<"item_count", int64_t> - known_count);
    constexpr auto updated = select_value<int64_t>(known_count);
    constexpr auto given = rows<"given_ids", traces.id, traces.trace_id>;
    constexpr auto id_of_another =
        exists(select(known.id).from(given).join(known, known.id == given[known.id]).where(!of_integration(known, given[known.trace_id])));
    constexpr auto ids_must_be_free = guard(must_be_free<"id">(!id_of_another));
    constexpr auto renew =
        update(traces)
            .set(traces.source = item[traces.source], traces.steps = item[traces.steps], traces.raw_data = item[traces.raw_data],
                 traces.timestamp = item_time, traces.input_preview = item[traces.input_preview],
                 traces.output_preview = item[traces.output_preview], traces.step_count = item_step_count,
                 traces.has_errors = item[traces.has_errors])
            .from(item)
            .where(unindexed(traces.integration_id) == param<"integration_id"> && traces.trace_id == item[traces.trace_id]);
    constexpr auto insert =
        insert_into(traces)
            .set(traces.id = item[traces.id], traces.workspace_id, traces.integration_id, traces.trace_id = item[traces.trace_id],
                 traces.source = item[traces.source], traces.timestamp = item_time, traces.steps = item[traces.steps],
                 traces.raw_data = item[traces.raw_data], traces.input_preview = item[traces.input_preview],
                 traces.output_preview = item[traces.output_preview], traces.step_count = item_step_count,
                 traces.has_errors = item[traces.has_errors], traces.assignment_status = literal<AssignmentStatus::unassigned>,
                 traces.imported_at = param<"now">)
            .from(item)
            .where(!exists(select(known.id).from(known).where(of_integration(known, item[known.trace_id]))));

    plan<UpsertedTraces> p{args};
    if (p.refused() || args.traces.size() == 0) return p;
    if (p.has_duplicates<"trace_id">(args.traces)) {
        p.refuse(invalid_argument("traces", "must have different trace_ids"));
        return p;
    }
    row_lists items(p, item);
    row_lists given_ids(p, given);
    vector<value> external_ids;
    for (const fetched_trace& trace : args.traces) {
        if (trace.id.given()) given_ids.add(bind<"id">(*trace.id), bind(trace.trace_id));
        items.add(trace, bind<"id">(p.id_or_new(trace.id, "trc")));
        external_ids.push_back(*trace.trace_id);
    }
    const inputs in{args, bind_list<"external_ids">(p.keep_list(list_value(external_ids))),
                    bind_integer<"item_count">(static_cast<int64_t>(args.traces.size()))};
    p.run(guard(integration_must_exist), in);
    for (const auto& list : given_ids) p.run(ids_must_be_free, inputs{args, list});
    p.take(inserted, in).take(updated, in);
    for (const auto& list : items) {
        const inputs part{args, list};
        p.run(renew, part).run(insert, part);
    }
    return p;
}

plan<int64_t> mark_orphaned(mark_orphaned_args&& args) {
    constexpr auto change = update(traces)
                                .set(traces.assignment_status = literal<AssignmentStatus::orphaned>)
                                .where(listed_in_workspace && unindexed(traces.assignment_status) == literal<AssignmentStatus::unassigned>);
    plan<int64_t> p{args};
    if (p.refused() || args.trace_ids.size() == 0) return p;
    const inputs in{args};
    p.run(change, in).take(select_value<int64_t>(changes), in);
    return p;
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(traces).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<int64_t> delete_many(delete_many_args&& args) {
    constexpr auto removal = delete_from(traces).where(listed_in_workspace);
    plan<int64_t> p{args};
    if (p.refused() || args.trace_ids.size() == 0) return p;
    const inputs in{args};
    p.run(removal, in).take(select_value<int64_t>(changes), in);
    return p;
}

}  // namespace iofold::traces
