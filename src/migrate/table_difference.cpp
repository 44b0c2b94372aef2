#include "table_difference.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

bool has(const names& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return same_word(one, name); });
}
std::string joined(const names& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ", ") + one;
    return out;
}
std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }
std::string key_text(const foreign_key& k) { return '(' + joined(k.columns) + ") -> " + reference_text(k); }

/// A default that ALTER TABLE may give to rows that are there.
bool is_constant_default(const std::string& sql) {
    return !sql.starts_with('(') && !sql.starts_with("CURRENT_") && !sql.starts_with("current_");
}
bool can_be_added(const table_shape& t, const column_shape& c) {
    const auto uses = [&](const names& list) { return has(list, c.name); };
    const bool in_key = uses(t.primary_key) || std::any_of(t.unique.begin(), t.unique.end(), uses);
    const bool refers = std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const foreign_key& k) { return uses(k.columns); });
    if (in_key || !c.extras.empty() || !is_constant_default(c.default_sql)) return false;
    if (c.not_null && c.default_sql.empty()) return false;
    return !refers || c.default_sql.empty();
}
bool can_be_dropped(const table_shape& t, const column_shape& c) {
    const auto uses = [&](const names& list) { return has(list, c.name); };
    const bool others_are_plain = std::all_of(t.columns.begin(), t.columns.end(), [](const column_shape& o) { return o.extras.empty(); });
    return !uses(t.primary_key) && std::none_of(t.unique.begin(), t.unique.end(), uses) && t.extras.empty() && others_are_plain &&
           t.sql.empty() &&
           std::none_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const foreign_key& k) { return uses(k.columns); });
}

/// Without its columns of these names, and without what mentions nothing else.
table_shape without(table_shape t, const names& gone) {
    std::erase_if(t.columns, [&](const column_shape& c) { return has(gone, c.name); });
    std::erase_if(t.foreign_keys, [&](const foreign_key& k) { return k.columns.size() == 1 && has(gone, k.columns[0]); });
    return t;
}

std::string stored_as(const std::string& type) {
    switch (affinity_of(type)) {
        case affinity::text: return "text";
        case affinity::real: return "real numbers";
        case affinity::blob: return "they are";
        case affinity::numeric:
        case affinity::integer: break;
    }
    return "numbers where possible";
}

void compare_columns(table_difference& d, const table_shape& before, const column_shape& b, const table_shape& after,
                     const column_shape& a) {
    const std::string at = after.name + '.' + a.name + ": ";
    if (!same_type(before, b, after, a)) {
        d.sentences.push_back(at + "type " + or_none(b.type) + " becomes " + or_none(a.type));
        if (!store_alike(b.type, a.type) && !b.is_generated())
            d.losses.push_back(at + "how its values are stored: type " + or_none(b.type) + " becomes " + or_none(a.type) +
                               ", which stores them as " + stored_as(a.type));
    }
    if (b.not_null != a.not_null) d.sentences.push_back(at + (a.not_null ? "becomes NOT NULL" : "may be NULL"));
    if (!b.not_null && a.not_null) d.warnings.push_back(at + "the migration stops where a row holds NULL");
    if (meaning_of(b.default_sql) != meaning_of(a.default_sql))
        d.sentences.push_back(at + "default " + or_none(b.default_sql) + " becomes " + or_none(a.default_sql));
    if (b.values != a.values) {
        d.sentences.push_back(at + "CHECK list " + or_none(joined(b.values)) + " becomes " + or_none(joined(a.values)));
        const bool narrower = !a.values.empty() && (b.values.empty() || !std::all_of(b.values.begin(), b.values.end(),
                                                                                     [&](const auto& v) { return has(a.values, v); }));
        if (narrower) d.warnings.push_back(at + "the migration stops where a row holds another value");
    }
    const bool same_extras =
        b.extras.size() == a.extras.size() && std::all_of(b.extras.begin(), b.extras.end(), [&](const auto& e) {
            return std::any_of(a.extras.begin(), a.extras.end(), [&](const auto& o) { return meaning_of(e) == meaning_of(o); });
        });
    if (!same_extras) d.sentences.push_back(at + or_none(joined(b.extras)) + " becomes " + or_none(joined(a.extras)));
}

template <class List, class Same, class F>
void compare_lists(names& sentences, const List& before, const List& after, Same same, F text_of) {
    const auto is_in = [&](const List& list, const auto& one) {
        return std::any_of(list.begin(), list.end(), [&](const auto& other) { return same(one, other); });
    };
    for (const auto& one : after)
        if (!is_in(before, one)) sentences.push_back(text_of(one) + " is added");
    for (const auto& one : before)
        if (!is_in(after, one)) sentences.push_back(text_of(one) + " is dropped");
}

}  // namespace

table_difference compare_tables(const table_shape& before, const table_shape& after) {
    table_difference d;
    bool all_can_be_altered = true;
    for (const column_shape& a : after.columns) {
        if (const column_shape* b = before.column(a.name)) {
            compare_columns(d, before, *b, after, a);
            continue;
        }
        d.added.push_back(a.name);
        d.sentences.push_back(after.name + '.' + a.name + " is added: " + column_text(after, a));
        all_can_be_altered = all_can_be_altered && can_be_added(after, a);
        if (a.not_null && a.default_sql.empty())
            d.warnings.push_back(after.name + '.' + a.name +
                                 " is NOT NULL without a default: the migration stops where the table has rows");
    }
    for (const column_shape& b : before.columns) {
        if (after.column(b.name)) continue;
        d.dropped.push_back(b.name);
        d.sentences.push_back(after.name + '.' + b.name + " is dropped");
        if (!b.is_generated()) d.losses.push_back("column " + after.name + '.' + b.name + " and its content");
        all_can_be_altered = all_can_be_altered && can_be_dropped(before, b);
    }
    const table_shape kept_before = without(before, d.dropped), kept_after = without(after, d.added);
    if (!same_names(before.primary_key, after.primary_key))
        d.sentences.push_back(after.name + ": primary key (" + joined(before.primary_key) + ") becomes (" + joined(after.primary_key) +
                              ')');
    compare_lists(d.sentences, before.unique, after.unique, same_names,
                  [&](const names& u) { return after.name + ": unique key (" + joined(u) + ')'; });
    compare_lists(d.sentences, kept_before.foreign_keys, kept_after.foreign_keys, std::equal_to<>{},
                  [&](const foreign_key& k) { return after.name + ": foreign key " + key_text(k); });
    const auto same_text = [](const std::string& l, const std::string& r) { return meaning_of(l) == meaning_of(r); };
    compare_lists(d.sentences, before.extras, after.extras, same_text, [&](const std::string& e) { return after.name + ": " + e; });
    compare_lists(
        d.sentences, before.key_clauses, after.key_clauses,
        [&](const key_clause& l, const key_clause& r) { return same_text(l.text, r.text); },
        [&](const key_clause& k) { return after.name + ": " + k.text; });

    const bool appended = std::equal(d.added.begin(), d.added.end(), after.columns.end() - static_cast<std::ptrdiff_t>(d.added.size()),
                                     after.columns.end(), [](const std::string& name, const column_shape& c) { return name == c.name; });
    d.rebuild = !all_can_be_altered || !appended || !kept_before.same_rows(kept_after);
    if (d.rebuild && d.sentences.empty()) d.sentences.push_back(after.name + ": the order of its columns changes");
    return d;
}

}  // namespace squall::migrate
