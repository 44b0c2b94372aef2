#include "functions.hpp"

#include <cstdlib>

#include "squall/squall.hpp"

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

namespace shapes {

plan<Seen> nested(nested_args&& args) {
    using text = optional<string>;
    constexpr auto query = select_into<Seen>(as<"workspace_id">(param<"workspace_id", text>), as<"name">(param<"name", text>),
                                             as<"items">(param<"items", text>), as<"best">(param<"best", text>),
                                             as<"note">(param<"note", text>), as<"limit">(cast<int64_t>(param<"limit", optional<int64_t>>)))
                               .from(schema::users)
                               .limit<1>();
    plan<Seen> p{args};
    if (p.refused()) return p;
    const auto as_json = [&](const value& v) {
        if (!v.given()) return value{};
        std::string out;
        append_json(out, v);
        return p.keep(out).content;
    };
    const auto& patch = *args.patch;
    p.take(query, inputs{args, bind(patch.name), bind<"items", text>(as_json(patch.items.cell)),
                         bind<"best", text>(as_json(patch.best.cell)), bind(patch.note)});
    return p;
}

plan<int64_t> set_email(email_change_args&& args) {
    constexpr auto change = update(schema::users)
                                .set(schema::users.email = param<"email">)
                                .where(schema::users.id == param<"id">)
                                .returning_value<int64_t>(length(schema::users.email));
    return single<int64_t>(change, args);
}

plan<nothing> replace(email_change_args&& args) {
    constexpr auto old = named<"old">(select(schema::users).from(schema::users).where(schema::users.id == param<"id">));
    constexpr auto removal =
        with(old)(delete_from(schema::users).where(schema::users.id.in(select_value<string>(old[schema::users.id]).from(old))));
    constexpr auto insert = insert_into(schema::users).set(schema::users.id, schema::users.email);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(removal, in).run(insert, in);
    return p;
}

plan<nothing> move_and_insert(email_change_args&& args) {
    constexpr auto move = update(schema::users).set(schema::users.id = param<"new_id">).where(schema::users.email == param<"email">);
    constexpr auto insert = insert_into(schema::users).set(schema::users.id = param<"id">, schema::users.email = param<"other">);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"new_id">(p.new_id("user")), bind<"other">(p.new_id("mail"))};
    p.run(move, in).run(insert, in);
    return p;
}

plan<bool> remove(id_args&& args) {
    constexpr auto kept =
        exists(select(schema::users.id).from(schema::users).where(schema::users.id == param<"id"> && schema::users.id == literal<"kept">));
    constexpr auto removal = delete_from(schema::users).where(schema::users.id == param<"id">).returning_value<bool>(literal<true>);
    plan<bool> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(must_hold<"not_kept">(not kept)), removal, in);
    return p;
}

}  // namespace shapes

}  // namespace faults
