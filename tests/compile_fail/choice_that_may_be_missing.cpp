// expect: squall: the argument of a choice<...> may be missing; give it default_text<...> or default_enum<...>
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"sort", std::optional<one_of<"name", "version">>> sort{};
};
plan<std::vector<Agent>> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(choice<"sort">(by<"name">(agents.name), by<"version">(agents.version)));
    return single<std::vector<Agent>>(query, args);
}
