// expect: squall: a field of rows<...> has no value of its name in add()
#include "programs.hpp"

#include "squall/core/row_lists.hpp"

constexpr auto item = rows<"users", users.id, users.email>;

void add(plan_core& p) {
    row_lists rows_of_users(p, item);
    rows_of_users.add(bind<"id">(p.new_id("user")));
}
