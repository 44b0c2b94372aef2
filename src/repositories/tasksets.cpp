#include "tasksets.hpp"

#include <set>
#include "schema/agents.hpp"
#include "schema/traces.hpp"

namespace iofold::tasksets {

using namespace squall;
using schema::agents;
using schema::taskset_tasks;
using schema::tasksets;
using schema::TasksetStatus;
using schema::traces;

namespace {

constexpr auto by_id = tasksets.id == param<"id">;
constexpr auto of_agent = by_id && tasksets.agent_id == param<"agent_id"> && tasksets.workspace_id == param<"workspace_id">;
constexpr auto taskset_must_exist = must_exist<"taskset">(exists(select(tasksets.id).from(tasksets).where(of_agent)));

constexpr auto id_must_be_free = must_be_free<"id">(!exists(select(tasksets.id).from(tasksets).where(by_id)));
constexpr auto agent_of_workspace = must_refer<"agent_id">(
    exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">)));

/// The true number of the taskset's tasks.
constexpr auto number_of_tasks = scalar(select(count()).from(taskset_tasks).where(taskset_tasks.taskset_id == param<"id">));

// ---- lists of tasks ----
constexpr auto task = rows<"tasks", fields_in<first_task>, taskset_tasks.id>;
constexpr auto held = alias<"held">(taskset_tasks);
/// A task that the taskset has already is left out, and so breaks no rule.
constexpr auto is_new =
    !exists(select(held.id).from(held).where(held.taskset_id == param<"id"> && held.content_hash == task[taskset_tasks.content_hash]));

constexpr auto task_ids_free = guard(must_be_free<"task_id">(
    !exists(select(taskset_tasks.id).from(task).join(taskset_tasks, taskset_tasks.id == task[taskset_tasks.id]).where(is_new))));
constexpr auto source_traces_of_workspace = guard(must_refer<"source_trace_id">(
    !exists(select(literal<1>)
                .from(task)
                .left_join(traces, traces.id == task[taskset_tasks.source_trace_id] && traces.workspace_id == param<"workspace_id">)
                .where(task[taskset_tasks.source_trace_id].is_not_null() && traces.id.is_null() && is_new))));
constexpr auto insert_tasks = insert_into(taskset_tasks)
                                  .set_each(task, taskset_tasks.taskset_id = param<"id">, taskset_tasks.created_at = param<"now">)
                                  .on_conflict(taskset_tasks.taskset_id, taskset_tasks.content_hash)
                                  .do_nothing();

/// The tasks of a call that differ by content_hash, as lists that D1 takes.
struct new_tasks {
    row_lists<std::remove_const_t<decltype(task)>> lists;
    int64_t count = 0;
    bool has_given_ids = false, has_traces = false;

    new_tasks(plan_core& p, const auto& tasks) : lists(p, task) {
        std::set<std::string_view> seen;
        for (const auto& one : tasks) {
            const auto id = p.id_or_new(one.id, "task");
            if (!seen.insert((*one.content_hash).view()).second) continue;
            ++count;
            has_given_ids = has_given_ids || one.id.given();
            has_traces = has_traces || one.source_trace_id.given();
            lists.add(one, bind<"id">(id));
        }
    }
};

}  // namespace

plan<Taskset> create(create_args&& args) {
    constexpr auto insert = insert_into(tasksets)
                                .set(tasksets.id, tasksets.workspace_id, tasksets.agent_id, tasksets.name, tasksets.description,
                                     tasksets.task_count = literal<0>, tasksets.status = literal<TasksetStatus::active>,
                                     tasksets.created_at = param<"now">, tasksets.updated_at = param<"now">)
                                .returning(tasksets);
    plan<Taskset> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "tsk"))};
    p.take(guard(id_must_be_free, agent_of_workspace), insert, in);
    return p;
}

