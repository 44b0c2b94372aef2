#include "snapshot.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "affinity.hpp"
#include "sql_tokens.hpp"
#include "virtual_shape.hpp"

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

bool same_names(const names& left, const names& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto& a, const auto& b) { return same_word(a, b); });
}
namespace {

/// Texts whose order means nothing.
std::multiset<std::string> meanings_of(const names& texts) {
    std::multiset<std::string> all;
    for (const std::string& text : texts) all.insert(meaning_of(text));
    return all;
}
template <class List, class Same>
bool same_in_any_order(const List& left, const List& right, Same same) {
    return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto& l) {
               return std::any_of(right.begin(), right.end(), [&](const auto& r) { return same(l, r); });
           });
}
bool same_column(const table_shape& left, const column_shape& l, const table_shape& right, const column_shape& r) {
    return same_word(l.name, r.name) && same_type(left, l, right, r) && l.not_null == r.not_null &&
           meaning_of(l.default_sql) == meaning_of(r.default_sql) && l.values == r.values && meanings_of(l.extras) == meanings_of(r.extras);
}

}  // namespace

bool column_shape::is_generated() const { return extra_of("GENERATED") != nullptr; }
bool column_shape::has_extra(std::string_view extra) const { return std::find(extras.begin(), extras.end(), extra) != extras.end(); }
const std::string* column_shape::extra_of(std::string_view beginning) const {
    const auto at = std::find_if(extras.begin(), extras.end(), [&](const std::string& e) { return e.starts_with(beginning); });
    return at == extras.end() ? nullptr : &*at;
}
bool foreign_key::refers_as(const foreign_key& o) const {
    return same_names(columns, o.columns) && same_word(table, o.table) && same_names(to, o.to);
}
bool foreign_key::operator==(const foreign_key& o) const {
    return refers_as(o) && on_delete == o.on_delete && meaning_of(extras) == meaning_of(o.extras);
}
bool index_shape::operator==(const index_shape& o) const {
    return same_word(name, o.name) && unique == o.unique && meaning_of(where) == meaning_of(o.where) &&
           std::equal(columns.begin(), columns.end(), o.columns.begin(), o.columns.end(),
                      [](const auto& a, const auto& b) { return meaning_of(a) == meaning_of(b); });
}
bool view_shape::operator==(const view_shape& o) const { return same_word(name, o.name) && meaning_of(query) == meaning_of(o.query); }
bool kept_object::operator==(const kept_object& o) const {
    if (kind != o.kind || !same_word(name, o.name)) return false;
    return kind == "virtual table" ? create_same_virtual_table(sql, o.sql) : meaning_of(sql) == meaning_of(o.sql);
}

const column_shape* table_shape::column(std::string_view column_name) const { return named(columns, column_name); }
const index_shape* table_shape::index(std::string_view index_name) const { return named(indexes, index_name); }
const column_shape* table_shape::rowid_column() const {
    if (primary_key.size() != 1 || has_extra("WITHOUT ROWID")) return nullptr;
    const column_shape* c = column(primary_key[0]);
    return c && same_word(c->type, "INTEGER") && !c->extra_of("PRIMARY KEY DESC") ? c : nullptr;
}
bool table_shape::same_rows(const table_shape& o) const {
    const auto clauses = [](const table_shape& t) {
        names all;
        for (const key_clause& k : t.key_clauses) all.push_back(k.text);
        return meanings_of(all);
    };
    return std::equal(columns.begin(), columns.end(), o.columns.begin(), o.columns.end(),
                      [&](const auto& l, const auto& r) { return same_column(*this, l, o, r); }) &&
           same_names(primary_key, o.primary_key) && same_in_any_order(unique, o.unique, same_names) &&
           same_in_any_order(foreign_keys, o.foreign_keys, std::equal_to<>{}) && meanings_of(extras) == meanings_of(o.extras) &&
           clauses(*this) == clauses(o);
}
std::string table_shape::name_of_key(const names& key, bool is_primary) const {
    for (const key_name& k : key_names)
        if (k.is_primary == is_primary && same_names(k.columns, key)) return k.name;
    return {};
}
bool table_shape::has_key_clause(const names& key, bool is_primary) const {
    return std::any_of(key_clauses.begin(), key_clauses.end(), [&](const key_clause& k) {
        return k.text.starts_with(is_primary ? "PRIMARY" : "UNIQUE") && same_names(k.columns, key);
    });
}
bool table_shape::has_extra(std::string_view extra) const { return std::find(extras.begin(), extras.end(), extra) != extras.end(); }

