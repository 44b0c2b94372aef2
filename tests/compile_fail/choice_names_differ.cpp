// expect: squall: the names of a choice<...> and those of its argument differ; each needs a by<...>
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"sort", one_of<"name", "age">> sort{};
};
plan<std::vector<Agent>> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(choice<"sort">(by<"name">(agents.name), by<"version">(agents.version)));
    return single<std::vector<Agent>>(query, args);
}
