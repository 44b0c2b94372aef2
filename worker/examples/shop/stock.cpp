#include "stock.hpp"

namespace shop::stock {

using namespace squall;
using schema::stock;
using schema::warehouses;

plan<schema::Warehouse> warehouse(arguments<name_fields>&& args) {
    constexpr auto upsert = insert_into(warehouses)
                                .set(warehouses.name)
                                .on_conflict(warehouses.name)
                                .do_update(warehouses.name = excluded(warehouses.name))
                                .returning(warehouses);
    return single<schema::Warehouse>(upsert, args);
}

// The row is made first: the CHECK of a row that cannot be inserted would come before its ON CONFLICT.
plan<schema::Stock> add(arguments<add_fields>&& args) {
    constexpr auto make = insert_into(stock)
                              .set(stock.warehouse_id, stock.product_id, stock.quantity = literal<0>)
                              .on_conflict(stock.warehouse_id, stock.product_id)
                              .do_nothing();
    constexpr auto change = update(stock)
                                .set(stock.quantity = stock.quantity + param<"quantity">)
                                .where(stock.warehouse_id == param<"warehouse_id"> && stock.product_id == param<"product_id">)
                                .returning(stock);
    plan<schema::Stock> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(make, in);
    p.take(change, in);
    return p;
}

plan<schema::Stock> transfer(arguments<transfer_fields>&& args) {
    constexpr auto source = stock.warehouse_id == param<"from"> && stock.product_id == param<"product_id">;
    constexpr auto enough =
        must_hold<"enough">(exists(select(stock.quantity).from(stock).where(source && stock.quantity >= param<"quantity">)));
    constexpr auto take_out = update(stock).set(stock.quantity = stock.quantity - param<"quantity">).where(source);
    constexpr auto put_in = insert_into(stock)
                                .set(stock.warehouse_id = param<"to">, stock.product_id, stock.quantity)
                                .on_conflict(stock.warehouse_id, stock.product_id)
                                .do_update(stock.quantity = stock.quantity + excluded(stock.quantity))
                                .returning(stock);
    plan<schema::Stock> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(enough), take_out, in);
    p.take(put_in, in);
    return p;
}

plan<std::int64_t> total(arguments<product_fields>&& args) {
    constexpr auto query =
        select_value<std::int64_t>(coalesce(sum(stock.quantity), literal<0>)).from(stock).where(stock.product_id == param<"product_id">);
    return single<std::int64_t>(query, args);
}

}  // namespace shop::stock
