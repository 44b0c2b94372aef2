#include "prompt_iterations.hpp"

namespace iofold::prompt_iterations {

using namespace squall;
using schema::prompt_iterations;
using schema::system_prompts;

namespace {

constexpr auto in_workspace = prompt_iterations.id == param<"id"> && prompt_iterations.workspace_id == param<"workspace_id">;

}  // namespace

plan<PromptIteration> record(record_args&& args) {
    constexpr auto in_workspace_of = [](auto id) {
        return exists(select(system_prompts.id)
                          .from(system_prompts)
                          .where(system_prompts.id == id && system_prompts.workspace_id == param<"workspace_id">));
    };
    constexpr auto taken = exists(select(prompt_iterations.id).from(prompt_iterations).where(prompt_iterations.id == param<"id">));
    constexpr auto allowed = guard(must_be_free<"id">(!taken), must_refer<"current_prompt_id">(in_workspace_of(param<"current_prompt_id">)),
                                   when<"parent_prompt_id">(must_refer<"parent_prompt_id">(in_workspace_of(param<"parent_prompt_id">))));
    constexpr auto latest = alias<"latest">(prompt_iterations);
    constexpr auto highest = scalar(select(max(latest.iteration_number))
                                        .from(latest)
                                        .where(latest.workspace_id == param<"workspace_id"> && latest.agent_name == param<"agent_name">));
    constexpr auto number =
        case_when(param<"follows", bool> == literal<true>, coalesce(highest, literal<0>) + literal<1>).otherwise(literal<1>);
    constexpr auto insert =
        insert_into(prompt_iterations)
            .set(prompt_iterations.id, prompt_iterations.workspace_id, prompt_iterations.agent_name, prompt_iterations.parent_prompt_id,
                 prompt_iterations.current_prompt_id, prompt_iterations.iteration_number = number, prompt_iterations.change_summary,
                 prompt_iterations.improvement_metrics, prompt_iterations.created_at = param<"now">)
            .returning(prompt_iterations);
    plan<PromptIteration> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "pit")), bind_flag<"follows">(args.parent_prompt_id.has_value()),
                    bind<"change_summary">(args.change_summary.null_if_empty())};
    p.take(allowed, insert, in);
    return p;
}

plan<vector<PromptIteration>> list(list_args&& args) {
    constexpr auto query =
        select(prompt_iterations)
            .from(prompt_iterations)
            .where(prompt_iterations.workspace_id == param<"workspace_id"> && prompt_iterations.agent_name == param<"agent_name">)
            .order_by(prompt_iterations.iteration_number.desc(), prompt_iterations.created_at.desc(), prompt_iterations.id.desc());
    return single<vector<PromptIteration>>(query, args);
}

plan<optional<PromptIteration>> get(workspace_id_args&& args) {
    constexpr auto query = select(prompt_iterations).from(prompt_iterations).where(in_workspace);
    return single<optional<PromptIteration>>(query, args);
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(prompt_iterations).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::prompt_iterations
