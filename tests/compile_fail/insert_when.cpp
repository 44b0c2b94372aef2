// expect: squall: insert sets its columns always; when<...>() is for update
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email, when<"name">(users.name = param<"name">));
