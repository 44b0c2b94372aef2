// expect: squall: a value in add() may be missing, and its field of rows<...> is never null
#include "programs.hpp"

#include "squall/core/row_lists.hpp"

template <template <fixed_string, class, auto...> class arg>
struct new_user_fields {
    arg<"id", std::optional<std::string>> id{};
    arg<"email", std::string> email{};
    arg<"name", std::optional<std::string>> name{};
};
using new_user = arguments<new_user_fields>;
constexpr auto item = rows<"users", fields_in<new_user>, users.id>;

void add(plan_core& p, const new_user& one) {
    row_lists rows_of_users(p, item);
    rows_of_users.add(one);
}
