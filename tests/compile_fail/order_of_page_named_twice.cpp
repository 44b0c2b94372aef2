// expect: squall: two page_order<...> of an ordered_page have the same name
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"limit", std::int64_t, default_integer<20>> limit{};
    arg<"cursor", std::optional<std::string>> cursor{};
};
using AgentPage = ordered_page<Agent, page_order<"name", "name", "id">, page_order<"name", "id">>;
plan<AgentPage> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(agents.name, agents.id).limit(param<"fetch">);
    plan<AgentPage> p{args};
    p.take(query, p.page<"name">(args.cursor, args.limit).inputs<std::string>(args));
    return p;
}
