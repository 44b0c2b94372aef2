#include "evals.hpp"

#include "schema/agents.hpp"

namespace iofold::evals {

using namespace squall;
using schema::agents;
using schema::evals;

namespace {

constexpr auto agent_in_workspace =
    exists(select(agents.id).from(agents).where(agents.id == evals.agent_id && agents.workspace_id == param<"workspace_id">));
constexpr auto by_id = evals.id == param<"id">;
constexpr auto by_id_in_workspace = by_id && when<"workspace_id">(agent_in_workspace);
constexpr auto eval_must_exist = must_exist<"eval">(exists(select(evals.id).from(evals).where(by_id)));
constexpr auto eval_must_exist_in_workspace = must_exist<"eval">(exists(select(evals.id).from(evals).where(by_id_in_workspace)));

}  // namespace

plan<Eval> create(create_args&& args) {
    constexpr auto agent = exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> &&
                                                                       when<"workspace_id">(agents.workspace_id == param<"workspace_id">)));
    constexpr auto parent = alias<"parent">(evals);
    constexpr auto owner = alias<"owner">(agents);
    constexpr auto parent_in_workspace =
        exists(select(parent.id)
                   .from(parent)
                   .join(owner, owner.id == parent.agent_id)
                   .where(parent.id == param<"parent_eval_id"> && owner.workspace_id == param<"workspace_id">));
    // A taken id is reported before a missing parent.
    constexpr auto allowed =
        guard(must_exist<"agent">(agent), when<"scopes_parent">(must_be_free<"id">(!exists(select(evals.id).from(evals).where(by_id)))),
              when<"scopes_parent">(must_refer<"parent_eval_id">(parent_in_workspace)));
    constexpr auto latest = alias<"latest">(evals);
    constexpr auto next_version =
        coalesce(scalar(select(max(latest.version)).from(latest).where(latest.agent_id == param<"agent_id">)), literal<0>) + literal<1>;
    constexpr auto insert =
        insert_into(evals)
            .set(evals.id, evals.agent_id, evals.version = next_version, evals.parent_eval_id, evals.name, evals.description, evals.code,
                 evals.model_used, evals.accuracy, evals.training_trace_ids, evals.generation_prompt, evals.test_results,
                 evals.execution_count = literal<0>, evals.contradiction_count = literal<0>, evals.status, evals.created_at = param<"now">,
                 evals.updated_at = param<"now">, evals.auto_execute_enabled = literal<false>, evals.auto_refine_enabled = literal<false>,
                 evals.cohen_kappa, evals.f1_score, evals.precision, evals.recall)
            .returning(evals);
    plan<Eval> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "eval")),
                    bind_flag<"scopes_parent">(args.workspace_id.has_value() && args.parent_eval_id.has_value())};
    p.take(allowed, insert, in);
    return p;
}

plan<optional<Eval>> get(any_workspace_id_args&& args) {
    constexpr auto query = select(evals).from(evals).where(by_id_in_workspace);
    return single<optional<Eval>>(query, args);
}

plan<optional<EvalRef>> get_ref(workspace_id_args&& args) {
    constexpr auto query = select_into<EvalRef>(evals.id, evals.agent_id).from(evals).where(by_id && agent_in_workspace);
    return single<optional<EvalRef>>(query, args);
}

plan<optional<EvalCode>> get_code(get_code_args&& args) {
    constexpr auto query = select_into<EvalCode>(evals.id, evals.agent_id, evals.code)
                               .from(evals)
                               .where(by_id && when<"agent_id">(evals.agent_id == param<"agent_id">));
    return single<optional<EvalCode>>(query, args);
}

