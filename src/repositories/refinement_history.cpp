#include "refinement_history.hpp"

#include "schema/agents.hpp"
#include "schema/evals.hpp"

namespace iofold::refinement_history {

using namespace squall;
using schema::agents;
using schema::evals;
using schema::performance_alerts;
using schema::refinement_history;

plan<vector<RefinementWithAlert>> list(list_args&& args) {
    constexpr auto& r = refinement_history;
    constexpr auto eval_in_workspace = exists(select(evals.id)
                                                  .from(evals)
                                                  .join(agents, agents.id == evals.agent_id)
                                                  .where(evals.id == r.eval_id && agents.workspace_id == param<"workspace_id">));
    constexpr auto query =
        select_into<RefinementWithAlert>(
            r.id, r.eval_id, r.parent_version, r.new_version, r.trigger_type, r.trigger_alert_id, r.trigger_metrics,
            r.include_contradictions, r.custom_instructions, r.result_accuracy, r.improvement_delta, r.status, r.job_id, r.rejected_at,
            r.rejected_by, r.rejection_reason, r.deployed_at, r.deployed_by, r.created_at, r.completed_at,
            as<"trigger_alert_type">(performance_alerts.alert_type), as<"trigger_alert_message">(performance_alerts.message))
            .from(r)
            .left_join(performance_alerts, performance_alerts.id == r.trigger_alert_id)
            .where(r.eval_id == param<"eval_id"> && when<"workspace_id">(eval_in_workspace))
            .order_by(r.created_at.desc(), r.id.desc());
    return single<vector<RefinementWithAlert>>(query, args);
}

plan<optional<RefinementHistory>> get(id_args&& args) {
    constexpr auto query = select(refinement_history).from(refinement_history).where(refinement_history.id == param<"id">);
    return single<optional<RefinementHistory>>(query, args);
}

plan<RefinementHistory> create(create_args&& args) {
    constexpr auto& t = refinement_history;
    constexpr auto insert =
        insert_into(t)
            .set(t.id, t.eval_id, t.parent_version, t.new_version, t.trigger_type, t.trigger_alert_id, t.trigger_metrics,
                 t.include_contradictions, t.custom_instructions, t.result_accuracy, t.improvement_delta, t.status, t.job_id, t.rejected_at,
                 t.rejected_by, t.rejection_reason, t.deployed_at, t.deployed_by, t.created_at = param<"now">, t.completed_at)
            .returning(t);
    plan<RefinementHistory> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "ref"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(refinement_history).where(refinement_history.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::refinement_history
