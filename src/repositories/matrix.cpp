#include "matrix.hpp"

#include "schema/evals.hpp"
#include "schema/traces.hpp"

namespace iofold::matrix {

using namespace squall;
using schema::eval_candidate_executions;
using schema::eval_candidates;
using schema::feedback;
using schema::integrations;
using schema::traces;

namespace {

constexpr auto& x = eval_candidate_executions;
constexpr auto trace_in_workspace =
    exists(select(traces.id).from(traces).where(traces.id == x.trace_id && traces.workspace_id == param<"workspace_id">));

}  // namespace

plan<vector<MatrixExecution>> list_executions(list_executions_args&& args) {
    constexpr auto newest = alias<"newest">(eval_candidate_executions);
    // The last key changes no order. It keeps the planner off the index that covers the query and yet knows no trace.
    constexpr auto newest_of_pair = scalar(select(newest.id)
                                               .from(newest)
                                               .where(newest.trace_id == x.trace_id && newest.eval_candidate_id == x.eval_candidate_id)
                                               .order_by(newest.created_at.desc(), newest.id.desc(), newest.success.asc())
                                               .limit<1>());
    constexpr auto query = select_into<MatrixExecution>(x.trace_id, as<"eval_id">(x.eval_candidate_id), as<"result">(x.success),
                                                        as<"reason">(x.feedback), as<"execution_time_ms">(x.duration_ms), x.error,
                                                        as<"executed_at">(x.created_at), as<"eval_name">(eval_candidates.code))
                               .from(x)
                               .join(eval_candidates, eval_candidates.id == x.eval_candidate_id)
                               .where(x.trace_id.in(squall::list<"trace_ids">)&&x.eval_candidate_id.in(
                                          squall::list<"eval_ids">)&&when<"workspace_id">(trace_in_workspace) &&
                                      when<"latest_only">(x.id == newest_of_pair))
                               .order_by(x.created_at.desc(), x.id.desc());
    return single<vector<MatrixExecution>>(query, args);
}

plan<optional<MatrixExecutionDetail>> get_execution_detail(get_execution_detail_args&& args) {
    constexpr auto query =
        select_into<MatrixExecutionDetail>(x.trace_id, as<"eval_id">(x.eval_candidate_id), as<"result">(x.success),
                                           as<"reason">(x.feedback), as<"execution_time_ms">(x.duration_ms), x.error,
                                           as<"executed_at">(x.created_at), as<"human_rating">(feedback.rating),
                                           as<"human_notes">(feedback.rating_detail))
            .from(x)
            .left_join(feedback, feedback.trace_id == x.trace_id)
            .where(x.trace_id == param<"trace_id"> && x.eval_candidate_id == param<"eval_id"> && when<"workspace_id">(trace_in_workspace))
            .order_by(x.created_at.desc(), x.id.desc())
            .limit<1>();
    return single<optional<MatrixExecutionDetail>>(query, args);
}

plan<vector<MatrixTraceExecution>> list_trace_executions(list_trace_executions_args&& args) {
    constexpr auto query = select_into<MatrixTraceExecution>(
                               as<"eval_id">(x.eval_candidate_id), as<"eval_name">(eval_candidates.code), as<"result">(x.success),
                               as<"reason">(x.feedback), as<"execution_time_ms">(x.duration_ms), x.error, as<"executed_at">(x.created_at))
                               .from(x)
                               .join(eval_candidates, eval_candidates.id == x.eval_candidate_id)
                               .where(x.trace_id == param<"trace_id"> && when<"workspace_id">(trace_in_workspace))
                               .order_by(x.created_at.desc(), x.id.desc());
    return single<vector<MatrixTraceExecution>>(query, args);
}

plan<MatrixEvalExecutionPage> list_eval_executions(list_eval_executions_args&& args) {
    constexpr auto after_pair = row(x.trace_id, x.id) > row(param<"after_id">, param<"after_third">);
    constexpr auto after_all =
        row(as_stored(x.created_at), x.trace_id, x.id) > row(param<"after_value">, param<"after_id">, param<"after_third">);
    constexpr auto query =
        select_into<MatrixEvalExecution>(x.id, x.trace_id, as<"result">(x.success), as<"reason">(x.feedback),
                                         as<"execution_time_ms">(x.duration_ms), x.error, as<"executed_at">(x.created_at),
                                         as<"trace_timestamp">(traces.imported_at), traces.steps, as<"source">(integrations.platform))
            .from(x)
            .join(traces, traces.id == x.trace_id)
            .left_join(integrations, integrations.id == traces.integration_id)
            .where(x.eval_candidate_id == param<"eval_id"> && when<"workspace_id">(traces.workspace_id == param<"workspace_id">) &&
                   when<"filters_result">(x.success == param<"result">) && when<"has_error">(x.error.is_not_null()) &&
                   when<"after_value">(after_all) && when<"after_null">(x.created_at.is_null() && after_pair) &&
                   when<"beyond">(beyond(x.created_at.asc())))
            .order_by(x.created_at.asc(), x.trace_id.asc(), x.id.asc())
            .limit(param<"fetch">);
    plan<MatrixEvalExecutionPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    // Whether there is a filter is another question than whether it asks for true.
    const auto filters_result = bind_flag<"filters_result">(args.result.has_value());
    p.take(query, start.inputs<optional<timestamp>>(args, filters_result));
    if (start.follows_null()) p.take(query, start.beyond().inputs<optional<timestamp>>(args, filters_result));  // null comes first
    return p;
}

}  // namespace iofold::matrix
