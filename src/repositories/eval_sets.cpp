#include "eval_sets.hpp"

namespace iofold::eval_sets {

using namespace squall;
using schema::eval_sets;

plan<optional<EvalSet>> get(id_args&& args) {
    constexpr auto query = select(eval_sets).from(eval_sets).where(eval_sets.id == param<"id">);
    return single<optional<EvalSet>>(query, args);
}

plan<EvalSetPage> list(list_args&& args) {
    constexpr auto by_age = eval_sets.created_at.desc();
    constexpr auto by_id = eval_sets.id.desc();
    constexpr auto query = select(eval_sets)
                               .from(eval_sets)
                               .where(eval_sets.workspace_id == param<"workspace_id"> &&
                                      when<"after_value">(after(by_age, by_id, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, by_id, param<"after_id">)))
                               .order_by(by_age, by_id)
                               .limit(param<"fetch">);
    plan<EvalSetPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<EvalSet> create(create_args&& args) {
    constexpr auto insert = insert_into(eval_sets)
                                .set(eval_sets.id, eval_sets.workspace_id, eval_sets.name, eval_sets.description,
                                     eval_sets.minimum_examples, eval_sets.created_at = param<"now">, eval_sets.updated_at = param<"now">)
                                .returning(eval_sets);
    plan<EvalSet> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "set"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(eval_sets).where(eval_sets.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_sets
