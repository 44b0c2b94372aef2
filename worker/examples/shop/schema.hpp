#pragma once
// An online shop with a support desk: fourteen tables, a full-text index and a trigger. SQLite assigns the integer keys.
#include "squall/squall.hpp"

namespace shop {

/// Amounts are whole cents. The client has a number.
struct Money {
    std::int64_t cents = 0;
};
enum class OrderStatus { placed, paid, shipped, cancelled };
enum class TicketStatus { open, on_hold, closed };
enum class Author { customer, agent };

}  // namespace shop

template <>
struct squall::codec<shop::Money> {
    using stored = std::int64_t;
    static constexpr std::int64_t to_stored(const shop::Money& m) { return m.cents; }
    static constexpr shop::Money from_stored(std::int64_t cents) { return {cents}; }
};
template <>
inline constexpr const char* squall::stored_text<shop::TicketStatus::on_hold> = "on hold";

namespace shop::schema {

using squall::bigint;
using squall::default_sql;
using squall::fixed_string;
using squall::on_delete_cascade;
using squall::primary_key;
using squall::references;
using squall::timestamp;
using squall::unique;
using std::int64_t;
using std::optional;
using std::string;

template <template <fixed_string, class, auto...> class column>
struct customers_table {
    column<"id", int64_t, primary_key> id{};
    column<"email", string> email{};
    column<"name", string> name{};
    column<"created_at", timestamp> created_at{};
    column<"deleted_at", optional<timestamp>> deleted_at{};
};
inline constexpr squall::table<customers_table, "customers"> customers;
using Customer = squall::row_of<customers>;

template <template <fixed_string, class, auto...> class column>
struct addresses_table {
    column<"id", int64_t, primary_key> id{};
    column<"customer_id", int64_t, references<"customers", "id">, on_delete_cascade> customer_id{};
    column<"street", string> street{};
    column<"city", string> city{};
    column<"country", string> country{};
    column<"is_default", bool, default_sql<"0">> is_default{};
};
inline constexpr squall::table<addresses_table, "addresses"> addresses;
using Address = squall::row_of<addresses>;

template <template <fixed_string, class, auto...> class column>
struct categories_table {
    column<"id", int64_t, primary_key> id{};
    column<"parent_id", optional<int64_t>, references<"categories", "id">> parent_id{};
    column<"name", string> name{};
};
inline constexpr squall::table<categories_table, "categories"> categories;
using Category = squall::row_of<categories>;

template <template <fixed_string, class, auto...> class column>
struct products_table {
    column<"id", int64_t, primary_key> id{};
    column<"category_id", int64_t, references<"categories", "id">> category_id{};
    column<"sku", string, unique> sku{};
    column<"name", string> name{};
    column<"description", string, default_sql<"''">> description{};
    column<"price", Money> price{};
    column<"supplier_id", optional<bigint>> supplier_id{};
    column<"attributes", squall::json<>, default_sql<"'{}'">> attributes{};
    column<"version", int64_t, default_sql<"1">> version{};
};
inline constexpr squall::table<products_table, "products"> products;
using Product = squall::row_of<products>;

template <template <fixed_string, class, auto...> class column>
struct product_images_table {
    column<"id", int64_t, primary_key> id{};
    column<"product_id", int64_t, references<"products", "id">, on_delete_cascade> product_id{};
    column<"media_type", string> media_type{};
    column<"content", squall::blob> content{};
};
inline constexpr squall::table<product_images_table, "product_images"> product_images;
using ProductImage = squall::row_of<product_images>;

template <template <fixed_string, class, auto...> class column>
struct product_tags_table {
    column<"product_id", int64_t, references<"products", "id">, on_delete_cascade> product_id{};
    column<"tag", string> tag{};
};
inline constexpr squall::table<product_tags_table, "product_tags"> product_tags;

template <template <fixed_string, class, auto...> class column>
struct warehouses_table {
    column<"id", int64_t, primary_key> id{};
    column<"name", string, unique> name{};
};
inline constexpr squall::table<warehouses_table, "warehouses"> warehouses;
using Warehouse = squall::row_of<warehouses>;

template <template <fixed_string, class, auto...> class column>
struct stock_table {
    column<"warehouse_id", int64_t, references<"warehouses", "id">> warehouse_id{};
    column<"product_id", int64_t, references<"products", "id">> product_id{};
    column<"quantity", int64_t> quantity{};
};
inline constexpr squall::table<stock_table, "stock"> stock;
using Stock = squall::row_of<stock>;

template <template <fixed_string, class, auto...> class column>
struct orders_table {
    column<"id", int64_t, primary_key> id{};
    column<"customer_id", int64_t, references<"customers", "id">> customer_id{};
    column<"warehouse_id", int64_t, references<"warehouses", "id">> warehouse_id{};
    column<"idempotency_key", string, unique> idempotency_key{};
    column<"status", OrderStatus, default_sql<"'placed'">> status{};
    column<"total", Money> total{};
    column<"placed_at", timestamp> placed_at{};
};
inline constexpr squall::table<orders_table, "orders"> orders;
using Order = squall::row_of<orders>;

template <template <fixed_string, class, auto...> class column>
struct order_lines_table {
    column<"order_id", int64_t, references<"orders", "id">, on_delete_cascade> order_id{};
    column<"product_id", int64_t, references<"products", "id">> product_id{};
    column<"quantity", int64_t> quantity{};
    column<"unit_price", Money> unit_price{};
};
inline constexpr squall::table<order_lines_table, "order_lines"> order_lines;

template <template <fixed_string, class, auto...> class column>
struct stock_movements_table {
    column<"id", int64_t, primary_key> id{};
    column<"warehouse_id", int64_t, references<"warehouses", "id">> warehouse_id{};
    column<"product_id", int64_t, references<"products", "id">> product_id{};
    column<"quantity", int64_t> quantity{};
    column<"order_id", optional<int64_t>, references<"orders", "id">> order_id{};
    column<"moved_at", timestamp> moved_at{};
};
inline constexpr squall::table<stock_movements_table, "stock_movements"> stock_movements;

template <template <fixed_string, class, auto...> class column>
struct order_audit_table {
    column<"id", int64_t, primary_key> id{};
    column<"order_id", int64_t> order_id{};
    column<"old_status", OrderStatus> old_status{};
    column<"new_status", OrderStatus> new_status{};
};
inline constexpr squall::table<order_audit_table, "order_audit"> order_audit;
using StatusChange = squall::row_of<order_audit>;

template <template <fixed_string, class, auto...> class column>
struct tickets_table {
    column<"id", int64_t, primary_key> id{};
    column<"customer_id", int64_t, references<"customers", "id">> customer_id{};
    column<"order_id", optional<int64_t>, references<"orders", "id">> order_id{};
    column<"subject", string> subject{};
    column<"status", TicketStatus, default_sql<"'open'">> status{};
};
inline constexpr squall::table<tickets_table, "tickets"> tickets;
using Ticket = squall::row_of<tickets>;

template <template <fixed_string, class, auto...> class column>
struct ticket_messages_table {
    column<"id", int64_t, primary_key> id{};
    column<"ticket_id", int64_t, references<"tickets", "id">, on_delete_cascade> ticket_id{};
    column<"author", Author> author{};
    column<"body", string> body{};
    column<"sent_at", timestamp> sent_at{};
};
inline constexpr squall::table<ticket_messages_table, "ticket_messages"> ticket_messages;
using TicketMessage = squall::row_of<ticket_messages>;

/// Accents do not count: "cafe" finds "Café".
inline constexpr squall::full_text<products, "product_search", "unicode61 remove_diacritics 2", "name", "description"> product_search;

inline constexpr auto audit_status = squall::after_update<"audit_order_status", orders>(
    squall::insert_into(order_audit)
        .set(order_audit.order_id = squall::new_row<orders>.id, order_audit.old_status = squall::old_row<orders>.status,
             order_audit.new_status = squall::new_row<orders>.status)
        .where(squall::new_row<orders>.status != squall::old_row<orders>.status));

inline constexpr squall::relation_list<customers, addresses, categories, products, product_images, product_tags, warehouses, stock, orders,
                                       order_lines, stock_movements, order_audit, tickets, ticket_messages>
    tables;
inline constexpr squall::relation_list<product_search, audit_status> others;

}  // namespace shop::schema

