#include "system_prompts.hpp"

namespace iofold::system_prompts {

using namespace squall;
using schema::system_prompts;
using schema::traces;

namespace {

constexpr auto by_hash = system_prompts.workspace_id == param<"workspace_id"> && system_prompts.prompt_hash == param<"prompt_hash">;

}  // namespace

plan<RecordedPrompt> record(record_args&& args) {
    constexpr auto by_trace = traces.id == param<"trace_id"> && traces.workspace_id == param<"workspace_id">;
    constexpr auto trace_must_exist = must_exist<"trace">(exists(select(traces.id).from(traces).where(by_trace)));
    // The answer is read before the write, while one still sees whether the prompt is new.
    constexpr auto known_id = scalar(select(system_prompts.id).from(system_prompts).where(by_hash));
    constexpr auto known_count = scalar(select(coalesce(system_prompts.trace_count, literal<0>)).from(system_prompts).where(by_hash));
    constexpr auto outcome =
        select_into<RecordedPrompt>(as<"prompt_id">(coalesce(known_id, param<"id">)),
                                    as<"is_new">(!exists(select(system_prompts.id).from(system_prompts).where(by_hash))),
                                    as<"trace_count">(coalesce(known_count, literal<0>) + literal<1>));
    constexpr auto count_it =
        insert_into(system_prompts)
            .set(system_prompts.id, system_prompts.workspace_id, system_prompts.agent_name, system_prompts.prompt_hash,
                 system_prompts.content, system_prompts.metadata, system_prompts.first_seen_at = param<"now">,
                 system_prompts.last_seen_at = param<"now">, system_prompts.trace_count = literal<1>)
            .on_conflict(system_prompts.workspace_id, system_prompts.prompt_hash)
            .do_update(system_prompts.trace_count = coalesce(system_prompts.trace_count, literal<0>) + literal<1>,
                       system_prompts.last_seen_at = param<"now">);
    constexpr auto link = update(traces).set(traces.system_prompt_id = known_id).where(by_trace);
    plan<RecordedPrompt> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.id_or_new(args.id, "spr"))};
    p.run(guard(trace_must_exist), in).take(outcome, in).run(count_it, in).run(link, in);
    return p;
}

plan<SystemPrompt> create(create_args&& args) {
    constexpr auto insert = insert_into(system_prompts)
                                .set(system_prompts.id, system_prompts.workspace_id, system_prompts.agent_name, system_prompts.prompt_hash,
                                     system_prompts.content, system_prompts.metadata, system_prompts.first_seen_at = param<"now">,
                                     system_prompts.last_seen_at = param<"now">, system_prompts.trace_count = literal<0>)
                                .returning(system_prompts);
    plan<SystemPrompt> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "spr"))});
    return p;
}

plan<optional<SystemPrompt>> get(id_args&& args) {
    constexpr auto query = select(system_prompts).from(system_prompts).where(system_prompts.id == param<"id">);
    return single<optional<SystemPrompt>>(query, args);
}

plan<optional<SystemPrompt>> find_by_hash(find_by_hash_args&& args) {
    constexpr auto query = select(system_prompts).from(system_prompts).where(by_hash);
    return single<optional<SystemPrompt>>(query, args);
}

plan<SystemPromptPage> list(list_args&& args) {
    constexpr auto last_seen = system_prompts.last_seen_at.desc();
    constexpr auto then = system_prompts.id.desc();
    constexpr auto query = select(system_prompts)
                               .from(system_prompts)
                               .where(system_prompts.workspace_id == param<"workspace_id"> &&
                                      when<"agent_name">(system_prompts.agent_name == param<"agent_name">) &&
                                      when<"after_value">(after(last_seen, then, param<"after_value">, param<"after_id">)))
                               .order_by(last_seen, then)
                               .limit(param<"fetch">);
    plan<SystemPromptPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<vector<PromptAgentName>> list_agent_names(list_agent_names_args&& args) {
    constexpr auto query = select_into<PromptAgentName>(system_prompts.agent_name)
                               .distinct()
                               .from(system_prompts)
                               .where(system_prompts.workspace_id == param<"workspace_id">)
                               .order_by(system_prompts.agent_name.asc());
    return single<vector<PromptAgentName>>(query, args);
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(system_prompts)
                                 .where(system_prompts.id == param<"id"> && system_prompts.workspace_id == param<"workspace_id">)
                                 .returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::system_prompts
