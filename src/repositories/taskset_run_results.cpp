#include "taskset_run_results.hpp"

namespace iofold::taskset_run_results {

using namespace squall;
using schema::taskset_run_results;
using schema::taskset_runs;

namespace {

constexpr auto insert =
    insert_into(taskset_run_results)
        .set(taskset_run_results.id, taskset_run_results.run_id, taskset_run_results.task_id, taskset_run_results.status,
             taskset_run_results.response, taskset_run_results.expected_output, taskset_run_results.score, taskset_run_results.score_reason,
             taskset_run_results.trace_id, taskset_run_results.execution_time_ms, taskset_run_results.error,
             taskset_run_results.created_at = param<"now">);

}  // namespace

plan<RecordedResult> record(record_args&& args) {
    constexpr auto earlier = select(taskset_run_results.id)
                                 .from(taskset_run_results)
                                 .where(taskset_run_results.run_id == param<"run_id"> && taskset_run_results.task_id == param<"task_id">);
    constexpr auto answer =
        select_into<RecordedResult>(as<"id">(coalesce(scalar(earlier), param<"id", string>)), as<"created">(!exists(earlier)));
    constexpr auto counted =
        update(taskset_runs)
            .set(when<"as_completed">(taskset_runs.completed_count = coalesce(taskset_runs.completed_count, literal<0>) + literal<1>),
                 when<"as_failed">(taskset_runs.failed_count = coalesce(taskset_runs.failed_count, literal<0>) + literal<1>))
            .where(taskset_runs.id == param<"run_id"> && !exists(earlier));
    constexpr auto insert_once = insert.on_conflict(taskset_run_results.run_id, taskset_run_results.task_id).do_nothing();
    plan<RecordedResult> p{args};
    if (p.refused()) return p;
    const std::string_view asked = args.counts_as.has_value() ? p.text(args.counts_as) : "";
    const bool as_failed = asked.empty() ? args.error.has_value() : asked == name_of(CountsAs::failed);
    const bool as_completed = asked.empty() ? !args.error.has_value() : asked == name_of(CountsAs::completed);
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "trr")), bind_flag<"as_completed">(as_completed),
                    bind_flag<"as_failed">(as_failed)};
    p.take(answer, in);
    if (as_completed || as_failed) p.run(counted, in);
    p.run(insert_once, in);
    return p;
}

plan<vector<TasksetRunResult>> list(list_args&& args) {
    constexpr auto query = select(taskset_run_results)
                               .from(taskset_run_results)
                               .where(taskset_run_results.run_id == param<"run_id">)
                               .order_by(taskset_run_results.created_at.asc(), taskset_run_results.id.asc());
    return single<vector<TasksetRunResult>>(query, args);
}

plan<optional<TasksetRunResult>> get(id_args&& args) {
    constexpr auto query = select(taskset_run_results).from(taskset_run_results).where(taskset_run_results.id == param<"id">);
    return single<optional<TasksetRunResult>>(query, args);
}

plan<TasksetRunResult> create(create_args&& args) {
    constexpr auto insert_row = insert.returning(taskset_run_results);
    plan<TasksetRunResult> p{args};
    if (p.refused()) return p;
    p.take(insert_row, inputs{args, bind<"id">(p.id_or_new(args.id, "trr"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(taskset_run_results).where(taskset_run_results.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::taskset_run_results
