#include "functions.hpp"

#include "squall/squall.hpp"

namespace random_plans::items {

using namespace squall;

namespace {
constexpr auto& t = stored_items;
constexpr auto by_id = t.id == param<"id">;
}  // namespace

plan<Item> put(put_args&& args) {
    constexpr auto store = insert_into(t)
                               .set(t.id, t.kind, t.amount, t.weight, t.note)
                               .on_conflict(t.id)
                               .do_update(t.kind = excluded(t.kind), t.amount = excluded(t.amount), t.weight = excluded(t.weight),
                                          t.note = coalesce(excluded(t.note), t.note))
                               .returning(t);
    return single<Item>(store, args);
}

plan<nothing> put_many(put_many_args&& args) {
    constexpr auto item = rows<"items", fields_in<put_args>>;
    constexpr auto insert = insert_into(t).set_each(item);
    plan<nothing> p{args};
    if (p.refused()) return p;
    row_lists all(p, item);
    for (const put_args& one : args.items) all.add(one);
    for (const auto& list : all) p.run(insert, inputs{args, list});
    return p;
}

plan<Item> move(move_args&& args) {
    constexpr auto is_there = [](auto id) { return exists(select(t.id).from(t).where(t.id == id)); };
    constexpr auto amount_there = scalar(select(t.amount).from(t).where(t.id == param<"from">));
    constexpr auto may = guard(must_exist<"from">(is_there(param<"from">)), must_exist<"to">(is_there(param<"to">)),
                               must_hold<"enough">(amount_there >= param<"amount", int64_t>));
    constexpr auto take = update(t).set(t.amount = t.amount - param<"amount", int64_t>).where(t.id == param<"from">);
    constexpr auto give = update(t).set(t.amount = t.amount + param<"amount", int64_t>).where(t.id == param<"to">).returning(t);
    plan<Item> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(may, in).run(take, in).take(give, in);
    return p;
}

plan<bool> remove(id_args&& args) {
    constexpr auto removal = delete_from(t).where(by_id).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<Item> get(id_args&& args) {
    constexpr auto query = select(t).from(t).where(by_id);
    return single<Item>(query, args);
}

plan<vector<Item>> find(ids_args&& args) {
    constexpr auto query = select(t).from(t).where(t.id.in(squall::list<"ids">)).order_by(t.id.asc());
    return single<vector<Item>>(query, args);
}

plan<ItemPage> list(list_args&& args) {
    constexpr auto heavy = t.weight.desc();
    constexpr auto last = t.id.asc();
    constexpr auto query = select(t)
                               .from(t)
                               .where(when<"kind">(t.kind == param<"kind">) && when<"least">(t.amount >= param<"least">) &&
                                      when<"after_value">(after(heavy, last, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(heavy, last, param<"after_id">)))
                               .order_by(heavy, last)
                               .limit(param<"fetch">);
    plan<ItemPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<double>>(args));
    return p;
}

plan<vector<Total>> totals(no_arguments&& args) {
    constexpr auto query =
        select_into<Total>(t.kind, as<"how_many">(count()), as<"sum">(coalesce(sum(t.amount), literal<0>)), as<"heaviest">(max(t.weight)))
            .from(t)
            .group_by(t.kind)
            .having(count() > literal<1>)
            .order_by(t.kind.asc());
    return single<vector<Total>>(query, args);
}

}  // namespace random_plans::items
