// expect: squall: the list's objects have no field of this name
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

bool twice(const argument<"users", std::vector<object<new_user_fields>>>& list) { return plan_core::has_duplicates<"nickname">(list); }
