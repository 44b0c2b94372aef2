#include "taskset_runs.hpp"

namespace iofold::taskset_runs {

using namespace squall;
using schema::taskset_runs;
using schema::TasksetRunStatus;
using schema::tasksets;
using schema::TasksetStatus;

namespace {

constexpr auto by_id = taskset_runs.id == param<"id">;
constexpr auto run_must_exist = must_exist<"run">(exists(select(taskset_runs.id).from(taskset_runs).where(by_id)));

/// A transition is allowed from these states only.
template <TasksetRunStatus... From>
constexpr auto status_must_be() {
    return must_hold<"status">(scalar(select(taskset_runs.status).from(taskset_runs).where(by_id)).template in<From...>());
}
constexpr auto unfinished = status_must_be<TasksetRunStatus::queued, TasksetRunStatus::running>();
constexpr auto unfinished_or_failed = status_must_be<TasksetRunStatus::queued, TasksetRunStatus::running, TasksetRunStatus::failed>();

}  // namespace

plan<TasksetRun> create(create_args&& args) {
    constexpr auto the_taskset = tasksets.id == param<"taskset_id">;
    constexpr auto exists_for_agent = must_exist<"taskset">(
        exists(select(tasksets.id)
                   .from(tasksets)
                   .where(the_taskset && tasksets.agent_id == param<"agent_id"> && tasksets.workspace_id == param<"workspace_id">)));
    constexpr auto is_active =
        must_hold<"active">(scalar(select(tasksets.status).from(tasksets).where(the_taskset)) == literal<TasksetStatus::active>);
    constexpr auto task_count = scalar(select(tasksets.task_count).from(tasksets).where(the_taskset));
    constexpr auto has_tasks = must_hold<"has_tasks">(task_count > literal<0>);
    constexpr auto insert =
        insert_into(taskset_runs)
            .set(taskset_runs.id, taskset_runs.workspace_id, taskset_runs.agent_id, taskset_runs.taskset_id,
                 taskset_runs.status = literal<TasksetRunStatus::queued>, taskset_runs.task_count = never_null(task_count),
                 taskset_runs.completed_count = literal<0>, taskset_runs.failed_count = literal<0>, taskset_runs.model_provider,
                 taskset_runs.model_id, taskset_runs.config, taskset_runs.created_at = param<"now">)
            .returning(taskset_runs);
    plan<TasksetRun> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "tsr")), bind<"config">(args.config.value_or("{}"))};
    p.take(guard(exists_for_agent, is_active, has_tasks), insert, in);
    return p;
}

plan<optional<TasksetRun>> get(get_args&& args) {
    constexpr auto query = select(taskset_runs)
                               .from(taskset_runs)
                               .where(by_id && when<"workspace_id">(taskset_runs.workspace_id == param<"workspace_id">) &&
                                      when<"agent_id">(taskset_runs.agent_id == param<"agent_id">) &&
                                      when<"taskset_id">(taskset_runs.taskset_id == param<"taskset_id">));
    return single<optional<TasksetRun>>(query, args);
}

plan<vector<TasksetRun>> list(list_args&& args) {
    constexpr auto query =
        select(taskset_runs)
            .from(taskset_runs)
            .where(taskset_runs.taskset_id == param<"taskset_id"> && unindexed(taskset_runs.workspace_id) == param<"workspace_id">)
            .order_by(taskset_runs.created_at.desc(), taskset_runs.id.desc());
    return single<vector<TasksetRun>>(query, args);
}

plan<TasksetRun> start(id_args&& args) {
    constexpr auto change = update(taskset_runs)
                                .set(taskset_runs.status = literal<TasksetRunStatus::running>, taskset_runs.started_at = param<"now">)
                                .where(by_id)
                                .returning(taskset_runs);
    plan<TasksetRun> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(run_must_exist, unfinished_or_failed), change, in);
    return p;
}

plan<TasksetRun> complete(complete_args&& args) {
    constexpr auto failed = coalesce(taskset_runs.failed_count, literal<0>);
    constexpr auto by_counters = case_when(failed == literal<0>, literal<TasksetRunStatus::completed>)
                                     .when(failed < taskset_runs.task_count, literal<TasksetRunStatus::partial>)
                                     .otherwise(literal<TasksetRunStatus::failed>);
    constexpr auto change = update(taskset_runs)
                                .set(taskset_runs.status = coalesce(param<"status", optional<TasksetRunStatus>>, by_counters),
                                     taskset_runs.completed_at = param<"now">)
                                .where(by_id)
                                .returning(taskset_runs);
    plan<TasksetRun> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"status", optional<TasksetRunStatus>>(args.status)};
    p.take(guard(run_must_exist, unfinished), change, in);
    return p;
}

plan<TasksetRun> fail(fail_args&& args) {
    constexpr auto change =
        update(taskset_runs)
            .set(taskset_runs.status = literal<TasksetRunStatus::failed>, taskset_runs.error, taskset_runs.completed_at = param<"now">)
            .where(by_id)
            .returning(taskset_runs);
    plan<TasksetRun> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(run_must_exist, unfinished_or_failed), change, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(taskset_runs).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::taskset_runs
