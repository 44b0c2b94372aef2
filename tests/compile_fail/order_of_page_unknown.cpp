// expect: squall: the ordered_page has no page_order<...> of this name
#include "programs.hpp"
#include "squall/core/choose.hpp"

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"limit", std::int64_t, default_integer<20>> limit{};
    arg<"cursor", std::optional<std::string>> cursor{};
};
using AgentPage = ordered_page<Agent, page_order<"by_name", "name", "id">, page_order<"by_id", "id">>;
plan<AgentPage> sorted(arguments<sorted_fields>&& args) {
    constexpr auto query = select(agents).from(agents).order_by(agents.name, agents.id).limit(param<"fetch">);
    plan<AgentPage> p{args};
    const page_start start = p.page<"name">(args.cursor, args.limit);
    p.take(query, start.inputs<std::string>(args));
    return p;
}
