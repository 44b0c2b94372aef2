#include "taskset_tasks.hpp"

namespace iofold::taskset_tasks {

using namespace squall;
using schema::taskset_tasks;
using schema::tasksets;

plan<vector<TasksetTask>> list(list_args&& args) {
    constexpr auto query = select(taskset_tasks)
                               .from(taskset_tasks)
                               .where(taskset_tasks.taskset_id == param<"taskset_id">)
                               .order_by(taskset_tasks.created_at.asc(), taskset_tasks.id.asc());
    return single<vector<TasksetTask>>(query, args);
}

plan<optional<TasksetTask>> get(id_args&& args) {
    constexpr auto query = select(taskset_tasks).from(taskset_tasks).where(taskset_tasks.id == param<"id">);
    return single<optional<TasksetTask>>(query, args);
}

plan<TasksetTask> create(create_args&& args) {
    constexpr auto insert = insert_into(taskset_tasks)
                                .set(taskset_tasks.id, taskset_tasks.taskset_id, taskset_tasks.user_message, taskset_tasks.expected_output,
                                     taskset_tasks.source, taskset_tasks.source_trace_id, taskset_tasks.content_hash,
                                     taskset_tasks.metadata, taskset_tasks.created_at = param<"now">)
                                .returning(taskset_tasks);
    constexpr auto number = scalar(select(count()).from(taskset_tasks).where(taskset_tasks.taskset_id == param<"taskset_id">));
    constexpr auto store =
        update(tasksets).set(tasksets.task_count = number, tasksets.updated_at = param<"now">).where(tasksets.id == param<"taskset_id">);
    plan<TasksetTask> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "task"))};
    p.take(insert, in).run(store, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    // Counted before the task is deleted, because afterwards its taskset is unknown.
    constexpr auto going = alias<"going">(taskset_tasks);
    constexpr auto number =
        scalar(select(count()).from(taskset_tasks).where(taskset_tasks.taskset_id == tasksets.id && taskset_tasks.id != param<"id">));
    constexpr auto store = update(tasksets)
                               .set(tasksets.task_count = number, tasksets.updated_at = param<"now">)
                               .where(tasksets.id == scalar(select(going.taskset_id).from(going).where(going.id == param<"id">)));
    constexpr auto removal = delete_from(taskset_tasks).where(taskset_tasks.id == param<"id">).returning_value<bool>(literal<true>);
    plan<bool> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(store, in).take(removal, in);
    return p;
}

}  // namespace iofold::taskset_tasks
