#include "rollout_batches.hpp"

#include "schema/agents.hpp"

namespace iofold::rollout_batches {

using namespace squall;
using schema::agents;
using schema::rollout_batches;
using schema::rollout_results;
using schema::RolloutStatus;

namespace {

constexpr auto by_id = rollout_batches.id == param<"id">;
constexpr auto in_workspace = by_id && rollout_batches.workspace_id == param<"workspace_id">;

}  // namespace

plan<RolloutBatch> create(create_args&& args) {
    constexpr auto id_free = must_be_free<"id">(!exists(select(rollout_batches.id).from(rollout_batches).where(by_id)));
    constexpr auto agent_of_workspace = must_refer<"agent_id">(
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">)));
    constexpr auto insert =
        insert_into(rollout_batches)
            .set(rollout_batches.id, rollout_batches.workspace_id, rollout_batches.agent_id, rollout_batches.system_prompt,
                 rollout_batches.task_count, rollout_batches.status = literal<RolloutBatchStatus::queued>, rollout_batches.config,
                 rollout_batches.created_at = param<"now">)
            .returning(rollout_batches);
    plan<RolloutBatch> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "rb")), bind<"config">(args.config.value_or("{}"))};
    p.take(guard(id_free, agent_of_workspace), insert, in);
    return p;
}

plan<optional<RolloutBatch>> get(workspace_id_args&& args) {
    constexpr auto query = select(rollout_batches).from(rollout_batches).where(in_workspace);
    return single<optional<RolloutBatch>>(query, args);
}

plan<vector<RolloutBatchSummary>> list(list_args&& args) {
    constexpr auto of_batch = rollout_results.batch_id == rollout_batches.id;
    constexpr auto results = scalar(select(count()).from(rollout_results).where(of_batch));
    constexpr auto completed =
        scalar(select(count()).from(rollout_results).where(of_batch && rollout_results.status == literal<RolloutStatus::completed>));
    constexpr auto failed = scalar(select(count())
                                       .from(rollout_results)
                                       .where(of_batch && rollout_results.status.in<RolloutStatus::failed, RolloutStatus::timeout>()));
    constexpr auto query =
        select_into<RolloutBatchSummary>(rollout_batches.id, rollout_batches.agent_id, rollout_batches.system_prompt,
                                         rollout_batches.task_count, rollout_batches.status, rollout_batches.config,
                                         rollout_batches.created_at, rollout_batches.completed_at, as<"agent_name">(agents.name),
                                         as<"result_count">(results), as<"completed_count">(completed), as<"failed_count">(failed))
            .from(rollout_batches)
            .left_join(agents, agents.id == rollout_batches.agent_id)
            .where(rollout_batches.workspace_id == param<"workspace_id"> && when<"agent_id">(rollout_batches.agent_id == param<"agent_id">))
            .order_by(rollout_batches.created_at.desc(), rollout_batches.id.desc())
            .limit(param<"limit">);
    return single<vector<RolloutBatchSummary>>(query, args);
}

plan<RolloutBatchState> refresh_status(workspace_id_args&& args) {
    constexpr auto must_be_there = must_exist<"batch">(exists(select(rollout_batches.id).from(rollout_batches).where(in_workspace)));
    constexpr auto counts = derived<"counts">(
        select(as<"completed">(count(case_when(rollout_results.status == literal<RolloutStatus::completed>, literal<1>))),
               as<"failed">(count(case_when(rollout_results.status.in<RolloutStatus::failed, RolloutStatus::timeout>(), literal<1>))))
            .from(rollout_results)
            .where(rollout_results.batch_id == param<"id">));
    constexpr auto completed = counts.get<"completed", int64_t>();
    constexpr auto failed = counts.get<"failed", int64_t>();
    constexpr auto pending = rollout_batches.task_count - completed - failed;
    constexpr auto final_status =
        case_when(failed > literal<0>, literal<RolloutBatchStatus::partial>).otherwise(literal<RolloutBatchStatus::completed>);
    constexpr auto status = case_when(pending == literal<0>, final_status)
                                .when(completed == literal<0> && failed == literal<0>, literal<RolloutBatchStatus::queued>)
                                .otherwise(literal<RolloutBatchStatus::running>);
    constexpr auto store = update(rollout_batches)
                               .set(rollout_batches.status = final_status, rollout_batches.completed_at = param<"now">)
                               .from(counts)
                               .where(in_workspace && pending == literal<0> && rollout_batches.status.is_not(final_status));
    constexpr auto state =
        select_into<RolloutBatchState>(rollout_batches.id, rollout_batches.workspace_id, rollout_batches.agent_id,
                                       rollout_batches.system_prompt, rollout_batches.task_count, rollout_batches.config,
                                       rollout_batches.created_at, rollout_batches.completed_at, as<"status">(status),
                                       as<"completed_count">(completed), as<"failed_count">(failed), as<"pending_count">(pending))
            .from(rollout_batches)
            .join(counts, literal<true>)
            .where(in_workspace);
    plan<RolloutBatchState> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(must_be_there), in).run(store, in).take(state, in);
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(rollout_batches).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::rollout_batches
