#include "seed_references.hpp"

#include <algorithm>
#include <map>

#include "migrate/sql_tokens.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

std::size_t column_at(const seed_table& t, std::string_view name) {
    for (std::size_t i = 0; i < t.width(); ++i)
        if (same_word(t.column(i).name, name)) return i;
    return none;
}
std::vector<std::size_t> columns_at(const seed_table& t, const names& list) {
    std::vector<std::size_t> all;
    for (const std::string& name : list) all.push_back(column_at(t, name));
    return all;
}
bool has_none(const std::vector<std::size_t>& list) { return std::find(list.begin(), list.end(), none) != list.end(); }
bool has_generated(const seed_table& t, const std::vector<std::size_t>& list) {
    return std::any_of(list.begin(), list.end(), [&](std::size_t c) { return t.is_generated(c); });
}
std::size_t table_at(const std::vector<seed_table>& all, std::string_view name) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const seed_table& t) { return same_word(t.name(), name); });
    return at == all.end() ? none : static_cast<std::size_t>(at - all.begin());
}
bool may_be_null(const seed_table& t, std::size_t column) {
    const bool in_primary_key = std::find(t.primary_key.begin(), t.primary_key.end(), column) != t.primary_key.end();
    return t.column(column).nullable && !in_primary_key;
}

/// Whether all terms of the index are columns of foreign keys.
bool refers_only(const table_shape& t, const index_shape& i) {
    return std::all_of(i.columns.begin(), i.columns.end(), [&](const std::string& term) {
        const std::vector<token> words = tokens_of(term);
        return !words.empty() && std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const migrate::foreign_key& k) {
            return std::any_of(k.columns.begin(), k.columns.end(), [&](const std::string& c) { return same_word(c, words[0].text); });
        });
    });
}

void find_keys(seed_table& t) {
    t.primary_key = columns_at(t, t.shape->primary_key);
    if (has_none(t.primary_key)) t.primary_key.clear();
    std::vector<names> keys = t.shape->unique;
    keys.push_back(t.shape->primary_key);
    for (const index_shape& i : t.shape->indexes) {
        // "One cart for each customer": most rows of a customer are outside the index, and SQLite leaves out those that are not free.
        if (!i.unique || (!i.where.empty() && refers_only(*t.shape, i))) continue;
        keys.push_back(i.columns);
        for (std::string& column : keys.back())  // "created_at DESC"
            if (const std::vector<token> words = tokens_of(column); !words.empty() && words[0].is_name()) column = words[0].text;
    }
    for (const names& key : keys)
        if (const auto places = columns_at(t, key); !places.empty() && !has_none(places) && !has_generated(t, places))
            t.keys.push_back(places);
}

/// Functions that fail for a text that is no JSON, and json_valid, which a CHECK has.
bool reads_json(const token& t) {
    for (const char* name :
         {"json",          "jsonb",       "json_valid",   "json_extract", "jsonb_extract", "json_type",    "json_array_length",
          "json_each",     "json_tree",   "json_set",     "jsonb_set",    "json_insert",   "jsonb_insert", "json_replace",
          "jsonb_replace", "json_remove", "jsonb_remove", "json_patch",   "jsonb_patch",   "json_pretty"})
        if (t.is(name)) return true;
    return false;
}
/// Of a text of SQL: the columns that are the first argument of such a function, or stand before -> and ->>.
void add_json_columns(name_set& found, const std::string& sql) {
    const std::vector<token> words = tokens_of(sql);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].is_symbol("->") || words[i].is_symbol("->>")) {
            if (i > 0 && words[i - 1].is_name()) found.insert(lower(words[i - 1].text));
            continue;
        }
        if (!reads_json(words[i]) || i + 2 >= words.size() || !words[i + 1].is_symbol("(")) continue;
        std::size_t at = i + 2;  // "new.settings", "a.settings"
        while (at + 2 < words.size() && words[at + 1].is_symbol(".")) at += 2;
        if (words[at].is_name()) found.insert(lower(words[at].text));
    }
}
void find_json(seed_table& t, const snapshot& s) {
    const auto add = [&](const std::string& sql) { add_json_columns(t.json_columns, sql); };
    for (const std::string& clause : t.shape->extras) add(clause);
    for (const column_shape& c : t.shape->columns)
        for (const std::string& clause : c.extras) add(clause);
    for (const index_shape& i : t.shape->indexes) {
        for (const std::string& term : i.columns) add(term);
        add(i.where);
    }
    const auto names_table = [&](const std::string& sql) {
        const std::vector<token> words = tokens_of(sql);
        return std::any_of(words.begin(), words.end(), [&](const token& w) { return w.is_name() && same_word(w.text, t.name()); });
    };
    // They may read other tables too.
    for (const trigger_shape& trigger : s.triggers)
        if (names_table(trigger.sql)) add(trigger.sql);
    for (const kept_object& k : s.kept)
        if (names_table(k.sql)) add(k.sql);
    for (const view_shape& v : s.views)
        if (names_table(v.query)) add(v.query);
}

