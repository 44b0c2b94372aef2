#include "difference.hpp"

#include <algorithm>

#include "ddl_text.hpp"
#include "sql_tokens.hpp"
#include "table_difference.hpp"

namespace squall::migrate {
namespace {

void append(names& to, const names& more) { to.insert(to.end(), more.begin(), more.end()); }

void compare_indexes(names& sentences, const table_shape& before, const table_shape& after) {
    const auto text = [&](const index_shape& i) { return index_meaning(i, after.name).substr(7); };
    const auto in = [](const index_shape& i, const table_shape& t) {
        return std::find(t.indexes.begin(), t.indexes.end(), i) != t.indexes.end();
    };
    for (const index_shape& i : before.indexes)
        if (!in(i, after)) sentences.push_back(text(i) + " is dropped");
    for (const index_shape& i : after.indexes)
        if (!in(i, before)) sentences.push_back(text(i) + " is added");
}

void compare_views(difference& d) {
    for (const view_shape& v : d.before.views) {
        const view_shape* now = d.after.view(v.name);
        if (now && *now == v) continue;
        d.dropped_views.push_back(v.name);
        if (!now) d.sentences.push_back("view " + v.name + " is dropped");
    }
    for (const view_shape& v : d.after.views) {
        const view_shape* then = d.before.view(v.name);
        if (then && *then == v) continue;
        d.new_views.push_back(v.name);
        d.sentences.push_back("view " + v.name + (then ? " changes" : " is added"));
    }
}

const full_text_shape* owner_of(const trigger_shape& t, const snapshot& s) {
    const auto at = std::find_if(s.full_texts.begin(), s.full_texts.end(), [&](const full_text_shape& f) { return f.owns(t); });
    return at == s.full_texts.end() ? nullptr : &*at;
}
names triggers_of(const full_text_shape& f, const snapshot& s) {
    names all;
    for (const trigger_shape& t : s.triggers)
        if (f.owns(t)) all.push_back(spelled(t.sql));
    return all;
}

/// A rename may have changed the text of an index and its triggers: they are rebuilt.
void compare_full_texts(difference& d) {
    const auto same = [&](const full_text_shape& a, const full_text_shape& b) {
        return d.renamed.empty() && a == b && triggers_of(a, d.before) == triggers_of(b, d.after);
    };
    for (const full_text_shape& f : d.before.full_texts) {
        const full_text_shape* now = d.after.full_text(f.name);
        if (now && same(f, *now)) continue;
        d.dropped_full_texts.push_back(f.name);
        if (!now) d.sentences.push_back("full-text index " + f.name + " is dropped");
    }
    for (const full_text_shape& f : d.after.full_texts) {
        const full_text_shape* then = d.before.full_text(f.name);
        if (then && same(*then, f)) continue;
        d.new_full_texts.push_back(f.name);
        d.sentences.push_back("full-text index " + f.name + (then ? " is rebuilt" : " is added"));
    }
}

void compare_triggers(difference& d) {
    const auto remade = [](const names& list, const full_text_shape* owner) {
        return owner && std::find(list.begin(), list.end(), owner->name) != list.end();
    };
    for (const trigger_shape& t : d.after.triggers) {
        const trigger_shape* then = d.before.trigger(t.name);
        const bool with_index = remade(d.new_full_texts, owner_of(t, d.after));
        if (then && then->does_as(t) && !with_index) continue;
        d.new_triggers.push_back(t.name);
        if (!with_index) d.sentences.push_back("trigger " + t.name + " on " + t.table + (then ? " changes" : " is added"));
    }
    for (const trigger_shape& t : d.before.triggers) {
        const bool comes = std::any_of(d.new_triggers.begin(), d.new_triggers.end(), [&](const auto& n) { return same_word(n, t.name); });
        const bool with_index = remade(d.dropped_full_texts, owner_of(t, d.before));
        const bool is_gone = !d.after.trigger(t.name);
        if (comes || with_index || is_gone) d.dropped_triggers.push_back(t.name);
        const bool goes_with_table = !d.after.table(t.table) && !d.after.view(t.table);
        if (is_gone && !with_index && !goes_with_table) d.sentences.push_back("trigger " + t.name + " on " + t.table + " is dropped");
    }
}

/// An object that nothing is known of but its text: if that changes, it is another one.
void compare_kept(difference& d) {
    for (const kept_object& k : d.before.kept) {
        const kept_object* now = d.after.kept_as(k.name);
        if (now && *now == k) continue;
        d.dropped_kept.push_back(k.name);
        if (!now) d.sentences.push_back(k.kind + ' ' + k.name + " is dropped");
        if (k.kind == "virtual table" || k.kind == "table") d.losses.push_back(k.kind + ' ' + k.name + " and its content");
    }
    for (const kept_object& k : d.after.kept) {
        const kept_object* then = d.before.kept_as(k.name);
        if (then && *then == k) continue;
        d.new_kept.push_back(k.name);
        d.sentences.push_back(k.kind + ' ' + k.name + (then ? " changes" : " is added"));
    }
}

}  // namespace

std::unique_ptr<difference> compare(const snapshot& before, const snapshot& after, const renames& requested) {
    auto out = std::make_unique<difference>();
    difference& d = *out;
    d.before = renamed(before, requested);
    d.after = after;
    d.renamed = requested;
    for (const table_rename& r : requested.tables) d.sentences.push_back("table " + r.from + " is renamed to " + r.to);
    for (const column_rename& r : requested.columns) d.sentences.push_back(r.table + '.' + r.from + " is renamed to " + r.to);
    for (const table_shape& b : d.before.tables) {
        if (d.after.table(b.name)) continue;
        d.dropped_tables.push_back(b.name);
        d.sentences.push_back("table " + b.name + " is dropped");
        d.losses.push_back("table " + b.name + " and its rows");
    }
    for (const table_shape& a : d.after.tables) {
        const table_shape* b = d.before.table(a.name);
        if (!b) {
            d.new_tables.push_back(a.name);
            d.sentences.push_back("table " + a.name + " is added");
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
    compare_full_texts(d);
    compare_triggers(d);
    compare_kept(d);
    return out;
}

names differences_of(const snapshot& expected, const snapshot& found) { return compare(expected, found)->sentences; }

}  // namespace squall::migrate
