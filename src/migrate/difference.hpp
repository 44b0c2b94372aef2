#pragma once
// What distinguishes two snapshots, as data for the SQL that leads from one to the other, and as sentences.
#include <memory>

#include "dependency.hpp"
#include "renames.hpp"

namespace squall::migrate {

/// A table that both have and that differs in more than its indexes.
struct table_change {
    const table_shape *before = nullptr, *after = nullptr;
    bool rebuild = false;      // else ALTER TABLE does it
    names added{}, dropped{};  // columns
};

struct difference {
    snapshot before, after;  // before: with the renames done
    renames renamed;
    names new_tables{}, dropped_tables{};
    std::vector<table_change> changed{};
    names new_views{}, dropped_views{};            // a changed view is in both
    names new_full_texts{}, dropped_full_texts{};  // a changed index is in both
    names new_triggers{}, dropped_triggers{};      // a changed trigger is in both
    names new_kept{}, dropped_kept{};              // a changed object is in both
    names sentences{};                             // what is different, one each
    names losses{};                                // those that lose rows or values
    names warnings{};                              // what stops the migration where the rows are not ready for it

    difference() = default;
    difference(const difference&) = delete;  // changed points into before and after
    difference& operator=(const difference&) = delete;
    bool empty() const { return sentences.empty(); }
};

/// From `before`, after the renames, to `after`, both complete: what `after` has not is dropped (keep.hpp completes a declared
/// schema). The triggers of a full-text index go and come with it.
std::unique_ptr<difference> compare(const snapshot& before, const snapshot& after, const renames& requested = {});

/// Just the sentences, from the point of view of `found`: "agents.name: NOT NULL is missing".
names differences_of(const snapshot& expected, const snapshot& found);

}  // namespace squall::migrate