plan<CreatedTaskset> create_with_tasks(create_with_tasks_args&& args) {
    constexpr auto insert = insert_into(tasksets)
                                .set(tasksets.id, tasksets.workspace_id, tasksets.agent_id, tasksets.name, tasksets.description,
                                     tasksets.task_count = param<"task_count">, tasksets.status = literal<TasksetStatus::active>,
                                     tasksets.created_at = param<"now">, tasksets.updated_at = param<"now">)
                                .returning_into<CreatedTaskset>(tasksets.id, as<"task_count">(never_null(tasksets.task_count)),
                                                                as<"skipped_duplicates">(param<"skipped", int64_t>));
    plan<CreatedTaskset> p{args};
    if (p.refused()) return p;
    const auto id = p.id_or_new(args.id, "tsk");
    new_tasks tasks(p, args.tasks);
    const inputs in{args, bind<"id">(id), bind_integer<"task_count">(tasks.count),
                    bind_integer<"skipped">(static_cast<int64_t>(args.tasks.size()) - tasks.count)};
    const auto each = [&](const auto& statement) {
        for (const auto& list : tasks.lists) p.run(statement, inputs{args, bind<"id">(id), list});
    };
    if (tasks.has_given_ids) each(task_ids_free);
    p.run(guard(id_must_be_free, agent_of_workspace), in);
    if (tasks.has_traces) each(source_traces_of_workspace);
    p.take(insert, in);
    each(insert_tasks);
    return p;
}

plan<optional<Taskset>> get(get_args&& args) {
    constexpr auto query =
        select(tasksets).from(tasksets).where(by_id && when<"workspace_id">(tasksets.workspace_id == param<"workspace_id">) &&
                                              when<"agent_id">(tasksets.agent_id == param<"agent_id">));
    return single<optional<Taskset>>(query, args);
}

plan<vector<Taskset>> list(list_args&& args) {
    constexpr auto query = select(tasksets)
                               .from(tasksets)
                               .where(tasksets.agent_id == param<"agent_id"> && unindexed(tasksets.workspace_id) == param<"workspace_id"> &&
                                      when<"only_active">(tasksets.status == literal<TasksetStatus::active>))
                               .order_by(tasksets.created_at.desc(), tasksets.id.desc());
    plan<vector<Taskset>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind_flag<"only_active">(!args.include_archived.is_true())});
    return p;
}

plan<AddedTasks> add_tasks(add_tasks_args&& args) {
    constexpr auto is_active =
        must_hold<"active">(scalar(select(tasksets.status).from(tasksets).where(by_id)).is_not(literal<TasksetStatus::archived>));
    // The number of tasks before is kept in the taskset while the batch runs: what is added in several lists is the
    // difference to the number after.
    constexpr auto remember = update(tasksets).set(tasksets.task_count = number_of_tasks).where(by_id);
    constexpr auto inserted = number_of_tasks - coalesce(tasksets.task_count, literal<0>);
    constexpr auto difference =
        select_into<AddedTasks>(as<"inserted">(inserted), as<"skipped_duplicates">(param<"given", int64_t> - inserted),
                                as<"total_tasks">(number_of_tasks))
            .from(tasksets)
            .where(by_id);
    constexpr auto store = update(tasksets).set(tasksets.task_count = number_of_tasks, tasksets.updated_at = param<"now">).where(by_id);
    plan<AddedTasks> p{args};
    if (p.refused()) return p;
    new_tasks tasks(p, args.tasks);
    const inputs in{args, bind_integer<"given">(static_cast<int64_t>(args.tasks.size()))};
    const auto each = [&](const auto& statement) {
        for (const auto& list : tasks.lists) p.run(statement, inputs{args, list});
    };
    p.run(guard(taskset_must_exist, is_active), in);
    if (tasks.has_given_ids) each(task_ids_free);
    if (tasks.has_traces) each(source_traces_of_workspace);
    p.run(remember, in);
    each(insert_tasks);
    p.take(difference, in).run(store, in);
    return p;
}

plan<Taskset> archive(agent_id_args&& args) {
    constexpr auto change = update(tasksets)
                                .set(tasksets.status = literal<TasksetStatus::archived>, tasksets.updated_at = param<"now">)
                                .where(of_agent)
                                .returning(tasksets);
    plan<Taskset> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(taskset_must_exist), change, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(tasksets).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::tasksets