void find_foreign_keys(std::vector<seed_table>& all, seed_table& t) {
    for (const migrate::foreign_key& k : t.shape->foreign_keys) {
        seed_reference r;
        r.columns = columns_at(t, k.columns);
        r.parent = table_at(all, k.table);
        if (r.parent == none || has_none(r.columns) || has_generated(t, r.columns)) continue;
        const seed_table& parent = all[r.parent];
        r.to = k.to.empty() ? parent.primary_key : columns_at(parent, k.to);
        if (has_none(r.to) || r.to.size() != r.columns.size()) continue;
        r.required = std::none_of(r.columns.begin(), r.columns.end(), [&](std::size_t c) { return may_be_null(t, c); });
        t.references.push_back(std::move(r));
    }
}

/// A column without a foreign key whose name is that of foreign keys elsewhere, all of which refer to one column of one type.
void infer_references(std::vector<seed_table>& all) {
    std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> by_name;
    for (const seed_table& t : all)
        for (const seed_reference& r : t.references)
            if (r.columns.size() == 1) by_name[lower(t.column(r.columns[0]).name)].emplace_back(r.parent, r.to[0]);
    for (std::size_t at = 0; at < all.size(); ++at) {
        seed_table& t = all[at];
        for (std::size_t c = 0; c < t.width(); ++c) {
            const auto known = by_name.find(lower(t.column(c).name));
            const auto refers = [&](const seed_reference& r) {
                return std::find(r.columns.begin(), r.columns.end(), c) != r.columns.end();
            };
            if (known == by_name.end() || t.is_generated(c) || std::any_of(t.references.begin(), t.references.end(), refers)) continue;
            const auto [parent, to] = known->second.front();
            const bool agree =
                std::all_of(known->second.begin(), known->second.end(), [&](const auto& one) { return one == known->second.front(); });
            if (!agree || parent == at || all[parent].column(to).type != t.column(c).type) continue;
            t.references.push_back({{c}, parent, {to}, false, true});
        }
    }
}

/// "agents.active_version_id": a column without a foreign key, whose last word is that of one table that refers to its own,
/// "agent_versions".
void infer_pointers_back(std::vector<seed_table>& all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
        seed_table& t = all[at];
        for (std::size_t c = 0; c < t.width(); ++c) {
            const std::string name = lower(t.column(c).name);
            const auto refers = [&](const seed_reference& r) {
                return std::find(r.columns.begin(), r.columns.end(), c) != r.columns.end();
            };
            if (!name.ends_with("_id") || !may_be_null(t, c) || t.is_generated(c) ||
                std::any_of(t.references.begin(), t.references.end(), refers))
                continue;
            const std::string words = name.substr(0, name.size() - 3), last = words.substr(words.rfind('_') + 1);
            std::vector<std::size_t> children;
            for (std::size_t child = 0; child < all.size(); ++child) {
                const auto& own = all[child].references;
                const bool is_child =
                    std::any_of(own.begin(), own.end(), [&](const seed_reference& r) { return r.required && r.parent == at; });
                if (child != at && is_child && lower(all[child].name()).ends_with('_' + last + 's') && all[child].primary_key.size() == 1)
                    children.push_back(child);
            }
            if (children.size() != 1) continue;
            const std::size_t key = all[children[0]].primary_key[0];
            if (all[children[0]].column(key).type == t.column(c).type) t.references.push_back({{c}, children[0], {key}, false, true});
        }
    }
}

