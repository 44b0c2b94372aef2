// expect: squall: an assigned value cannot hold an aggregate; use scalar(select(...))
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set(users.id, users.email).on_conflict(users.id).do_update(users.name = max(users.email)));
