#include "difference.hpp"

#include <algorithm>

#include "ddl_text.hpp"
#include "sql_tokens.hpp"
#include "table_difference.hpp"

namespace squall::migrate {
namespace {

void append(names& to, const names& more) { to.insert(to.end(), more.begin(), more.end()); }

void compare_indexes(names& sentences, const table_shape& before, const table_shape& after) {
    const auto text = [&](const index_shape& i) { return create_index_text(i, after.name).substr(7); };
    const auto in = [](const index_shape& i, const table_shape& t) { return std::find(t.indexes.begin(), t.indexes.end(), i) != t.indexes.end(); };
    for (const index_shape& i : before.indexes)
        if (!in(i, after)) sentences.push_back(text(i) + " goes");
    for (const index_shape& i : after.indexes)
        if (!in(i, before)) sentences.push_back(text(i) + " is new");
}

void compare_views(difference& d) {
    for (const view_shape& v : d.before.views) {
        const view_shape* now = d.after.view(v.name);
        if (now && *now == v) continue;
        d.dropped_views.push_back(v.name);
        if (!now) d.sentences.push_back("view " + v.name + " goes");
    }
    for (const view_shape& v : d.after.views) {
        const view_shape* then = d.before.view(v.name);
        if (then && *then == v) continue;
        d.new_views.push_back(v.name);
        d.sentences.push_back("view " + v.name + (then ? " changes" : " is new"));
    }
}

}  // namespace

std::unique_ptr<difference> compare(const snapshot& before, const snapshot& after, const renames& told) {
    auto out = std::make_unique<difference>();
    difference& d = *out;
    d.before = renamed(before, told);
    d.after = after;
    d.renamed = told;
    for (const table_rename& r : told.tables) d.sentences.push_back("table " + r.from + " is renamed to " + r.to);
    for (const column_rename& r : told.columns) d.sentences.push_back(r.table + '.' + r.from + " is renamed to " + r.to);
    for (const table_shape& b : d.before.tables) {
        if (d.after.table(b.name)) continue;
        d.dropped_tables.push_back(b.name);
        d.sentences.push_back("table " + b.name + " goes");
        d.losses.push_back("table " + b.name + " and its rows");
    }
    for (const table_shape& a : d.after.tables) {
        const table_shape* b = d.before.table(a.name);
        if (!b) {
            d.new_tables.push_back(a.name);
            d.sentences.push_back("table " + a.name + " is new");
            continue;
        }
        table_difference t = compare_tables(*b, a);
        append(d.sentences, t.sentences);
        append(d.losses, t.losses);
        append(d.warnings, t.warnings);
        if (t.rebuild || !t.added.empty() || !t.dropped.empty()) d.changed.push_back({b, &a, t.rebuild, t.added, t.dropped});
        compare_indexes(d.sentences, *b, a);
    }
    compare_views(d);
    d.after.triggers.clear();
    for (const trigger_shape& t : d.before.triggers)
        if (d.after.table(t.table) || d.after.view(t.table)) d.after.triggers.push_back(t);
    return out;
}

names differences_of(const snapshot& expected, const snapshot& found) {
    const auto d = compare(expected, found);
    names all = d->sentences;
    for (const trigger_shape& t : found.triggers)
        if (std::none_of(expected.triggers.begin(), expected.triggers.end(), [&](const trigger_shape& e) { return same_word(e.name, t.name); }))
            all.push_back("trigger " + t.name + " on " + t.table + " is new");
    for (const trigger_shape& t : expected.triggers)
        if (std::none_of(found.triggers.begin(), found.triggers.end(), [&](const trigger_shape& e) { return same_word(e.name, t.name); }))
            all.push_back("trigger " + t.name + " on " + t.table + " goes");
    return all;
}

}  // namespace squall::migrate
