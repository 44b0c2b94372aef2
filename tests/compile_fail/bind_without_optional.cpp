// expect: squall: bind<...> names a type without std::optional for a value that may be missing
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

auto bound(const new_user& one) { return bind<"id", std::string>(one.name); }
