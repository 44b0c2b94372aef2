#include "eval_prompt_coverage.hpp"

#include "schema/traces.hpp"

namespace iofold::eval_prompt_coverage {

using namespace squall;
using schema::eval_prompt_coverage;
using schema::system_prompts;

namespace {

constexpr auto of_pair =
    eval_prompt_coverage.eval_id == param<"eval_id"> && eval_prompt_coverage.system_prompt_id == param<"system_prompt_id">;

}  // namespace

plan<EvalPromptCoverage> record_execution(record_execution_args&& args) {
    constexpr auto& t = eval_prompt_coverage;
    constexpr auto grown = [](auto counter, auto by) { return coalesce(counter, literal<0>) + by; };
    constexpr auto record =
        insert_into(t)
            .set(t.id, t.eval_id, t.system_prompt_id, t.execution_count = literal<1>, t.pass_count = param<"passes">,
                 t.fail_count = param<"failures">, t.error_count = param<"errors">, t.accuracy = param<"passes">,
                 t.first_execution_at = param<"now">, t.last_execution_at = param<"now">, t.created_at = param<"now">,
                 t.updated_at = param<"now">)
            .on_conflict(t.eval_id, t.system_prompt_id)
            .do_update(t.execution_count = grown(t.execution_count, literal<1>), t.pass_count = grown(t.pass_count, param<"passes">),
                       t.fail_count = grown(t.fail_count, param<"failures">), t.error_count = grown(t.error_count, param<"errors">),
                       t.accuracy = cast<double>(grown(t.pass_count, param<"passes">)) / grown(t.execution_count, literal<1>),
                       t.last_execution_at = param<"now">, t.updated_at = param<"now">)
            .returning(t);
    plan<EvalPromptCoverage> p{args};
    if (p.refused()) return p;
    const bool passed = args.passed.is_true(), failed = args.had_error.is_true();
    p.take(record, inputs{args, bind<"id">(p.new_id("epc")), bind_integer<"passes">(passed), bind_integer<"errors">(failed),
                          bind_integer<"failures">(!passed && !failed)});
    return p;
}

plan<vector<CoveredPrompt>> list(list_args&& args) {
    constexpr auto& t = eval_prompt_coverage;
    constexpr auto query =
        select_into<CoveredPrompt>(t.id, t.eval_id, t.system_prompt_id, t.execution_count, t.pass_count, t.fail_count, t.error_count,
                                   t.accuracy, t.first_execution_at, t.last_execution_at, t.created_at, t.updated_at,
                                   system_prompts.agent_name, system_prompts.content, as<"prompt_trace_count">(system_prompts.trace_count))
            .from(t)
            .join(system_prompts, system_prompts.id == t.system_prompt_id)
            .where(t.eval_id == param<"eval_id">)
            .order_by(t.execution_count.desc(), t.id.asc());
    return single<vector<CoveredPrompt>>(query, args);
}

plan<vector<PromptAccuracy>> list_prompt_accuracy(list_prompt_accuracy_args&& args) {
    constexpr auto& t = eval_prompt_coverage;
    constexpr auto query = select_into<PromptAccuracy>(t.system_prompt_id, as<"execution_count">(never_null(t.execution_count)), t.accuracy,
                                                       system_prompts.agent_name)
                               .from(t)
                               .join(system_prompts, system_prompts.id == t.system_prompt_id)
                               .where(t.eval_id == param<"eval_id"> && t.execution_count >= param<"min_executions">)
                               .order_by(system_prompts.first_seen_at.asc(), t.system_prompt_id.asc());
    return single<vector<PromptAccuracy>>(query, args);
}

plan<optional<EvalPromptCoverage>> get(pair_args&& args) {
    constexpr auto query = select(eval_prompt_coverage).from(eval_prompt_coverage).where(of_pair);
    return single<optional<EvalPromptCoverage>>(query, args);
}

plan<EvalPromptCoverage> create(create_args&& args) {
    constexpr auto& t = eval_prompt_coverage;
    constexpr auto insert =
        insert_into(t)
            .set(t.id, t.eval_id, t.system_prompt_id, t.execution_count = literal<0>, t.pass_count = literal<0>, t.fail_count = literal<0>,
                 t.error_count = literal<0>, t.created_at = param<"now">, t.updated_at = param<"now">)
            .returning(t);
    plan<EvalPromptCoverage> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "epc"))});
    return p;
}

plan<bool> delete_(pair_args&& args) {
    constexpr auto removal = delete_from(eval_prompt_coverage).where(of_pair).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_prompt_coverage
