#include "performance_alerts.hpp"

#include "schema/agents.hpp"
#include "schema/evals.hpp"

namespace iofold::performance_alerts {

using namespace squall;
using schema::agents;
using schema::evals;
using schema::performance_alerts;

namespace {

constexpr auto by_id = performance_alerts.id == param<"id">;
constexpr auto eval_in_workspace =
    exists(select(evals.id)
               .from(evals)
               .join(agents, agents.id == evals.agent_id)
               .where(evals.id == performance_alerts.eval_id && agents.workspace_id == param<"workspace_id">));
constexpr auto by_id_and_owner =
    by_id && when<"eval_id">(performance_alerts.eval_id == param<"eval_id">) && when<"workspace_id">(eval_in_workspace);
constexpr auto alert_must_exist =
    must_exist<"alert">(exists(select(performance_alerts.id).from(performance_alerts).where(by_id_and_owner)));

}  // namespace

plan<OpenAlert> upsert_open(upsert_open_args&& args) {
    constexpr auto& t = performance_alerts;
    constexpr auto open = alias<"open">(performance_alerts);
    constexpr auto open_id =
        scalar(select(open.id)
                   .from(open)
                   .where(open.eval_id == param<"eval_id"> && open.alert_type == param<"alert_type"> && open.resolved_at.is_null())
                   .order_by(unindexed(open.triggered_at).desc(), open.id.desc())
                   .limit<1>());
    constexpr auto outcome = select_into<OpenAlert>(as<"id">(coalesce(open_id, param<"id">)), as<"created">(open_id.is_null()));
    constexpr auto refresh = update(t).set(t.current_value, t.message, t.severity).where(t.id == open_id);
    constexpr auto add = insert_into(t)
                             .set(t.id, t.eval_id, t.alert_type, t.severity, t.current_value, t.threshold_value, t.message, t.prompt_id,
                                  t.triggered_at = param<"now">)
                             .where(open_id.is_null());
    plan<OpenAlert> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "alert"))};
    p.take(outcome, in).run(refresh, in).run(add, in);
    return p;
}

plan<vector<PerformanceAlert>> list(list_args&& args) {
    constexpr auto query = select(performance_alerts)
                               .from(performance_alerts)
                               .where(performance_alerts.eval_id == param<"eval_id"> && when<"workspace_id">(eval_in_workspace) &&
                                      when<"unresolved_only">(performance_alerts.resolved_at.is_null()))
                               .order_by(performance_alerts.triggered_at.desc(), performance_alerts.id.desc());
    return single<vector<PerformanceAlert>>(query, args);
}

plan<PerformanceAlert> acknowledge(acknowledge_args&& args) {
    constexpr auto change = update(performance_alerts)
                                .set(performance_alerts.acknowledged_at = param<"now">, performance_alerts.acknowledged_by)
                                .where(by_id_and_owner)
                                .returning(performance_alerts);
    plan<PerformanceAlert> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(alert_must_exist), change, in);
    return p;
}

plan<PerformanceAlert> resolve(resolve_args&& args) {
    constexpr auto change = update(performance_alerts)
                                .set(performance_alerts.resolved_at = param<"now">, performance_alerts.resolved_by)
                                .where(by_id_and_owner)
                                .returning(performance_alerts);
    plan<PerformanceAlert> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(alert_must_exist), change, in);
    return p;
}

plan<optional<PerformanceAlert>> get(id_args&& args) {
    constexpr auto query = select(performance_alerts).from(performance_alerts).where(by_id);
    return single<optional<PerformanceAlert>>(query, args);
}

plan<PerformanceAlert> create(create_args&& args) {
    constexpr auto& t = performance_alerts;
    constexpr auto insert = insert_into(t)
                                .set(t.id, t.eval_id, t.alert_type, t.severity, t.current_value, t.threshold_value, t.message, t.prompt_id,
                                     t.triggered_at = param<"now">, t.acknowledged_at, t.acknowledged_by, t.resolved_at, t.resolved_by,
                                     t.auto_action_taken, t.auto_action_job_id, t.metadata)
                                .returning(t);
    plan<PerformanceAlert> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "alert"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(performance_alerts).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::performance_alerts
