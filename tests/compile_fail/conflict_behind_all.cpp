// expect: squall: an on_conflict() without columns comes last: it covers every key
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).on_conflict().do_nothing().on_conflict(users.id).do_nothing();
