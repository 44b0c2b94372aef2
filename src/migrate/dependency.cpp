#include "dependency.hpp"

#include <algorithm>

#include "sql_tokens.hpp"

namespace squall::migrate {

name_set with_descendants(const snapshot& s, const name_set& tables) {
    name_set all = tables;
    for (std::size_t before = 0; before != all.size();) {
        before = all.size();
        for (const table_shape& t : s.tables)
            for (const foreign_key& k : t.foreign_keys)
                if (all.contains(lower(k.table))) all.insert(lower(t.name));
    }
    return all;
}

namespace {
bool waits_for(const table_shape& t, const name_set& missing, bool only_required) {
    return std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const foreign_key& k) {
        if (same_word(k.table, t.name) || !missing.contains(lower(k.table))) return false;
        const column_shape* c = t.column(k.columns.front());
        return !only_required || (c != nullptr && c->not_null);
    });
}
}  // namespace

std::vector<const table_shape*> parents_first(const snapshot& s, const name_set& tables) {
    std::vector<const table_shape*> order, left;
    name_set missing;
    for (const table_shape& t : s.tables)
        if (tables.contains(lower(t.name))) left.push_back(&t), missing.insert(lower(t.name));
    while (!left.empty()) {
        auto next = std::find_if(left.begin(), left.end(), [&](const table_shape* t) { return !waits_for(*t, missing, false); });
        if (next == left.end()) next = std::find_if(left.begin(), left.end(), [&](const table_shape* t) { return !waits_for(*t, missing, true); });
        if (next == left.end()) next = left.begin();
        order.push_back(*next);
        missing.erase(lower((*next)->name));
        left.erase(next);
    }
    return order;
}

}  // namespace squall::migrate
