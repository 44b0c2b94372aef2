#pragma once
// What the shop offers, a namespace for each domain: db.customers, db.categories, db.products, db.stock, db.orders, db.tickets.
#include "catalog.hpp"
#include "customers.hpp"
#include "orders.hpp"
#include "stock.hpp"
#include "tickets.hpp"

namespace shop {
using all_functions = squall::joined_lists<customers::functions, categories::functions, products::functions, stock::functions,
                                           orders::functions, tickets::functions>::type;
}  // namespace shop
