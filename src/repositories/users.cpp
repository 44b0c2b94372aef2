#include "users.hpp"

namespace iofold::users {

using namespace squall;
using schema::users;

plan<optional<User>> get(id_args&& args) {
    constexpr auto query = select(users).from(users).where(users.id == param<"id">);
    return single<optional<User>>(query, args);
}

plan<optional<User>> find_by_email(find_by_email_args&& args) {
    constexpr auto query = select(users).from(users).where(users.email == param<"email">);
    return single<optional<User>>(query, args);
}

plan<UserPage> list(list_args&& args) {
    constexpr auto by_age = users.created_at.asc();
    constexpr auto by_id = users.id.asc();
    constexpr auto query =
        select(users)
            .from(users)
            .where(when<"after_value">(after_among_values(by_age, by_id, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_among_nulls(by_age, by_id, param<"after_id">)) && when<"beyond">(beyond(by_age)))
            .order_by(by_age, by_id)
            .limit(param<"fetch">);
    plan<UserPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    if (start.follows_null()) p.take(query, start.beyond().inputs<optional<timestamp>>(args));  // null comes first
    return p;
}

plan<User> create(create_args&& args) {
    constexpr auto insert = insert_into(users).set(users.id, users.email, users.created_at = param<"now">).returning(users);
    plan<User> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "user"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(users).where(users.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::users
