#include "task_metadata.hpp"

#include "schema/agents.hpp"
#include "schema/traces.hpp"

namespace iofold::task_metadata {

using namespace squall;
using schema::agent_versions;
using schema::agents;
using schema::task_metadata;
using schema::traces;

plan<vector<TaskMetadata>> upsert_many(upsert_many_args&& args) {
    constexpr auto item = rows<"items", fields_in<extracted_task>, task_metadata.id>;
    constexpr auto store =
        insert_into(task_metadata)
            .set_each(item, task_metadata.created_at = param<"now">, task_metadata.updated_at = param<"now">)
            .on_conflict(task_metadata.trace_id)
            .do_update(task_metadata.user_message = excluded(task_metadata.user_message),
                       task_metadata.task_type = excluded(task_metadata.task_type),
                       task_metadata.difficulty = excluded(task_metadata.difficulty), task_metadata.domain = excluded(task_metadata.domain),
                       task_metadata.custom_metadata = excluded(task_metadata.custom_metadata),
                       task_metadata.expected_output = coalesce(excluded(task_metadata.expected_output), task_metadata.expected_output),
                       task_metadata.expected_action = coalesce(excluded(task_metadata.expected_action), task_metadata.expected_action),
                       task_metadata.success_criteria = coalesce(excluded(task_metadata.success_criteria), task_metadata.success_criteria),
                       task_metadata.updated_at = excluded(task_metadata.updated_at));
    constexpr auto stored = select(task_metadata)
                                .from(item)
                                .join(task_metadata, task_metadata.trace_id == item[task_metadata.trace_id])
                                .order_by(item.position().asc());
    plan<vector<TaskMetadata>> p{args};
    if (p.refused()) return p;
    if (p.has_duplicates<"trace_id">(args.items)) {
        p.refuse(invalid_argument("items", "must name a trace_id only once"));
        return p;
    }
    row_lists items(p, item);
    for (const extracted_task& task : args.items)
        items.add(task, bind<"id">(p.id_or_new(task.id, "task")), bind<"custom_metadata">(task.custom_metadata.value_or("{}")));
    for (const auto& list : items) p.run(store, inputs{args, list});
    for (const auto& list : items) p.take(stored, inputs{args, list});
    return p;
}

plan<vector<TaskSummary>> list(list_args&& args) {
    constexpr auto in_workspace =
        unindexed(traces.workspace_id) == param<"workspace_id"> &&
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">));
    constexpr auto query =
        select_into<TaskSummary>(task_metadata.id, task_metadata.trace_id, task_metadata.user_message, task_metadata.task_type,
                                 task_metadata.difficulty, task_metadata.domain, task_metadata.custom_metadata, task_metadata.created_at)
            .from(agent_versions)
            .join(traces, traces.agent_version_id == agent_versions.id)
            .join(task_metadata, task_metadata.trace_id == traces.id)
            .where(agent_versions.agent_id == param<"agent_id"> && when<"workspace_id">(in_workspace))
            .order_by(task_metadata.created_at.desc(), task_metadata.id.desc())
            .limit(param<"limit">);
    return single<vector<TaskSummary>>(query, args);
}

plan<optional<TaskMetadata>> get(id_args&& args) {
    constexpr auto query = select(task_metadata).from(task_metadata).where(task_metadata.id == param<"id">);
    return single<optional<TaskMetadata>>(query, args);
}

plan<optional<TaskMetadata>> find_by_trace(find_by_trace_args&& args) {
    constexpr auto query = select(task_metadata).from(task_metadata).where(task_metadata.trace_id == param<"trace_id">);
    return single<optional<TaskMetadata>>(query, args);
}

plan<TaskMetadata> create(create_args&& args) {
    constexpr auto insert = insert_into(task_metadata)
                                .set(task_metadata.id, task_metadata.trace_id, task_metadata.user_message, task_metadata.expected_output,
                                     task_metadata.expected_action, task_metadata.success_criteria, task_metadata.task_type,
                                     task_metadata.difficulty, task_metadata.domain, task_metadata.custom_metadata,
                                     task_metadata.created_at = param<"now">, task_metadata.updated_at = param<"now">)
                                .returning(task_metadata);
    plan<TaskMetadata> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "task"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(task_metadata).where(task_metadata.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::task_metadata
