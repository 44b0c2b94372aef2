#include "feedback.hpp"

#include "schema/agents.hpp"
#include "schema/evals.hpp"

namespace iofold::feedback {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::eval_executions;
using schema::feedback;
using schema::integrations;
using schema::traces;

namespace {

/// The workspace of feedback is that of its trace.
constexpr auto on_trace_of_workspace =
    exists(select(traces.id).from(traces).where(traces.id == feedback.trace_id && traces.workspace_id == param<"workspace_id">));
constexpr auto in_workspace = feedback.id == param<"id"> && on_trace_of_workspace;

}  // namespace

plan<Rated> upsert(upsert_args&& args) {
    constexpr auto agent_of_workspace = must_exist<"agent">(
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">)));
    constexpr auto trace_of_workspace = must_exist<"trace">(
        exists(select(traces.id).from(traces).where(traces.id == param<"trace_id"> && traces.workspace_id == param<"workspace_id">)));
    constexpr auto rated = exists(select(feedback.id).from(feedback).where(feedback.trace_id == param<"trace_id">));
    // Not ON CONFLICT (trace_id): there the key of the id is checked first, and the id that the row has already fails.
    constexpr auto replace = squall::update(feedback)
                                 .set(feedback.rating, feedback.rating_detail, feedback.agent_id)
                                 .where(feedback.trace_id == param<"trace_id">);
    constexpr auto insert = insert_into(feedback)
                                .set(feedback.id, feedback.trace_id, feedback.agent_id, feedback.rating, feedback.rating_detail,
                                     feedback.created_at = param<"now">)
                                .from(traces)
                                .where(traces.id == param<"trace_id"> && !rated);
    constexpr auto stored = select(feedback).from(feedback).where(feedback.trace_id == param<"trace_id">);
    plan<Rated> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "fb")), bind<"rating_detail">(args.rating_detail.null_if_empty())};
    p.run(guard(trace_of_workspace, when<"agent_id">(agent_of_workspace)), in)
        .take(select_value<bool>(!rated), in)
        .run(replace, in)
        .run(insert, in)
        .take(stored, in);
    return p;
}

plan<optional<Feedback>> get(workspace_id_args&& args) {
    constexpr auto query = select(feedback).from(feedback).where(in_workspace);
    return single<optional<Feedback>>(query, args);
}

plan<FeedbackPage> list(list_args&& args) {
    constexpr auto matching = [](auto of_whom) {
        return select(feedback)
            .from(feedback)
            .join(traces, traces.id == feedback.trace_id)
            .where(of_whom && when<"trace_id">(feedback.trace_id == param<"trace_id">) &&
                   when<"rating">(feedback.rating == param<"rating">) && when<"with_agent_only">(feedback.agent_id.is_not_null()) &&
                   when<"after_value">(feedback.id > param<"after_value">))
            .order_by(feedback.id.asc())
            .limit(param<"fetch">);
    };
    constexpr auto of_all_traces = matching(traces.workspace_id == param<"workspace_id">);
    constexpr auto of_agent = matching(unindexed(traces.workspace_id) == param<"workspace_id"> && feedback.agent_id == param<"agent_id">);
    plan<FeedbackPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    const auto in = start.inputs<optional<string>>(args);
    if (args.agent_id.has_value())
        p.take(of_agent, in);
    else
        p.take(of_all_traces, in);
    return p;
}

