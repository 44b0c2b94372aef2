#pragma once
// What is known of an expression before any row is read. A node's text() returns the facts of what it has written; every
// check of a clause reads them.
#include <cstddef>
#include <cstdint>

namespace squall::detail {

/// Some of a statement's parameters, by number.
struct parameter_set {
    std::uint64_t words[2]{};

    static constexpr parameter_set of(std::size_t number) {
        parameter_set one;
        one.words[number / 64] = std::uint64_t{1} << (number % 64);
        return one;
    }
    constexpr bool has(std::size_t number) const { return (words[number / 64] >> (number % 64) & 1) != 0; }
    constexpr bool empty() const { return words[0] == 0 && words[1] == 0; }
    constexpr parameter_set operator|(parameter_set other) const { return {{words[0] | other.words[0], words[1] | other.words[1]}}; }
};

struct facts {
    bool may_be_null = false;
    bool has_aggregate = false;       // outside the subqueries in it
    bool has_window = false;          // the same of over()
    bool has_column = false;          // a column outside an aggregate
    bool has_two_time_forms = false;  // timestamps of both stored forms, which do not sort as text
    parameter_set null_with{};        // it is also null when one of these is bound to null

    /// Of an expression that is null when either part is.
    constexpr facts operator|(facts other) const {
        return {may_be_null || other.may_be_null, has_aggregate || other.has_aggregate,           has_window || other.has_window,
                has_column || other.has_column,   has_two_time_forms || other.has_two_time_forms, null_with | other.null_with};
    }
    constexpr facts& operator|=(facts other) { return *this = *this | other; }
    /// The same parts inside an expression that decides itself whether it is null.
    constexpr facts null_if(bool null) const {
        facts changed = *this;
        changed.may_be_null = null;
        changed.null_with = {};
        return changed;
    }
};

/// What is known of a query's rows: the facts of all their values together, and whether there is always exactly one row.
struct query_facts {
    facts values{};
    bool has_one_row = false;

    /// What an expression with this query in it takes over: the query's columns and aggregates are its own.
    constexpr facts value() const {
        return {.may_be_null = values.may_be_null, .has_two_time_forms = values.has_two_time_forms, .null_with = values.null_with};
    }
};

}  // namespace squall::detail
