#include "functions.hpp"

namespace steps::users {

using namespace squall;

namespace {

plan<User> insert_copy(const User& original) {
    constexpr auto insert =
        insert_into(schema::users)
            .set(schema::users.id = param<"id">, schema::users.email = param<"email">, schema::users.created_at = param<"now">)
            .returning(schema::users);
    plan<User> p;
    p.take(insert, inputs{bind<"id">(p.new_id("user")), bind<"email">(p.keep("copy of " + original.email))});
    return p;
}

}  // namespace

plan<int64_t> count(squall::no_arguments&& args) {
    constexpr auto query = select_value<int64_t>(squall::count()).from(schema::users);
    return single<int64_t>(query, args);
}

plan<User> get(id_args&& args) {
    constexpr auto query = select(schema::users).from(schema::users).where(schema::users.id == param<"id">);
    return single<User>(query, args);
}

two_steps<User, User> copy(id_args&& args) { return then(get(std::move(args)), std::function(insert_copy)); }

three_steps copy_twice(id_args&& args) {
    return then(get(std::move(args)), std::function<two_steps<User, User>(const User&)>(
                                          [](const User& original) { return then(insert_copy(original), std::function(insert_copy)); }));
}

}  // namespace steps::users
