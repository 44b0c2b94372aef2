#pragma once
// Queries with a name: WITH, and queries in FROM.
#include "select.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
template <fixed_string Alias, fixed_string Name, class T, bool Nullable, bool HasTwoTimeForms>
struct query_column_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(kept<Alias>, kept<Name>, Nullable, HasTwoTimeForms); }
};
template <fixed_string Alias, fixed_string Name, class T, bool Nullable, bool HasTwoTimeForms>
inline constexpr std::string_view name_of_node<query_column_node<Alias, Name, T, Nullable, HasTwoTimeForms>> = kept<Name>;

/// The columns that a named query offers.
template <fixed_string Alias, class Query>
struct query_columns {
    /// A column by its name: due.get<"runs", std::int64_t>().
    template <fixed_string Name, column_value T>
    constexpr auto get() const {
        constexpr const result_column* found = result_named<Query>(Name.view());
        constexpr bool selected = found != nullptr;
        static_assert(selected, "squall: the named query does not select this column");
        constexpr bool keeps_name = !identifiers::same_word(Name.view(), "true") && !identifiers::same_word(Name.view(), "false");
        static_assert(keeps_name, "squall: SQLite renames a query's column called true or false; select it as<...>() of another name");
        if constexpr (selected) {
            constexpr bool same_kind = holds(type_of<T>, found->type);
            static_assert(same_kind, "squall: the named query's column has another type");
            return expression<query_column_node<Alias, Name, bare<T>, found->nullable, found->has_two_time_forms>>{};
        }
    }
    /// The column named as that column of a table, of its type: due[agents.runs].
    template <class Table, fixed_string Name, class T>
    constexpr auto operator[](column<Table, Name, T>) const {
        return get<Name, T>();
    }
};

template <class Query>
inline constexpr bool is_recursive_query = false;

/// WITH name AS (query): a source in the statement that with() puts it before.
template <fixed_string Name, class Query, fixed_string Alias = Name>
struct cte : query_columns<Alias, Query> {
    struct self_ {
        template <fixed_string As>
        using aliased = cte<Name, Query, As>;
        static constexpr std::string_view alias = kept<Alias>;
        static constexpr std::string_view cte_name = kept<Name>;
        static constexpr bool is_recursive = is_recursive_query<Query>;
        static constexpr void declare(renderer& out) {
            out.use_cte(kept<Name>);
            out.name(kept<Name>);
            if (Name.view() != Alias.view()) {
                out << " AS ";
                out.name(alias);
            }
        }
        static constexpr void define(renderer& out) {
            out.name(kept<Name>);
            out << " AS (";
            ++out.depth;
            out.require(Query::text(out).values.null_with);
            --out.depth;
            out << ')';
            out.add_cte(kept<Name>);
        }
    };
};
}  // namespace detail

template <fixed_string Name, select_like Q>
constexpr detail::cte<Name, Q> named(Q) {
    return {};
}

template <fixed_string Name, detail::several_statements Q>
constexpr void named(Q) {
    detail::refuse_choice<Q>();
}

namespace detail {
/// FROM (query) AS name.
template <fixed_string Name, class Query>
struct derived_table : query_columns<Name, Query> {
    struct self_ {
        static constexpr std::string_view alias = kept<Name>;
        static constexpr void declare(renderer& out) {
            out << '(';
            const auto mark = out.open_own_scope();
            out.require(Query::text(out).values.null_with);
            out.close_scope(mark);
            out << ") AS ";
            out.name(alias);
        }
    };
};
}  // namespace detail

/// A query as a source of rows: constexpr auto newest = derived<"newest">(select(…)…), then from(newest).
template <fixed_string Name, select_like Q>
constexpr detail::derived_table<Name, Q> derived(Q) {
    return {};
}

template <fixed_string Name, detail::several_statements Q>
constexpr void derived(Q) {
    detail::refuse_choice<Q>();
}

namespace detail {
template <class Inner, class... Ctes>
struct with_text {
    using row = typename Inner::row;
    static constexpr bool writes = Inner::writes;
    static constexpr bool frees_keys() { return frees_keys_of<Inner>(); }
    static constexpr auto text(renderer& out) {
        const std::size_t outer = out.open_ctes(), outer_names = out.open_names();
        const std::string_view names[] = {Ctes::self_::cte_name...};
        out.name_ctes(names, sizeof...(Ctes));
        out << ((Ctes::self_::is_recursive || ...) ? "WITH RECURSIVE " : "WITH ");
        bool first = true;
        ((out << (first ? "" : ", "), Ctes::self_::define(out), first = false), ...);
        out << ' ';
        if constexpr (std::is_void_v<decltype(Inner::text(out))>) {
            Inner::text(out);
            out.close_ctes(outer);
            out.close_names(outer_names);
        } else {
            const auto known = Inner::text(out);
            out.close_ctes(outer);
            out.close_names(outer_names);
            return known;
        }
    }
};
template <class Inner, class... Ctes>
struct with_statement : with_text<Inner, Ctes...> {};
template <select_like Inner, class... Ctes>
struct with_statement<Inner, Ctes...> : with_text<Inner, Ctes...> {
    using is_select = void;
    static constexpr bool has_tail = true;  // as a term of a compound query it is a query in FROM
    static constexpr std::size_t terms = [] {
        if constexpr (requires { Inner::terms; })
            return Inner::terms;
        else
            return std::size_t{1};
    }();
};
template <class Inner, class... Ctes>
struct only_column<with_statement<Inner, Ctes...>> : only_column<Inner> {};

template <class T>
inline constexpr bool is_named_query = false;
template <fixed_string Name, class Query, fixed_string Alias>
inline constexpr bool is_named_query<cte<Name, Query, Alias>> = true;
template <class... Ctes>
constexpr bool names_are_distinct() {
    const std::string_view names[] = {Ctes::self_::cte_name...};
    for (std::size_t i = 0; i < sizeof...(Ctes); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (identifiers::same_word(names[i], names[k])) return false;
    return true;
}
template <class Inner, class... Ctes>
constexpr with_statement<Inner, Ctes...> before_statement() {
    constexpr bool distinct_names = names_are_distinct<Ctes...>();
    static_assert(distinct_names, "squall: two queries of with() have the same name");
    return {};
}

template <class... Ctes>
struct with_ctes {
    template <statement_like Inner>
    constexpr auto operator()(Inner) const {
        return before_statement<Inner, Ctes...>();
    }
    /// The named queries stand before each statement of a choice<...>().
    template <class Chosen>
        requires requires { Chosen::choice_name; }
    constexpr auto operator()(Chosen) const {
        return Chosen::each([](auto one) { return with_ctes{}(one); });
    }
    /// A statement has one WITH, so the named queries of both stand in it.
    template <class Inner, class... Own>
    constexpr auto operator()(with_statement<Inner, Own...>) const {
        return before_statement<Inner, Ctes..., Own...>();
    }
};
}  // namespace detail

/// with(a, b)(select(…).from(a)…): the named queries stand before the statement.
template <class... Ctes>
constexpr auto with(Ctes...) {
    constexpr bool all_named = (detail::is_named_query<Ctes> && ...) && sizeof...(Ctes) > 0;
    static_assert(all_named, "squall: with() takes one or more named<...>() queries");
    if constexpr (all_named) return detail::with_ctes<Ctes...>{};
}

}  // namespace squall
