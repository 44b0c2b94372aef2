#include "orders.hpp"

#include "squall/sql/sqlite_functions.hpp"

namespace shop::orders {

using namespace squall;
using schema::customers;
using schema::order_audit;
using schema::order_lines;
using schema::orders;
using schema::products;
using schema::stock;
using schema::stock_movements;

namespace {

constexpr auto by_id = orders.id == param<"id">;
constexpr auto this_order = orders.idempotency_key == param<"idempotency_key">;
constexpr auto tree =
    select_into<OrderTree>(
        orders.id, orders.status, orders.total,
        as<"customer">(nested_row(select(customers).from(customers).where(customers.id == orders.customer_id))),
        as<"lines">(nested_rows(select_into<OrderLine>(order_lines.product_id, products.name, order_lines.quantity, order_lines.unit_price)
                                    .from(order_lines)
                                    .join(products, products.id == order_lines.product_id)
                                    .where(order_lines.order_id == orders.id)
                                    .order_by(order_lines.product_id))))
        .from(orders)
        .where(this_order);

// What is ordered, one row a product: an UPDATE … FROM with the same row twice would apply only one of them.
constexpr auto line = rows<"lines", fields_in<arguments<new_line_fields>>>;
constexpr auto product_of_line = line.field<"product_id">();
constexpr auto wanted = derived<"wanted">(
    select(as<"product_id">(product_of_line), as<"quantity">(sum(line.field<"quantity">()))).from(line).group_by(product_of_line));
constexpr auto wanted_product = wanted.get<"product_id", std::int64_t>();
constexpr auto wanted_quantity = wanted.get<"quantity", std::int64_t>();

}  // namespace

plan<OrderTree> place(arguments<place_fields>&& args) {
    constexpr auto is_new = must_be_free<"idempotency_key">(!exists(select(orders.id).from(orders).where(this_order)));
    constexpr auto in_warehouse = stock.warehouse_id == param<"warehouse_id"> && stock.product_id == wanted_product;
    constexpr auto in_stock = must_hold<"in_stock">(!exists(select(as<"product_id">(wanted_product))
                                                                .from(wanted)
                                                                .left_join(stock, in_warehouse)
                                                                .where(coalesce(stock.quantity, literal<0>) < wanted_quantity)));
    constexpr auto total = scalar(select(as<"total">(coalesce(sum(products.price * wanted_quantity), literal<0>)))
                                      .from(wanted)
                                      .join(products, products.id == wanted_product));
    constexpr auto add_order = insert_into(orders).set(orders.customer_id, orders.warehouse_id, orders.idempotency_key,
                                                       orders.total = total, orders.placed_at = param<"now">);
    constexpr auto add_lines = insert_into(order_lines)
                                   .set_each(select(as<"order_id">(orders.id), as<"product_id">(products.id),
                                                    as<"quantity">(wanted_quantity), as<"unit_price">(products.price))
                                                 .from(orders)
                                                 .cross_join(wanted)
                                                 .join(products, products.id == wanted_product)
                                                 .where(this_order));
    constexpr auto take_goods = update(stock).set(stock.quantity = stock.quantity - wanted_quantity).from(wanted).where(in_warehouse);
    constexpr auto record =
        insert_into(stock_movements)
            .set_each(select(as<"warehouse_id">(orders.warehouse_id), as<"product_id">(order_lines.product_id),
                             as<"quantity">(-order_lines.quantity), as<"order_id">(orders.id), as<"moved_at">(orders.placed_at))
                          .from(orders)
                          .join(order_lines, order_lines.order_id == orders.id)
                          .where(this_order));
    plan<OrderTree> p{args};
    if (p.refused()) return p;
    row_lists lists(p, line);
    for (const auto& one : args.lines) lists.add(one);
    const inputs in{args, *lists.begin()};  // at most 200 lines: one list
    p.run(guard(is_new, in_stock), in);
    p.run(add_order, in);
    p.run(add_lines, in);
    p.run(take_goods, in);
    p.run(record, in);
    p.take(tree, in);
    return p;
}

plan<std::optional<OrderTree>> by_key(arguments<key_fields>&& args) { return single<std::optional<OrderTree>>(tree, args); }

plan<schema::Order> set_status(arguments<status_fields>&& args) {
    constexpr auto is_there = must_exist<"order">(exists(select(orders.id).from(orders).where(by_id)));
    constexpr auto not_cancelled =
        must_hold<"not_cancelled">(scalar(select(orders.status).from(orders).where(by_id)) != literal<OrderStatus::cancelled>);
    constexpr auto change = update(orders).set(orders.status).where(by_id).returning(orders);
    plan<schema::Order> p{args};
    if (p.refused()) return p;
    p.take(guard(is_there, not_cancelled), change, inputs{args});
    return p;
}

plan<std::vector<schema::StatusChange>> history(arguments<id_fields>&& args) {
    constexpr auto query = select(order_audit).from(order_audit).where(order_audit.order_id == param<"id">).order_by(order_audit.id);
    return single<std::vector<schema::StatusChange>>(query, args);
}

plan<std::vector<Month>> by_month(arguments<no_fields>&& args) {
    constexpr auto month = fn<"strftime">(literal<"%Y-%m">, orders.placed_at);
    constexpr auto query = select_into<Month>(as<"month">(month), as<"orders">(count()), as<"total">(sum(orders.total)))
                               .from(orders)
                               .group_by(month)
                               .order_by(month);
    return single<std::vector<Month>>(query, args);
}

}  // namespace shop::orders