plan<EvalPage> list(list_args&& args) {
    constexpr auto by_age = evals.created_at.desc();
    constexpr auto then = evals.id.desc();
    constexpr auto query =
        select(evals)
            .from(evals)
            .join(agents, agents.id == evals.agent_id)
            .where(agents.workspace_id == param<"workspace_id"> && when<"agent_id">(evals.agent_id == param<"agent_id">) &&
                   when<"after_value">(after(by_age, then, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_null(by_age, then, param<"after_id">)))
            .order_by(by_age, then)
            .limit(param<"fetch">);
    plan<EvalPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<vector<ActiveEval>> list_active(list_active_args&& args) {
    constexpr auto query = select_into<ActiveEval>(evals.id, evals.name, evals.code)
                               .from(evals)
                               .where(evals.agent_id == param<"agent_id"> && evals.status == literal<EvalStatus::active>)
                               .order_by(evals.version.asc(), evals.id.asc());
    return single<vector<ActiveEval>>(query, args);
}

plan<Eval> update(update_args&& args) {
    constexpr auto change =
        squall::update(evals)
            .set(evals.updated_at = param<"now">, when<"name">(evals.name = param<"name">),
                 when<"description">(evals.description = param<"description">), when<"code">(evals.code = param<"code">),
                 when<"code">(evals.accuracy = null<double>), when<"code">(evals.test_results = null<json<schema::TestResults>>))
            .where(by_id_in_workspace)
            .returning(evals);
    plan<Eval> p{args};
    if (p.refused()) return p;
    const eval_patch& patch = *args.patch;
    const inputs in{args, bind(patch.name), bind(patch.description), bind(patch.code)};
    p.take(guard(eval_must_exist_in_workspace), change, in);
    return p;
}

plan<MonitoringSettings> update_settings(update_settings_args&& args) {
    constexpr auto change = squall::update(evals)
                                .set(when<"sets_execute">(evals.auto_execute_enabled = param<"auto_execute_enabled">),
                                     when<"sets_refine">(evals.auto_refine_enabled = param<"auto_refine_enabled">),
                                     when<"sets_thresholds">(evals.monitoring_thresholds = param<"monitoring_thresholds">))
                                .where(by_id_in_workspace)
                                .returning_into<MonitoringSettings>(evals.id, evals.auto_execute_enabled, evals.auto_refine_enabled,
                                                                    evals.monitoring_thresholds);
    plan<MonitoringSettings> p{args};
    if (p.refused()) return p;
    const settings_patch& patch = *args.patch;
    if (!patch.auto_execute_enabled.given() && !patch.auto_refine_enabled.given() && !patch.monitoring_thresholds.given()) {
        p.refuse(invalid_argument("patch", "must change at least one field"));
        return p;
    }
    // Whether a switch is in the patch is another question than whether it is on.
    const inputs in{args,
                    bind(patch.auto_execute_enabled),
                    bind(patch.auto_refine_enabled),
                    bind(patch.monitoring_thresholds),
                    bind_flag<"sets_execute">(patch.auto_execute_enabled.given()),
                    bind_flag<"sets_refine">(patch.auto_refine_enabled.given()),
                    bind_flag<"sets_thresholds">(patch.monitoring_thresholds.given())};
    p.take(guard(eval_must_exist_in_workspace), change, in);
    return p;
}

plan<vector<MonitoringSettings>> list_monitoring_settings(list_monitoring_settings_args&& args) {
    constexpr auto query =
        select_into<MonitoringSettings>(evals.id, evals.auto_execute_enabled, evals.auto_refine_enabled, evals.monitoring_thresholds)
            .from(evals)
            .where(when<"chosen">(evals.id.in(squall::list<"ids">)))
            .order_by(evals.id.asc());
    plan<vector<MonitoringSettings>> p{args};
    if (p.refused()) return p;
    const bool chosen = args.ids.has_value() && args.ids.size() > 0;
    if (!chosen) p.take(query, inputs{args, bind_flag<"chosen">(false)});
    if (chosen)
        for (const sorted_list& ids : sorted_lists(args.ids.items()))
            p.take(query, inputs{args, bind_list<"ids">(text_value(ids.text)), bind_flag<"chosen">(true)});
    return p;
}

plan<nothing> set_test_results(set_test_results_args&& args) {
    constexpr auto change = squall::update(evals).set(evals.accuracy, evals.test_results).where(by_id);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(eval_must_exist), change, in);
    return p;
}

plan<bool> delete_(any_workspace_id_args&& args) {
    constexpr auto removal = delete_from(evals).where(by_id_in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::evals
