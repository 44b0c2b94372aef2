#include "functions.hpp"

#include <cstdlib>

namespace faults {

using namespace iofold;
using namespace squall;

namespace {

plan<int64_t> count_if(std::int64_t least) {
    constexpr auto query = select_value<int64_t>(squall::count()).from(schema::users).having(squall::count() >= param<"least", int64_t>);
    plan<int64_t> p;
    p.take(query, inputs{bind_integer<"least">(least)});
    return p;
}

/// Never comes back, which no compiler can know.
int64_t dive(volatile int64_t* above) {
    volatile int64_t here[32] = {*above};
    return *above == 0 ? 0 : dive(here) + here[0] + *above;
}

}  // namespace

namespace traps {

plan<int64_t> overflow_stack(no_arguments&&) {
    volatile int64_t bottom = 1;
    return count_if(dive(&bottom));
}

plan<int64_t> exhaust_memory(no_arguments&&) {
    int64_t blocks = 0;
    for (volatile bool always = true; always; ++blocks) *static_cast<volatile char*>(operator new (std::size_t{1} << 29)) = 'x';
    return count_if(blocks);
}

plan<int64_t> abort(no_arguments&&) { std::abort(); }

}  // namespace traps

namespace chains {

two_steps<User, int64_t> insert_and_abort(email_args&& args) {
    constexpr auto insert =
        insert_into(schema::users)
            .set(schema::users.id = param<"id">, schema::users.email = param<"email">, schema::users.created_at = param<"now">)
            .returning(schema::users);
    plan<User> p{args};
    if (!p.refused()) p.take(insert, inputs{args, bind<"id">(p.new_id("user"))});
    return then(std::move(p), std::function<plan<int64_t>(const User&)>([](const User&) -> plan<int64_t> { std::abort(); }));
}

}  // namespace chains

}  // namespace faults
