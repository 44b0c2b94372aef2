#include "customers.hpp"

namespace shop::customers {

using namespace squall;
using schema::addresses;
using schema::customers;

plan<schema::Customer> create(arguments<create_fields>&& args) {
    constexpr auto insert =
        insert_into(customers).set(customers.email, customers.name, customers.created_at = param<"now">).returning(customers);
    return single<schema::Customer>(insert, args);
}

plan<std::optional<schema::Customer>> by_email(arguments<email_fields>&& args) {
    constexpr auto query = select(customers).from(customers).where(lower(customers.email) == lower(param<"email", std::string>) &&
                                                                   customers.deleted_at.is_null());
    return single<std::optional<schema::Customer>>(query, args);
}

plan<bool> remove(arguments<id_fields>&& args) {
    constexpr auto change = update(customers)
                                .set(customers.deleted_at = param<"now">)
                                .where(customers.id == param<"id"> && customers.deleted_at.is_null())
                                .returning_value<bool>(literal<true>);
    return single<bool>(change, args);
}

plan<schema::Address> add_address(arguments<address_fields>&& args) {
    constexpr auto other = update(addresses)
                               .set(addresses.is_default = literal<false>)
                               .where(addresses.customer_id == param<"customer_id"> && addresses.is_default == literal<true>);
    constexpr auto insert =
        insert_into(addresses)
            .set(addresses.customer_id, addresses.street, addresses.city, addresses.country, addresses.is_default = literal<true>)
            .returning(addresses);
    plan<schema::Address> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(other, in);
    p.take(insert, in);
    return p;
}

}  // namespace shop::customers
