#pragma once
// Orders, their lines, and what became of them.
#include "customers.hpp"

namespace shop::orders {

template <template <squall::fixed_string, class, auto...> class field>
struct line_fields {
    field<"product_id", std::int64_t> product_id{};
    field<"name", std::string> name{};
    field<"quantity", std::int64_t> quantity{};
    field<"unit_price", Money> unit_price{};
};
using OrderLine = squall::fields_of<line_fields>;
template <template <squall::fixed_string, class, auto...> class field>
struct order_tree_fields {
    field<"id", std::int64_t> id{};
    field<"status", OrderStatus> status{};
    field<"total", Money> total{};
    field<"customer", std::optional<schema::Customer>> customer{};
    field<"lines", std::vector<OrderLine>> lines{};
};
using OrderTree = squall::fields_of<order_tree_fields>;

template <template <squall::fixed_string, class, auto...> class arg>
struct new_line_fields {
    arg<"product_id", std::int64_t> product_id{};
    arg<"quantity", std::int64_t, squall::at_least<1>> quantity{};
};
template <template <squall::fixed_string, class, auto...> class arg>
struct place_fields {
    arg<"customer_id", std::int64_t> customer_id{};
    arg<"warehouse_id", std::int64_t> warehouse_id{};
    arg<"idempotency_key", std::string, squall::not_blank> idempotency_key{};
    arg<"lines", std::vector<squall::object<new_line_fields>>, squall::between<1, 200>> lines{};
};
/// Places an order and takes its goods from the stock, in one batch. Lines with the same product are added up.
/// Errors: conflict (idempotency_key: by_key() returns the order), guard_failed (in_stock), foreign_key.
squall::plan<OrderTree> place(squall::arguments<place_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct key_fields {
    arg<"idempotency_key", std::string> idempotency_key{};
};
/// The order of a key with its lines, their products and the customer.
squall::plan<std::optional<OrderTree>> by_key(squall::arguments<key_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct status_fields {
    arg<"id", std::int64_t> id{};
    arg<"status", OrderStatus> status{};
};
/// Errors: not_found, guard_failed (not_cancelled).
squall::plan<schema::Order> set_status(squall::arguments<status_fields>&&);
/// The changes of an order's status, which a trigger has recorded.
squall::plan<std::vector<schema::StatusChange>> history(squall::arguments<id_fields>&&);

template <template <squall::fixed_string, class, auto...> class field>
struct month_fields {
    field<"month", std::optional<std::string>> month{};
    field<"orders", std::int64_t> orders{};
    field<"total", std::int64_t> total{};
};
using Month = squall::fields_of<month_fields>;
template <template <squall::fixed_string, class, auto...> class arg>
struct no_fields {};
/// Orders and cents, month by month.
squall::plan<std::vector<Month>> by_month(squall::arguments<no_fields>&&);

using functions = squall::function_list<place, by_key, set_status, history, by_month>;

}  // namespace shop::orders