plan<Feedback> update(update_args&& args) {
    constexpr auto stored = select(feedback).from(feedback).where(in_workspace);
    constexpr auto must_be_there = guard(must_exist<"feedback">(exists(select(feedback.id).from(feedback).where(in_workspace))));
    constexpr auto change =
        squall::update(feedback)
            .set(when<"rating">(feedback.rating = param<"rating">), when<"rating_detail">(feedback.rating_detail = param<"rating_detail">))
            .where(in_workspace)
            .returning(feedback);
    plan<Feedback> p{args};
    if (p.refused()) return p;
    const feedback_patch& patch = *args.patch;
    const inputs in{args, bind(patch.rating), bind<"rating_detail">(patch.rating_detail.null_if_empty())};
    if (patch.rating.given() || patch.rating_detail.given())
        p.take(must_be_there, change, in);
    else
        p.take(stored, in);
    return p;
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(feedback).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<RatingCounts> count_by_rating(agent_args&& args) {
    constexpr auto rated = [](auto rating) { return coalesce(sum(iif(feedback.rating == rating, literal<1>, literal<0>)), literal<0>); };
    constexpr auto query = select_into<RatingCounts>(as<"positive_count">(rated(literal<Rating::positive>)),
                                                     as<"negative_count">(rated(literal<Rating::negative>)))
                               .from(feedback)
                               .where(feedback.agent_id == param<"agent_id">);
    return single<RatingCounts>(query, args);
}

plan<int64_t> count_labelled_traces(agent_args&& args) {
    constexpr auto query =
        select_value<int64_t>(count_distinct(feedback.trace_id)).from(feedback).where(feedback.agent_id == param<"agent_id">);
    return single<int64_t>(query, args);
}

plan<vector<TrainingFeedback>> list_training_feedback(agent_args&& args) {
    constexpr auto query =
        select_into<TrainingFeedback>(feedback.trace_id, feedback.rating, traces.id, as<"external_trace_id">(traces.trace_id),
                                      traces.source, traces.steps, traces.raw_data)
            .from(feedback)
            .join(traces, traces.id == feedback.trace_id)
            .where(feedback.agent_id == param<"agent_id"> && feedback.rating.in<Rating::positive, Rating::negative>())
            .order_by(feedback.created_at.asc(), feedback.trace_id.asc());
    return single<vector<TrainingFeedback>>(query, args);
}

plan<vector<NotedFeedback>> list_noted_feedback(limited_agent_args&& args) {
    constexpr auto query =
        select_into<NotedFeedback>(traces.trace_id, feedback.rating, as<"rating_detail">(never_null(feedback.rating_detail)))
            .from(agent_versions)
            .join(traces, traces.agent_version_id == agent_versions.id)
            .join(feedback, feedback.trace_id == traces.id)
            .where(agent_versions.agent_id == param<"agent_id"> && feedback.rating_detail != literal<"">)
            .order_by(feedback.created_at.desc(), feedback.id.desc())
            .limit(param<"limit">);
    return single<vector<NotedFeedback>>(query, args);
}

plan<MatrixPage> list_matrix_rows(list_matrix_rows_args&& args) {
    constexpr auto by_age = feedback.created_at.asc();
    constexpr auto by_trace = feedback.trace_id.asc();
    constexpr auto agent_of_workspace =
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">));
    constexpr auto query =
        select_into<MatrixRow>(feedback.trace_id, as<"external_trace_id">(traces.trace_id), traces.integration_id, traces.timestamp,
                               traces.steps, as<"human_rating">(feedback.rating), as<"human_notes">(feedback.rating_detail),
                               as<"feedback_created_at">(feedback.created_at), as<"source">(integrations.platform))
            .from(feedback)
            .join(traces, traces.id == feedback.trace_id)
            .left_join(integrations, integrations.id == traces.integration_id)
            .where(feedback.agent_id == param<"agent_id"> && when<"workspace_id">(agent_of_workspace) &&
                   when<"rating">(feedback.rating == param<"rating">) &&
                   when<"date_from">(at_or_after(traces.imported_at, param<"date_from">)) &&
                   when<"date_to">(at_or_before(traces.imported_at, param<"date_to">)) &&
                   when<"after_value">(after_among_values(by_age, by_trace, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_among_nulls(by_age, by_trace, param<"after_id">)) && when<"beyond">(beyond(by_age)))
            .order_by(by_age, by_trace)
            .limit(param<"fetch">);
    plan<MatrixPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    if (start.follows_null()) p.take(query, start.beyond().inputs<optional<timestamp>>(args));  // null comes first
    return p;
}

plan<vector<Contradiction>> list_contradictions(limited_agent_args&& args) {
    constexpr auto rating = unindexed(feedback.rating);
    constexpr auto disagree = (rating == literal<Rating::positive> && eval_executions.predicted_result == literal<false>) ||
                              (rating == literal<Rating::negative> && eval_executions.predicted_result == literal<true>);
    constexpr auto query =
        select_into<Contradiction>(feedback.trace_id, as<"human_rating">(feedback.rating), eval_executions.predicted_result,
                                   eval_executions.predicted_reason, traces.steps, traces.raw_data)
            .from(agent_versions)
            .join(traces, traces.agent_version_id == agent_versions.id)
            .join(feedback, feedback.trace_id == traces.id)
            .join(eval_executions, eval_executions.trace_id == traces.id)
            .where(agent_versions.agent_id == param<"agent_id"> && disagree)
            .order_by(feedback.created_at.desc(), eval_executions.id.desc())
            .limit(param<"limit">);
    return single<vector<Contradiction>>(query, args);
}

}  // namespace iofold::feedback
