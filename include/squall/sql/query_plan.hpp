#pragma once
// EXPLAIN QUERY PLAN of a statement as a call: how the database would go about it. The statement itself is not performed.
//     plan<std::vector<query_plan_line>> why(arguments<list_fields>&& args) {
//         return single<std::vector<query_plan_line>>(explain_query_plan(filtered), args);
//     }
#include "statement.hpp"

namespace squall {

template <template <fixed_string, class, auto...> class field>
struct query_plan_line_fields {
    field<"id", std::int64_t> id{};
    field<"parent", std::int64_t> parent{};
    field<"notused", std::int64_t> notused{};
    field<"detail", std::string> detail{};
};
/// A line of the plan: SEARCH users USING INDEX …, below the line whose id is its parent.
using query_plan_line = fields_of<query_plan_line_fields>;

namespace detail {
template <class Statement>
struct query_plan_statement {
    using row = query_plan_line;
    static constexpr bool writes = false;
    static constexpr void text(renderer& out) {
        out << "EXPLAIN QUERY PLAN ";
        ++out.depth;  // its columns are not those of the plan
        Statement::text(out);
        --out.depth;
        for (const column_description& c : definition_of<row>::columns) out.result(c.name, c.type, {});
    }
};
}  // namespace detail

/// The plan of a statement, whose values are bound as it binds them.
template <statement_like Q>
constexpr detail::query_plan_statement<Q> explain_query_plan(Q) {
    detail::check_statement<Q>();
    return {};
}

}  // namespace squall
