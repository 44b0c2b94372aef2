#include "rollout_results.hpp"

namespace iofold::rollout_results {

using namespace squall;
using schema::rollout_results;

namespace {

constexpr auto insert =
    insert_into(rollout_results)
        .set(rollout_results.id, rollout_results.batch_id, rollout_results.task_id, rollout_results.status, rollout_results.trace,
             rollout_results.error, rollout_results.execution_time_ms, rollout_results.created_at = param<"now">);

}  // namespace

plan<RecordedRollout> record(create_args&& args) {
    constexpr auto earlier = select(rollout_results.id)
                                 .from(rollout_results)
                                 .where(rollout_results.batch_id == param<"batch_id"> && rollout_results.task_id == param<"task_id">);
    constexpr auto answer =
        select_into<RecordedRollout>(as<"id">(coalesce(scalar(earlier), param<"id", string>)), as<"created">(!exists(earlier)));
    constexpr auto insert_once = insert.on_conflict(rollout_results.batch_id, rollout_results.task_id).do_nothing();
    plan<RecordedRollout> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "rr"))};
    p.take(answer, in).run(insert_once, in);
    return p;
}

plan<vector<RolloutResult>> list(list_args&& args) {
    constexpr auto query = select(rollout_results)
                               .from(rollout_results)
                               .where(rollout_results.batch_id == param<"batch_id">)
                               .order_by(rollout_results.created_at.asc(), rollout_results.id.asc());
    return single<vector<RolloutResult>>(query, args);
}

plan<optional<RolloutResult>> get(id_args&& args) {
    constexpr auto query = select(rollout_results).from(rollout_results).where(rollout_results.id == param<"id">);
    return single<optional<RolloutResult>>(query, args);
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(rollout_results).where(rollout_results.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<RolloutResult> create(create_args&& args) {
    constexpr auto insert_row = insert.returning(rollout_results);
    plan<RolloutResult> p{args};
    if (p.refused()) return p;
    p.take(insert_row, inputs{args, bind<"id">(p.id_or_new(args.id, "rr"))});
    return p;
}

}  // namespace iofold::rollout_results
