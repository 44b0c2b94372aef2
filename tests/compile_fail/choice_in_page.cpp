// expect: squall: a choice<...> does not sort a page, as a cursor belongs to one order
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"sort", one_of<"name", "version">> sort{};
};
plan<page<Agent, "name", "id">> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(choice<"sort">(by<"name">(agents.name), by<"version">(agents.version)));
    return single<page<Agent, "name", "id">>(query, args);
}
