#pragma once
// A view: a query with a name in the database. Its columns are declared as a table's are, and must be what the query
// selects.
//
//     inline constexpr auto newest = squall::view<newest_view, "newest">(select(…).from(…));
//     select(newest).from(newest).where(newest.eval_id == param<"eval_id">)
#include "ddl.hpp"
#include "statement.hpp"
#include "subquery.hpp"

namespace squall {

/// A view as a source of rows: it can be selected from, not written. Query is void where only the database has it.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, class Query = void,
          fixed_string Alias = Name>
struct view_source : Definition<columns_for<view_source<Definition, Name, Query, Alias>>::template field> {
    struct self_ {
        using row = Definition<detail::row_field>;
        template <fixed_string As>
        using aliased = view_source<Definition, Name, Query, As>;
        static constexpr std::string_view name = detail::kept<Name>;
        static constexpr std::string_view alias = detail::kept<Alias>;
        static constexpr const auto& columns = detail::columns_of_definition<Definition>;
        /// A timestamp of a query that is not known here may have either form.
        static constexpr bool has_two_time_forms(std::string_view column) {
            if constexpr (std::is_void_v<Query>) {
                for (const column_description& c : columns)
                    if (c.name == column) return c.type->kind == value_kind::timestamp;
                return false;
            } else {
                const detail::result_column* selected = detail::result_named<Query>(column);
                return selected != nullptr && selected->has_two_time_forms;
            }
        }
        static constexpr void declare(detail::renderer& out) {
            out.use_table(name);
            out.name(name);
            if (name != alias) {
                out << " AS ";
                out.name(alias);
            }
        }
    };
};

namespace detail {
/// The same together with its query, as the DDL needs it.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, class Query>
struct defined_view : view_source<Definition, Name, Query> {
    using query = Query;
};
}  // namespace detail

template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, select_like Query>
constexpr detail::defined_view<Definition, Name, Query> view(Query) {
    detail::check_statement<Query>();
    constexpr bool fits = detail::result_fits<Definition<detail::row_field>>(detail::analysis_of<Query>);
    static_assert(fits, "squall: the view's query does not select its declared columns: names, order, types, optional where null may come");
    constexpr bool constant = detail::analysis_of<Query>.parameter_count == 0 && detail::analysis_of<Query>.piece_count == 0;
    static_assert(constant, "squall: a view's query has no parameters");
    return {};
}

/// What create_view_text writes to: out << "CREATE VIEW …".
using detail::renderer;

/// The text of CREATE VIEW. A pulled schema specializes it with a view's own SQL.
template <const auto& View>
struct create_view_text {
    using defined = std::remove_cvref_t<decltype(View)>;
    static constexpr void text(renderer& out) {
        out << "CREATE VIEW ";
        out.name(defined::self_::name);
        out << " AS\n";
        out.qualify = detail::analysis_of<typename defined::query>.qualify;
        out.stays_inside = true;
        defined::query::text(out);
    }
};
/// CREATE VIEW …, without a semicolon.
template <const auto& View>
inline constexpr std::string_view create_view{detail::rendered_text<create_view_text<View>>::chars.data(),
                                              detail::rendered_text<create_view_text<View>>::size};

}  // namespace squall
