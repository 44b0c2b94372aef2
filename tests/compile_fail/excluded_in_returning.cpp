// expect: squall: excluded() is allowed only in do_update() of an upsert into the column's table
#include "programs.hpp"

constexpr auto q = insert_into(users)
                       .set(users.id, users.email)
                       .on_conflict(users.id)
                       .do_update(users.email)
                       .returning_value<std::string>(excluded(users.email));
static_assert(text_of(q).size() > 0);