// An e-mail address is taken whatever the case of its letters, until its customer is removed.
template <>
inline constexpr auto squall::constraints_of<shop::schema::customers> = [] {
    using namespace shop::schema;
    return constraints(unique_index<"ux_customers_email">(lower(customers.email)).where(customers.deleted_at.is_null()));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::addresses> = [] {
    using namespace shop::schema;
    return constraints(index<"idx_addresses_customer_id">(addresses.customer_id),
                       unique_index<"ux_addresses_default">(addresses.customer_id).where(addresses.is_default == literal<true>));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::categories> =
    constraints(index<"idx_categories_parent_id">(shop::schema::categories.parent_id));
template <>
inline constexpr auto squall::constraints_of<shop::schema::products> = [] {
    using namespace shop::schema;
    return constraints(index<"idx_products_category_id">(products.category_id, products.price), index<"idx_products_name">(products.name),
                       index<"idx_products_price">(products.price));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::product_images> =
    constraints(index<"idx_product_images_product_id">(shop::schema::product_images.product_id));
template <>
inline constexpr auto squall::constraints_of<shop::schema::product_tags> = [] {
    using namespace shop::schema;
    return constraints(primary_key_of(product_tags.product_id, product_tags.tag), index<"idx_product_tags_tag">(product_tags.tag));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::stock> = [] {
    using namespace shop::schema;
    return constraints(primary_key_of(stock.warehouse_id, stock.product_id), index<"idx_stock_product_id">(stock.product_id),
                       check<"stock_is_not_negative">(stock.quantity >= literal<0>));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::orders> = [] {
    using namespace shop::schema;
    return constraints(index<"idx_orders_customer_id">(orders.customer_id, orders.placed_at.desc(), orders.id.desc()));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::order_lines> = [] {
    using namespace shop::schema;
    return constraints(primary_key_of(order_lines.order_id, order_lines.product_id),
                       index<"idx_order_lines_product_id">(order_lines.product_id));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::stock_movements> = [] {
    using namespace shop::schema;
    return constraints(index<"idx_stock_movements_place">(stock_movements.warehouse_id, stock_movements.product_id));
}();
template <>
inline constexpr auto squall::constraints_of<shop::schema::order_audit> =
    constraints(index<"idx_order_audit_order_id">(shop::schema::order_audit.order_id));
template <>
inline constexpr auto squall::constraints_of<shop::schema::tickets> =
    constraints(index<"idx_tickets_customer_id">(shop::schema::tickets.customer_id));
template <>
inline constexpr auto squall::constraints_of<shop::schema::ticket_messages> =
    constraints(index<"idx_ticket_messages_ticket_id">(shop::schema::ticket_messages.ticket_id));
