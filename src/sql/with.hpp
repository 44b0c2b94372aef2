#pragma once
// Queries with a name: WITH, and queries in FROM.
#include "select.hpp"
#include "statement.hpp"

namespace squall {

template <fixed_string Alias, fixed_string Name, class T, bool Nullable>
struct query_column_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(kept<Alias>, kept<Name>, Nullable); }
};
template <fixed_string Alias, fixed_string Name, class T, bool Nullable>
inline constexpr std::string_view name_of_node<query_column_node<Alias, Name, T, Nullable>> = kept<Name>;

template <class Query>
constexpr const result_column* result_named(std::string_view name) {
    const auto& a = analysis_of<Query>;
    for (std::size_t i = 0; i < a.column_count; ++i)
        if (a.columns[i].name == name) return &a.columns[i];
    return nullptr;
}

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
            constexpr bool same_kind = comparable(found->type, type_of<T>);
            static_assert(same_kind, "squall: the named query's column has another type");
            return expression<query_column_node<Alias, Name, bare<T>, found->nullable>>{};
        }
    }
    /// The column named as that column of a table, of its type: due[agents.runs].
    template <class Table, fixed_string Name, class T>
    constexpr auto operator[](column<Table, Name, T>) const {
        return get<Name, T>();
    }
};

/// WITH name AS (query): a source in the statement that with() puts it before.
template <fixed_string Name, class Query, fixed_string Alias = Name>
struct cte : query_columns<Alias, Query> {
    struct self_ {
        template <fixed_string As>
        using aliased = cte<Name, Query, As>;
        static constexpr std::string_view alias = kept<Alias>;
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
            Query::text(out);
            --out.depth;
            out << ')';
            out.add_cte(kept<Name>);
        }
    };
};
template <fixed_string Name, select_like Q>
constexpr cte<Name, Q> named(Q) {
    return {};
}

/// FROM (query) AS name.
template <fixed_string Name, class Query>
struct derived_table : query_columns<Name, Query> {
    struct self_ {
        static constexpr std::string_view alias = kept<Name>;
        static constexpr void declare(renderer& out) {
            out << '(';
            const auto mark = out.open_own_scope();
            Query::text(out);
            out.close_scope(mark);
            out << ") AS ";
            out.name(alias);
        }
    };
};
/// A query as a source of rows: constexpr auto newest = derived<"newest">(select(…)…), then from(newest).
template <fixed_string Name, select_like Q>
constexpr derived_table<Name, Q> derived(Q) {
    return {};
}

template <class Inner, class... Ctes>
struct with_text {
    using row = typename Inner::row;
    static constexpr bool writes = Inner::writes;
    static constexpr auto text(renderer& out) {
        out << "WITH ";
        bool first = true;
        ((out << (first ? "" : ", "), Ctes::self_::define(out), first = false), ...);
        out << ' ';
        return Inner::text(out);
    }
};
template <class Inner, class... Ctes>
struct with_statement : with_text<Inner, Ctes...> {};
template <select_like Inner, class... Ctes>
struct with_statement<Inner, Ctes...> : with_text<Inner, Ctes...> {
    using is_select = void;
};
template <class Inner, class... Ctes>
struct only_column<with_statement<Inner, Ctes...>> : only_column<Inner> {};

template <class... Ctes>
struct with_ctes {
    template <statement_like Inner>
    constexpr with_statement<Inner, Ctes...> operator()(Inner) const {
        return {};
    }
};
/// with(a, b)(select(…).from(a)…): the named queries stand before the statement.
template <class... Ctes>
constexpr with_ctes<Ctes...> with(Ctes...) {
    return {};
}

}  // namespace squall