/// The tables that hang on a table, directly or through others.
std::size_t count_below(const std::vector<seed_table>& all, std::size_t root) {
    std::vector<bool> below(all.size());
    std::size_t count = 0;
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t t = 0; t < all.size(); ++t) {
            const auto hangs = [&](const seed_reference& r) {
                return r.required && r.parent != t && (r.parent == root || below[r.parent]);
            };
            if (t == root || below[t] || std::none_of(all[t].references.begin(), all[t].references.end(), hangs)) continue;
            below[t] = grew = true;
            ++count;
        }
    }
    return count;
}
/// A table at the top that most others hang on is filled sparingly, so that each of its rows has rows below it; so is one
/// just below such tables.
void count_rows(std::vector<seed_table>& all, std::int64_t rows) {
    std::vector<int> level(all.size(), -1);  // of tables that most others hang on
    for (std::size_t t = 0; t < all.size(); ++t) {
        all[t].rows = rows;
        const std::size_t below = count_below(all, t);
        if (below < 4 || 2 * below < all.size()) continue;
        level[t] = 0;
        for (const seed_reference& r : all[t].references)
            if (r.required && r.parent != t) level[t] = std::max(level[t], level[r.parent] < 0 ? 2 : level[r.parent] + 1);
        if (level[t] < 2) all[t].rows = std::clamp<std::int64_t>(rows / 10, 1, 50);
    }
}

}  // namespace

names seed_table::clauses_of(std::size_t place) const {
    names all = shape->extras;
    if (const column_shape* found = shape->column(std::string(column(place).name)))
        all.insert(all.end(), found->extras.begin(), found->extras.end());
    return all;
}
bool seed_table::must_be_json(std::size_t place) const { return json_columns.contains(lower(column(place).name)); }
bool seed_table::is_generated(std::size_t place) const {
    const column_shape* found = shape->column(std::string(column(place).name));
    return found && found->is_generated();
}
bool seed_table::is_alone_in_key(std::size_t column) const {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return key.size() == 1 && key[0] == column; });
}
bool seed_table::is_in_key(std::size_t column) const {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return std::find(key.begin(), key.end(), column) != key.end(); });
}

std::vector<seed_table> seed_tables(const declared_schema& schema, std::int64_t rows) {
    name_set every;
    for (const declared_table& t : schema.tables) every.insert(lower(t.name));
    std::vector<seed_table> all;
    for (const table_shape* shape : parents_first(schema.shapes, every)) {
        const auto declared = std::find_if(schema.tables.begin(), schema.tables.end(),
                                           [&](const declared_table& d) { return same_word(d.name, shape->name); });
        if (declared == schema.tables.end()) continue;
        seed_table fresh;
        fresh.declared = &*declared;
        fresh.shape = shape;
        all.push_back(std::move(fresh));
        find_keys(all.back());
        find_json(all.back(), schema.shapes);
        all.back().is_remembered.resize(declared->columns.size());
        all.back().is_named_by_others.resize(declared->columns.size());
    }
    for (seed_table& t : all) find_foreign_keys(all, t);
    infer_references(all);
    infer_pointers_back(all);
    for (seed_table& t : all) {
        std::stable_sort(t.references.begin(), t.references.end(), [](const seed_reference& a, const seed_reference& b) {
            return a.required != b.required ? a.required : a.columns.size() > b.columns.size();
        });
        for (std::size_t c : t.primary_key) t.is_remembered[c] = true;
        for (const seed_reference& r : t.references) {
            for (std::size_t c : r.columns) t.is_remembered[c] = true;
            for (std::size_t c : r.to) all[r.parent].is_remembered[c] = all[r.parent].is_named_by_others[c] = true;
        }
    }
    count_rows(all, rows);
    return all;
}

}  // namespace squall::tool