bool same_type(const table_shape& left, const column_shape& l, const table_shape& right, const column_shape& r) {
    const auto is_rowid = [](const table_shape& t, const column_shape& c) {
        const column_shape* key = t.rowid_column();
        return key && same_word(key->name, c.name);
    };
    if (is_rowid(left, l) != is_rowid(right, r)) return false;
    const bool strict = left.has_extra("STRICT") || right.has_extra("STRICT");
    const auto is_any = [](const column_shape& c) { return same_word(c.type, "ANY"); };
    return store_alike(l.type, r.type) && !(strict && is_any(l) != is_any(r));
}

const table_shape* snapshot::table(std::string_view table_name) const { return named(tables, table_name); }
const view_shape* snapshot::view(std::string_view view_name) const { return named(views, view_name); }
const trigger_shape* snapshot::trigger(std::string_view trigger_name) const { return named(triggers, trigger_name); }
const full_text_shape* snapshot::full_text(std::string_view index_name) const { return named(full_texts, index_name); }
const kept_object* snapshot::kept_as(std::string_view object_name) const { return named(kept, object_name); }

bool trigger_shape::does_as(const trigger_shape& other) const {
    return same_word(name, other.name) && same_word(table, other.table) && meaning_of(sql) == meaning_of(other.sql);
}
bool full_text_shape::owns(const trigger_shape& t) const {
    return same_word(t.name, name + "_insert") || same_word(t.name, name + "_update") || same_word(t.name, name + "_delete");
}

namespace {
int rank_of(const kept_object& k) {
    return k.kind == "table" ? 0 : k.kind == "virtual table" ? 1 : k.kind == "view" ? 2 : k.kind == "index" ? 3 : 4;
}
}  // namespace

void snapshot::normalise() {
    for (table_shape& t : tables) {
        for (foreign_key& k : t.foreign_keys) {
            const table_shape* parent = table(k.table);
            if (!parent) continue;
            k.table = parent->name;
            if (k.to.empty()) k.to = parent->primary_key;
            for (std::string& name : k.to)
                if (const column_shape* c = parent->column(name)) name = c->name;
        }
        std::sort(t.unique.begin(), t.unique.end());
        t.unique.erase(std::unique(t.unique.begin(), t.unique.end()), t.unique.end());
        std::sort(t.foreign_keys.begin(), t.foreign_keys.end(), [](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
        std::sort(t.extras.begin(), t.extras.end());
        sort_by_name(t.indexes);
        for (column_shape& c : t.columns) std::sort(c.extras.begin(), c.extras.end());
    }
    sort_by_name(triggers);
    sort_by_name(full_texts);
    // In the order in which they can be made: an index or a trigger comes after its table.
    sort_by_name(kept);
    std::stable_sort(kept.begin(), kept.end(), [](const kept_object& a, const kept_object& b) { return rank_of(a) < rank_of(b); });
}

bool is_internal(std::string_view name) {
    const std::string n = lower(name);
    constexpr std::string_view records[] = {"d1_migrations",        "squall_migrations",  "squall_bookmarks", "squall_backfills",
                                            "__drizzle_migrations", "_prisma_migrations", "kysely_migration", "kysely_migration_lock"};
    return n.starts_with("sqlite_") || n.starts_with("_cf_") || n.starts_with("squall_fleet_") ||
           std::find(std::begin(records), std::end(records), n) != std::end(records);
}
bool is_set_aside(std::string_view name, const snapshot& schema) {
    constexpr std::string_view ending = "_orphans";
    return name.ends_with(ending) && !schema.table(name) && schema.table(name.substr(0, name.size() - ending.size()));
}

}  // namespace squall::migrate
