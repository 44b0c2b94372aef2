#include "snapshot.hpp"

#include <algorithm>
#include <tuple>

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {
template <class List>
auto* named(List& list, std::string_view name) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& one) { return same_word(one.name, name); });
    return at == list.end() ? nullptr : &*at;
}
template <class List>
void sort_by_name(List& list) {
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}
auto key_of(const foreign_key& k) { return std::tie(k.columns, k.table, k.to); }
}  // namespace

bool column_shape::is_generated() const {
    return std::any_of(extras.begin(), extras.end(), [](const std::string& e) { return e.starts_with("GENERATED"); });
}
const column_shape* table_shape::column(std::string_view column_name) const { return named(columns, column_name); }
bool table_shape::same_rows(const table_shape& o) const {
    return std::tie(columns, primary_key, unique, foreign_keys, extras) ==
           std::tie(o.columns, o.primary_key, o.unique, o.foreign_keys, o.extras);
}
bool table_shape::has_extra(std::string_view extra) const { return std::find(extras.begin(), extras.end(), extra) != extras.end(); }

const table_shape* snapshot::table(std::string_view table_name) const { return named(tables, table_name); }
const view_shape* snapshot::view(std::string_view view_name) const { return named(views, view_name); }
const trigger_shape* snapshot::trigger(std::string_view trigger_name) const { return named(triggers, trigger_name); }
const full_text_shape* snapshot::full_text(std::string_view index_name) const { return named(full_texts, index_name); }

bool trigger_shape::does_as(const trigger_shape& other) const {
    return same_word(name, other.name) && same_word(table, other.table) && spelled(sql) == spelled(other.sql);
}
bool full_text_shape::owns(const trigger_shape& t) const {
    return same_word(t.name, name + "_insert") || same_word(t.name, name + "_update") || same_word(t.name, name + "_delete");
}

void snapshot::normalise() {
    for (table_shape& t : tables) {
        for (foreign_key& k : t.foreign_keys)
            if (k.to.empty())
                if (const table_shape* parent = table(k.table)) k.to = parent->primary_key;
        std::sort(t.unique.begin(), t.unique.end());
        t.unique.erase(std::unique(t.unique.begin(), t.unique.end()), t.unique.end());
        std::sort(t.foreign_keys.begin(), t.foreign_keys.end(), [](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
        std::sort(t.extras.begin(), t.extras.end());
        sort_by_name(t.indexes);
        for (column_shape& c : t.columns) std::sort(c.extras.begin(), c.extras.end());
    }
    sort_by_name(triggers);
    sort_by_name(full_texts);
}

bool is_internal(std::string_view name) {
    const std::string n = lower(name);
    return n.starts_with("sqlite_") || n.starts_with("_cf_") || n == "d1_migrations" || n == "squall_migrations";
}
bool is_set_aside(std::string_view name, const snapshot& schema) {
    constexpr std::string_view ending = "_orphans";
    return name.ends_with(ending) && !schema.table(name) && schema.table(name.substr(0, name.size() - ending.size()));
}

}  // namespace squall::migrate
