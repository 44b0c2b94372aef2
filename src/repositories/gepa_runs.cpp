#include "gepa_runs.hpp"

#include "schema/agents.hpp"
#include "schema/evals.hpp"
#include "schema/tasksets.hpp"

namespace iofold::gepa_runs {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::evals;
using schema::gepa_run_tasks;
using schema::gepa_runs;
using schema::taskset_tasks;
using schema::tasksets;
using schema::VersionSource;
using schema::VersionStatus;

namespace {

constexpr auto by_id = gepa_runs.id == param<"id">;
constexpr auto run_must_exist = must_exist<"run">(exists(select(gepa_runs.id).from(gepa_runs).where(by_id)));

/// A transition is allowed from these states only.
template <GepaRunStatus... From>
constexpr auto status_must_be() {
    return must_hold<"status">(scalar(select(gepa_runs.status).from(gepa_runs).where(by_id)).template in<From...>());
}
constexpr auto unfinished = status_must_be<GepaRunStatus::pending, GepaRunStatus::running>();
constexpr auto unfinished_or_failed = status_must_be<GepaRunStatus::pending, GepaRunStatus::running, GepaRunStatus::failed>();

}  // namespace

plan<GepaRun> create(create_args&& args) {
    constexpr auto taskset_of_agent =
        must_exist<"taskset">(exists(select(tasksets.id)
                                         .from(tasksets)
                                         .where(tasksets.id == param<"taskset_id"> && tasksets.agent_id == param<"agent_id"> &&
                                                tasksets.workspace_id == param<"workspace_id">)));
    constexpr auto id_free = must_be_free<"id">(!exists(select(gepa_runs.id).from(gepa_runs).where(by_id)));
    constexpr auto task_once = must_be_free<"task_id">(literal<false>);
    constexpr auto claims = guard(when<"taskset_id">(taskset_of_agent), id_free, when<"has_repeated_task">(task_once));
    constexpr auto agent_of_workspace = must_refer<"agent_id">(
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">)));
    constexpr auto owner = alias<"owner">(agents);
    constexpr auto eval_of_workspace =
        must_refer<"eval_id">(exists(select(evals.id)
                                         .from(evals)
                                         .join(owner, owner.id == evals.agent_id)
                                         .where(evals.id == param<"eval_id"> && owner.workspace_id == param<"workspace_id">)));
    constexpr auto references = guard(agent_of_workspace, when<"eval_id">(eval_of_workspace));

    constexpr auto task = rows<"tasks", fields_in<split_task>, gepa_run_tasks.id>;
    constexpr auto task_row_ids_free = guard(must_be_free<"tasks">(
        !exists(select(gepa_run_tasks.id).from(task).join(gepa_run_tasks, gepa_run_tasks.id == task[gepa_run_tasks.id]))));
    constexpr auto tasks_of_workspace = guard(must_refer<"task_id">(
        !exists(select(literal<1>)
                    .from(task)
                    .left_join(taskset_tasks, taskset_tasks.id == task[gepa_run_tasks.task_id])
                    .left_join(tasksets, tasksets.id == taskset_tasks.taskset_id && tasksets.workspace_id == param<"workspace_id">)
                    .where(tasksets.id.is_null()))));
    constexpr auto insert = insert_into(gepa_runs)
                                .set(gepa_runs.id, gepa_runs.workspace_id, gepa_runs.agent_id, gepa_runs.eval_id, gepa_runs.seed_prompt,
                                     gepa_runs.test_case_count, gepa_runs.max_metric_calls, gepa_runs.parallelism,
                                     gepa_runs.status = literal<GepaRunStatus::pending>, gepa_runs.progress_metric_calls = literal<0>,
                                     gepa_runs.total_candidates = literal<0>, gepa_runs.created_at = param<"now">, gepa_runs.taskset_id,
                                     gepa_runs.train_split, gepa_runs.val_split, gepa_runs.random_seed)
                                .returning(gepa_runs);
    constexpr auto insert_tasks = insert_into(gepa_run_tasks).set_each(task, gepa_run_tasks.run_id = param<"id">);
    plan<GepaRun> p{args};
    if (p.refused()) return p;
    if (args.tasks.size() > 0 && !args.taskset_id.has_value()) {
        p.refuse(invalid_argument("tasks", "may be given only together with taskset_id"));
        return p;
    }
    const auto id = p.id_or_new(args.id, "gepa");
    row_lists tasks(p, task);
    bool has_given_ids = false;
    for (const split_task& one : args.tasks) {
        tasks.add(one, bind<"id">(p.id_or_new(one.id, "grt")));
        has_given_ids = has_given_ids || one.id.given();
    }
    const double train = args.train_split.has_value() ? args.train_split.real() : 0.7;
    const inputs in{args, bind<"id">(id), bind<"train_split", double>(real_value(train)),
                    bind<"val_split", double>(real_value(args.val_split.has_value() ? args.val_split.real() : 1 - train)),
                    bind_flag<"has_repeated_task">(p.has_duplicates<"task_id">(args.tasks))};
    const auto each = [&](const auto& statement) {
        for (const auto& list : tasks) p.run(statement, inputs{args, bind<"id">(id), list});
    };
    p.run(claims, in);
    if (has_given_ids) each(task_row_ids_free);
    p.run(references, in);
    each(tasks_of_workspace);
    p.take(insert, in);
    each(insert_tasks);
    return p;
}

plan<optional<GepaRun>> get(get_args&& args) {
    constexpr auto query =
        select(gepa_runs).from(gepa_runs).where(by_id && when<"workspace_id">(gepa_runs.workspace_id == param<"workspace_id">) &&
                                                when<"agent_id">(gepa_runs.agent_id == param<"agent_id">));
    return single<optional<GepaRun>>(query, args);
}

plan<optional<GepaProgress>> get_progress(id_args&& args) {
    constexpr auto query =
        select_into<GepaProgress>(gepa_runs.status, gepa_runs.progress_metric_calls, gepa_runs.max_metric_calls, gepa_runs.best_score,
                                  gepa_runs.total_candidates, gepa_runs.best_prompt, gepa_runs.error)
            .from(gepa_runs)
            .where(by_id);
    return single<optional<GepaProgress>>(query, args);
}

plan<vector<GepaRunSummary>> list(list_args&& args) {
    constexpr auto query =
        select_into<GepaRunSummary>(gepa_runs.id, gepa_runs.status, gepa_runs.progress_metric_calls, gepa_runs.max_metric_calls,
                                    gepa_runs.test_case_count, gepa_runs.best_score, gepa_runs.total_candidates, gepa_runs.error,
                                    gepa_runs.created_at, gepa_runs.started_at, gepa_runs.completed_at)
            .from(gepa_runs)
            .where(gepa_runs.agent_id == param<"agent_id"> && unindexed(gepa_runs.workspace_id) == param<"workspace_id">)
            .order_by(gepa_runs.created_at.desc(), gepa_runs.id.desc())
            .limit(param<"limit">);
    return single<vector<GepaRunSummary>>(query, args);
}

plan<GepaRun> start(id_args&& args) {
    constexpr auto change = update(gepa_runs)
                                .set(gepa_runs.status = literal<GepaRunStatus::running>, gepa_runs.started_at = param<"now">)
                                .where(by_id)
                                .returning(gepa_runs);
    plan<GepaRun> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(run_must_exist, unfinished_or_failed), change, in);
    return p;
}

plan<GepaRun> complete(complete_args&& args) {
    constexpr auto latest = alias<"latest">(agent_versions);
    constexpr auto next_number =
        coalesce(scalar(select(max(latest.version)).from(latest).where(latest.agent_id == gepa_runs.agent_id)), literal<0>) + literal<1>;
    constexpr auto insert_version =
        insert_into(agent_versions)
            .set(agent_versions.id = param<"version_id">, agent_versions.agent_id = gepa_runs.agent_id,
                 agent_versions.version = next_number, agent_versions.prompt_template = param<"best_prompt">,
                 agent_versions.variables = param<"no_variables">, agent_versions.source = literal<VersionSource::ai_improved>,
                 agent_versions.parent_version_id = agents.active_version_id, agent_versions.status = literal<VersionStatus::candidate>,
                 agent_versions.created_at = param<"now">)
            .from(gepa_runs)
            .join(agents, agents.id == gepa_runs.agent_id)
            .where(by_id);
    constexpr auto change = update(gepa_runs)
                                .set(gepa_runs.status = literal<GepaRunStatus::completed>, gepa_runs.best_prompt, gepa_runs.best_score,
                                     gepa_runs.total_candidates, gepa_runs.progress_metric_calls, gepa_runs.optimized_version_id,
                                     gepa_runs.completed_at = param<"now">)
                                .where(by_id)
                                .returning(gepa_runs);
    plan<GepaRun> p{args};
    if (p.refused()) return p;
    const bool creates = args.create_version.is_true();
    if (creates && args.optimized_version_id.has_value()) {
        p.refuse(invalid_argument("create_version", "may not be true together with optimized_version_id"));
        return p;
    }
    const value version = creates ? p.new_id("ver").content : args.optimized_version_id.cell;
    const inputs in{args, bind<"optimized_version_id", optional<string>>(version), bind<"version_id">(version),
                    bind<"no_variables">(p.keep<json<schema::StringList>>("[]"))};
    p.run(guard(run_must_exist, unfinished), in);
    if (creates) p.run(insert_version, in);
    p.take(change, in);
    return p;
}

plan<GepaRun> fail(fail_args&& args) {
    constexpr auto change =
        update(gepa_runs)
            .set(gepa_runs.status = literal<GepaRunStatus::failed>, gepa_runs.error, gepa_runs.completed_at = param<"now">)
            .where(by_id)
            .returning(gepa_runs);
    plan<GepaRun> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(run_must_exist, unfinished_or_failed), change, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(gepa_runs).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::gepa_runs
