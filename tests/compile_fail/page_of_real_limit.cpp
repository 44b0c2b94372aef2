// expect: squall: the number of rows of a page is an argument of the type std::int64_t
#include "squall/core/plan.hpp"

#include "programs.hpp"

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"cursor", std::optional<std::string>> cursor{};
    arg<"limit", double> limit{};
};
page_start start(arguments<list_fields>&& args) {
    plan<page<row_of<users>, "id">> p{args};
    return p.page(args.cursor, args.limit);
}
