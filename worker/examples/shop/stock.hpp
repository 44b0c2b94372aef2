#pragma once
// Warehouses and what lies in them.
#include "schema.hpp"

namespace shop::stock {

template <template <squall::fixed_string, class, auto...> class arg>
struct name_fields {
    arg<"name", std::string> name{};
};
/// The warehouse of a name, which is made if there is none.
squall::plan<schema::Warehouse> warehouse(squall::arguments<name_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct add_fields {
    arg<"warehouse_id", std::int64_t> warehouse_id{};
    arg<"product_id", std::int64_t> product_id{};
    arg<"quantity", std::int64_t> quantity{};
};
/// Adds to the stock of a product, or takes from it with a negative number. Errors: foreign_key, check (less than there is).
squall::plan<schema::Stock> add(squall::arguments<add_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct transfer_fields {
    arg<"from", std::int64_t> from{};
    arg<"to", std::int64_t> to{};
    arg<"product_id", std::int64_t> product_id{};
    arg<"quantity", std::int64_t, squall::at_least<1>> quantity{};
};
/// Moves goods between warehouses. Errors: guard_failed (enough).
squall::plan<schema::Stock> transfer(squall::arguments<transfer_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct product_fields {
    arg<"product_id", std::int64_t> product_id{};
};
/// How many there are in all warehouses.
squall::plan<std::int64_t> total(squall::arguments<product_fields>&&);

using functions = squall::function_list<warehouse, add, transfer, total>;

}  // namespace shop::stock
