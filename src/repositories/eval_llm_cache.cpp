#include "eval_llm_cache.hpp"

namespace iofold::eval_llm_cache {

using namespace squall;
using schema::eval_llm_cache;

namespace {

constexpr auto insert =
    insert_into(eval_llm_cache)
        .set(eval_llm_cache.id, eval_llm_cache.prompt_hash, eval_llm_cache.model, eval_llm_cache.response_text, eval_llm_cache.tokens_input,
             eval_llm_cache.tokens_output, eval_llm_cache.cost_usd, eval_llm_cache.created_at = param<"now">, eval_llm_cache.expires_at);

}  // namespace

plan<optional<EvalLlmCache>> get(id_args&& args) {
    constexpr auto query = select(eval_llm_cache).from(eval_llm_cache).where(eval_llm_cache.id == param<"id">);
    return single<optional<EvalLlmCache>>(query, args);
}

plan<optional<EvalLlmCache>> find(find_args&& args) {
    constexpr auto query = select(eval_llm_cache)
                               .from(eval_llm_cache)
                               .where(eval_llm_cache.prompt_hash == param<"prompt_hash"> && eval_llm_cache.model == param<"model"> &&
                                      (eval_llm_cache.expires_at.is_null() || instant(eval_llm_cache.expires_at) > param<"now">));
    plan<optional<EvalLlmCache>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind<"now">(args.now.value_or(p.now()))});
    return p;
}

plan<CachePage> list(list_args&& args) {
    constexpr auto by_age = eval_llm_cache.created_at.desc();
    constexpr auto by_id = eval_llm_cache.id.desc();
    constexpr auto query = select(eval_llm_cache)
                               .from(eval_llm_cache)
                               .where(eval_llm_cache.model == param<"model"> &&
                                      when<"after_value">(after(by_age, by_id, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, by_id, param<"after_id">)))
                               .order_by(by_age, by_id)
                               .limit(param<"fetch">);
    plan<CachePage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<EvalLlmCache> upsert(create_args&& args) {
    constexpr auto store = insert.on_conflict(eval_llm_cache.prompt_hash, eval_llm_cache.model)
                               .do_update(eval_llm_cache.response_text = excluded(eval_llm_cache.response_text),
                                          eval_llm_cache.tokens_input = excluded(eval_llm_cache.tokens_input),
                                          eval_llm_cache.tokens_output = excluded(eval_llm_cache.tokens_output),
                                          eval_llm_cache.cost_usd = excluded(eval_llm_cache.cost_usd),
                                          eval_llm_cache.created_at = excluded(eval_llm_cache.created_at),
                                          eval_llm_cache.expires_at = excluded(eval_llm_cache.expires_at))
                               .returning(eval_llm_cache);
    plan<EvalLlmCache> p{args};
    if (p.refused()) return p;
    p.take(store, inputs{args, bind<"id">(p.id_or_new(args.id, "cache"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(eval_llm_cache).where(eval_llm_cache.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<EvalLlmCache> create(create_args&& args) {
    constexpr auto insert_row = insert.returning(eval_llm_cache);
    plan<EvalLlmCache> p{args};
    if (p.refused()) return p;
    p.take(insert_row, inputs{args, bind<"id">(p.id_or_new(args.id, "cache"))});
    return p;
}

}  // namespace iofold::eval_llm_cache
