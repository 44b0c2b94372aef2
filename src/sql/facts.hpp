#pragma once
// What is known of an expression before any row is read. A node's text() returns the facts of what it has written; every
// check of a clause reads them.

namespace squall {

struct facts {
    bool may_be_null = false;
    bool has_aggregate = false;  // outside the subqueries in it
    bool has_window = false;     // the same of over()
    bool has_column = false;     // a column outside an aggregate

    /// Of an expression that is null when either part is.
    constexpr facts operator|(facts other) const {
        return {may_be_null || other.may_be_null, has_aggregate || other.has_aggregate, has_window || other.has_window,
                has_column || other.has_column};
    }
    constexpr facts& operator|=(facts other) { return *this = *this | other; }
    /// The same expression inside one that decides itself whether it is null.
    constexpr facts null_if(bool null) const {
        facts changed = *this;
        changed.may_be_null = null;
        return changed;
    }
};

/// What is known of a query's result: whether a value in it may be null, and whether it always has exactly one row.
struct query_facts {
    bool may_be_null = false;
    bool has_one_row = false;
};

}  // namespace squall
