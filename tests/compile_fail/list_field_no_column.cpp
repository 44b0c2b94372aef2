// expect: squall: a field of the bound list is no column of the table
#include "programs.hpp"

constexpr auto item = rows<"items", users.id, users.email, typed_field<"nickname", std::string>>;
constexpr auto q = insert_into(users).set_each(item);
