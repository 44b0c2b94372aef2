#pragma once
// Customers and their addresses.
#include "schema.hpp"

namespace shop {

template <template <squall::fixed_string, class, auto...> class arg>
struct id_fields {
    arg<"id", std::int64_t> id{};
};

namespace customers {

template <template <squall::fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"email", std::string, squall::trimmed, squall::not_blank> email{};
    arg<"name", std::string, squall::not_blank> name{};
};
/// Registers a customer. Errors: conflict (a customer has the address, in any case of its letters).
squall::plan<schema::Customer> create(squall::arguments<create_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct email_fields {
    arg<"email", std::string> email{};
};
squall::plan<std::optional<schema::Customer>> by_email(squall::arguments<email_fields>&&);

/// Hides a customer; the orders stay. False when there is none.
squall::plan<bool> remove(squall::arguments<id_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct address_fields {
    arg<"customer_id", std::int64_t> customer_id{};
    arg<"street", std::string> street{};
    arg<"city", std::string> city{};
    arg<"country", std::string> country{};
};
/// Adds an address, which becomes the default one.
squall::plan<schema::Address> add_address(squall::arguments<address_fields>&&);

using functions = squall::function_list<create, by_email, remove, add_address>;

}  // namespace customers
}  // namespace shop
