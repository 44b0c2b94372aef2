// expect: squall: a choice<...> of the statement has no value of its name
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"order", one_of<"name", "version">> order{};
};
plan<std::vector<Agent>> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(choice<"sort">(by<"name">(agents.name), by<"version">(agents.version)));
    return single<std::vector<Agent>>(query, args);
}
