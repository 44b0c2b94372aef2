#pragma once
// What a table has beside its columns: keys of several columns and indexes. Written with the column objects, so that a
// misspelt one does not compile.
#include "table.hpp"

namespace squall {

struct index_column {
    std::string_view name{};
    bool descending = false;
};
template <std::size_t N>
struct column_list {
    std::array<index_column, N> columns{};
};

template <class T>
struct index_column_of;
template <class Table, fixed_string Name, class T>
struct index_column_of<column<Table, Name, T>> {
    static constexpr index_column value{kept<Name>, false};
};
template <class Table, fixed_string Name, class T>
struct index_column_of<order_term<column_node<Table, Name, T>, descending>> {
    static constexpr index_column value{kept<Name>, true};
};
template <class Table, fixed_string Name, class T>
struct index_column_of<order_term<column_node<Table, Name, T>, ascending>> {
    static constexpr index_column value{kept<Name>, false};
};

template <class... Columns>
struct primary_key_constraint {
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
};
template <class... Columns>
struct unique_constraint {
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
};
template <fixed_string Name, bool Unique, class Where, class... Columns>
struct index_constraint {
    static constexpr std::string_view name = kept<Name>;
    static constexpr bool is_unique = Unique;
    using where_node = Where;
    static constexpr std::array<index_column, sizeof...(Columns)> columns{index_column_of<Columns>::value...};
    /// Only the rows that fulfil a condition; it may hold literals but nothing that is bound.
    template <condition C>
    constexpr index_constraint<Name, Unique, typename C::node, Columns...> where(C) const {
        return {};
    }
};
/// The primary key of several columns.
template <class... Columns>
constexpr primary_key_constraint<Columns...> primary_key_of(Columns...) {
    return {};
}
/// A unique key of one or more columns.
template <class... Columns>
constexpr unique_constraint<Columns...> unique_key(Columns...) {
    return {};
}
/// index<"idx_jobs_priority">(jobs.priority.desc(), jobs.created_at).where(jobs.status == literal<JobStatus::queued>)
template <fixed_string Name, class... Columns>
constexpr index_constraint<Name, false, void, Columns...> index(Columns...) {
    return {};
}
template <fixed_string Name, class... Columns>
constexpr index_constraint<Name, true, void, Columns...> unique_index(Columns...) {
    return {};
}

template <class... All>
struct constraint_list {};
template <class... All>
constexpr constraint_list<All...> constraints(All...) {
    return {};
}
/// The keys and indexes of a table: specialise it beside the table.
template <const auto& Table>
inline constexpr auto constraints_of = constraints();

}  // namespace squall
