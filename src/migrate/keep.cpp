#include "keep.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "dependency.hpp"
#include "failure.hpp"
#include "sql_tokens.hpp"
#include "table_text.hpp"

namespace squall::migrate {

namespace {
/// squall::stored_text is a text that ends at a NUL, and an empty one means that there is none.
bool is_unstorable(const std::string& value) { return value.empty() || value.find('\0') != value.npos; }
}  // namespace

bool can_be_enum(const names& values) {
    names sorted = values;
    std::sort(sorted.begin(), sorted.end());
    return !values.empty() && values.size() <= 32 && std::none_of(values.begin(), values.end(), is_unstorable) &&
           std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

namespace {

bool has(const names& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return same_word(one, name); });
}
bool has_meaning(const names& texts, const std::string& text) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& t) { return meaning_of(t) == meaning_of(text); });
}
bool is_key_of(const table_shape& t, const names& columns) {
    return same_names(t.primary_key, columns) ||
           std::any_of(t.unique.begin(), t.unique.end(), [&](const names& u) { return same_names(u, columns); }) ||
           std::any_of(t.indexes.begin(), t.indexes.end(),
                       [&](const index_shape& i) { return i.unique && i.where.empty() && same_names(i.columns, columns); });
}
bool mentions(std::string_view sql, const std::string& name) {
    const std::vector<token> tokens = tokens_of(sql);
    return std::any_of(tokens.begin(), tokens.end(), [&](const token& t) { return t.is_name() && same_word(t.text, name); });
}
std::string list_check(const column_shape& c) {
    std::string out;
    for (const std::string& v : c.values) out += (out.empty() ? "" : ", ") + string_text(v);
    return "CHECK (" + name_text(c.name) + " IN (" + out + "))";
}
std::string key_text(const foreign_key& k) { return "FOREIGN KEY (" + name_list(k.columns) + ") REFERENCES " + reference_text(k); }

}  // namespace

namespace {

bool refers_to_key(const snapshot& s, const foreign_key& k) {
    const table_shape* parent = s.table(k.table);
    return parent && k.columns.size() == k.to.size() && has_key(*parent, k.to);
}
/// A reference as a column has it, without further clauses.
bool is_plain(const snapshot& s, const foreign_key& k) {
    const table_shape* parent = s.table(k.table);
    return k.columns.size() == 1 && k.to.size() == 1 && parent && is_key_of(*parent, k.to) && k.on_delete != "SET DEFAULT";
}
bool is_known_collation(std::string_view name) {
    return same_word(name, "NOCASE") || same_word(name, "RTRIM") || same_word(name, "BINARY");
}
/// Whether all that the SQL sorts or compares by are SQLite's own.
bool has_known_collations(std::string_view sql) {
    const std::vector<token> tokens = tokens_of(sql);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (tokens[i].is("COLLATE") && !is_known_collation(tokens[i + 1].text)) return false;
    return true;
}
bool is_listed(const column_shape& c) { return !c.values.empty() && !(can_be_enum(c.values) && declared_as(c.type) == "TEXT"); }
std::string sentence_of(const table_shape& t, const std::string& clause) { return t.name + (clause.starts_with(':') ? "" : ".") + clause; }

}  // namespace

bool can_be_declared(const snapshot& s, const foreign_key& k) {
    return refers_to_key(s, k) && k.extras.find("MATCH") == k.extras.npos &&
           std::none_of(s.kept.begin(), s.kept.end(), [&](const kept_object& o) { return same_word(o.name, k.table); });
}
bool is_of_plain_columns(const table_shape& t, const index_shape& i) {
    return std::all_of(i.columns.begin(), i.columns.end(), [&](const std::string& term) {
        std::vector<token> tokens = tokens_of(term);
        if (tokens.size() == 2 && tokens[1].is("DESC")) tokens.pop_back();
        return tokens.size() == 1 && tokens[0].is_name() && t.column(tokens[0].text);
    });
}
bool can_be_declared(const table_shape&, const index_shape& i) {
    return has_known_collations(i.where) && std::all_of(i.columns.begin(), i.columns.end(), has_known_collations);
}

names clauses_of(const table_shape& t) {
    names all;
    for (const column_shape& c : t.columns) {
        if (c.type.empty() || same_word(c.type, "ANY")) all.push_back(c.name + ": type " + (c.type.empty() ? "none" : c.type));
        if (is_listed(c)) all.push_back(c.name + ": " + list_check(c));
        if (c.not_null && same_names(t.primary_key, {c.name}) && declared_as(c.type) == "INTEGER")
            all.push_back(c.name + ": NOT NULL beside PRIMARY KEY");
        for (const std::string& e : c.extras) all.push_back(c.name + ": " + e);
    }
    for (const key_clause& k : t.key_clauses) all.push_back(": " + k.text);
    for (const std::string& e : t.extras) all.push_back(": " + e);
    for (const foreign_key& k : t.foreign_keys)
        if (k.columns.size() > 1 || !k.extras.empty() || k.on_delete == "SET DEFAULT") all.push_back(": " + key_text(k));
    return all;
}

names undeclarable_clauses(const snapshot& s, const table_shape& t) {
    names all;
    for (const std::string& clause : clauses_of(t))
        if (!has_known_collations(clause)) all.push_back(sentence_of(t, clause));
    for (const foreign_key& k : t.foreign_keys)
        if (!can_be_declared(s, k)) all.push_back(t.name + ": " + key_text(k));
    return all;
}
names undeclarable(const snapshot& s, const table_shape& t) {
    names all = undeclarable_clauses(s, t);
    if (has_comment(t.sql)) all.push_back(t.name + ": its comments");
    return all;
}

namespace {

/// Whether a column or a table can have only one of the two clauses: they say the same, or are of one kind or name.
bool replaces(const std::string& now, const std::string& then) {
    if (meaning_of(now) == meaning_of(then)) return true;
    for (const std::string_view one : {"COLLATE ", "GENERATED ", "NOT NULL", "PRIMARY KEY"})
        if (now.starts_with(one) && then.starts_with(one)) return true;
    const std::vector<token> a = tokens_of(now), b = tokens_of(then);
    return a.size() > 2 && b.size() > 2 && a[0].is("CONSTRAINT") && b[0].is("CONSTRAINT") && same_word(a[1].text, b[1].text);
}
/// The same of clauses_of(): a column's name, a colon and the clause.
bool replaces_in_table(const table_shape& now, const table_shape& then, const names& declared, const std::string& clause) {
    for (const key_clause& k : then.key_clauses)
        if (clause == ": " + k.text && now.has_key_clause(k.columns, k.text.starts_with("PRIMARY"))) return true;
    const auto cut = [](const std::string& text) { return std::min(text.find(": ") + 2, text.size()); };
    return std::any_of(declared.begin(), declared.end(), [&](const std::string& d) {
        return same_word(d.substr(0, cut(d)), clause.substr(0, cut(clause))) && replaces(d.substr(cut(d)), clause.substr(cut(clause)));
    });
}

class completion {
  public:
    completion(const snapshot& declared, const snapshot& existing, const drops& requested)
        : existing_(existing), requested_(requested), out_(declared) {}

    snapshot complete() {
        check_drops();
        for (table_shape& t : out_.tables) {
            if (const table_shape* there = existing_.table(t.name)) {
                names declared = clauses_of(t);
                t = merged(*there, t);
                t.declared = std::move(declared);
            } else {
                t.declared = clauses_of(t);
            }
        }
        for (const view_shape& v : existing_.views)
            if (!is_declared(v.name) && !is_dropped(v.name)) out_.views.push_back(v);
        for (const view_shape& v : existing_.views)
            for (view_shape& now : out_.views)
                if (now == v) now = v;
        for (const full_text_shape& f : existing_.full_texts)
            if (!is_declared(f.name) && !is_dropped(f.name) && out_.table(f.content)) out_.full_texts.push_back(f);
        for (const kept_object& k : existing_.kept)
            if (!is_declared(k.name) && !is_dropped(k.name)) out_.kept.push_back(k);
        for (const kept_object& k : out_.kept) must_read_columns(k);
        triggers();
        out_.normalise();
        return std::move(out_);
    }

  private:
    bool is_dropped(const std::string& name) const { return has(requested_.objects, name); }
    bool is_declared(const std::string& name) const {
        return out_.table(name) || out_.view(name) || out_.full_text(name) || out_.kept_as(name);
    }
    void check_drops() const {
        for (const std::string& name : requested_.clauses)
            if (!existing_.table(name)) throw failure(outcome::usage, "--drop-clauses " + name + ": there is no such table");
        for (const std::string& name : requested_.objects) {
            const auto is_index = [&](const snapshot& s) {
                return std::any_of(s.tables.begin(), s.tables.end(), [&](const table_shape& t) { return t.index(name) != nullptr; });
            };
            const bool is_there = existing_.view(name) || existing_.trigger(name) || existing_.full_text(name) || existing_.kept_as(name) ||
                                  existing_.table(name) || is_index(existing_);
            if (!is_there) throw failure(outcome::usage, "--drop " + name + ": no object has that name");
            if (is_declared(name) || out_.trigger(name) || is_index(out_))
                throw failure(outcome::usage, "--drop " + name + ": the schema declares it; remove the declaration instead");
        }
    }

    /// Where a declared table has lost its content, or a view is not there, there is nothing that a trigger could be on.
    void triggers() {
        for (const trigger_shape& t : existing_.triggers) {
            const bool has_owner = out_.table(t.table) || out_.view(t.table) || out_.kept_as(t.table);
            const bool is_of_dropped = std::any_of(existing_.full_texts.begin(), existing_.full_texts.end(), [&](const full_text_shape& f) {
                return f.owns(t) && (!out_.full_text(f.name) || !existing_.full_text(f.name));
            });
            // A declared full-text index brings its own triggers.
            const bool is_of_declared = std::any_of(out_.full_texts.begin(), out_.full_texts.end(),
                                                    [&](const full_text_shape& f) { return f.owns(t) && !existing_.full_text(f.name); });
            if (has_owner && !out_.trigger(t.name) && !is_dropped(t.name) && !is_of_dropped && !is_of_declared) out_.triggers.push_back(t);
        }
    }

    [[noreturn]] static void refuse(const std::string& what, const std::string& column, const std::string& flag) {
        throw failure(outcome::refused,
                      what + " uses column " + column + ", which is no longer declared: pass " + flag + " to drop it as well");
    }
    /// Something kept must not lose what it uses.
    static void must_have_columns(const std::string& sql, const std::string& what, const names& gone, const std::string& flag) {
        for (const std::string& column : gone)
            if (mentions(sql, column)) refuse(what, column, flag);
    }

    /// A virtual table that reads another table, as a full-text index does, fails in every query without its columns.
    void must_read_columns(const kept_object& k) const {
        if (k.kind != "virtual table") return;
        for (const table_shape& then : existing_.tables) {
            const table_shape* now = out_.table(then.name);
            if (!now) continue;
            for (const column_shape& c : then.columns)
                if (!now->column(c.name) && reads_column(k.sql, then.name, c.name))
                    refuse("virtual table " + k.name, then.name + '.' + c.name, "--drop " + k.name);
        }
    }

    table_shape merged(const table_shape& then, const table_shape& now) const {
        table_shape t = now;
        t.name = then.name;
        names gone;
        for (const column_shape& c : then.columns)
            if (!now.column(c.name)) gone.push_back(c.name);
        const bool keeps = !has(requested_.clauses, then.name);
        for (column_shape& c : t.columns)
            if (const column_shape* before = then.column(c.name)) c = merged(then, *before, now, c, keeps);
        if (keeps) keep_clauses(t, then, now, gone);
        for (foreign_key& k : t.foreign_keys)
            for (const foreign_key& before : then.foreign_keys)
                if (before.refers_as(k)) keep_actions(k, before, keeps && !was_declared(then, ": " + key_text(before)));
        for (const key_name& k : then.key_names) {
            const bool is_key =
                k.is_primary ? same_names(t.primary_key, k.columns)
                             : std::any_of(t.unique.begin(), t.unique.end(), [&](const names& u) { return same_names(u, k.columns); });
            if (is_key && t.name_of_key(k.columns, k.is_primary).empty()) t.key_names.push_back(k);
        }
        keep_indexes(t, then, gone);
        t.sql.clear();
        if (!then.sql.empty()) t.sql = edited_text(then, t);
        return t;
    }
    static column_shape merged(const table_shape& then, const column_shape& before, const table_shape& now, const column_shape& declared,
                               bool keeps) {
        column_shape c = declared;
        c.name = before.name;
        const bool is_blob_as_text = affinity_of(before.type) == affinity::blob && same_word(declared.type, "TEXT");
        const bool is_number = affinity_of(before.type) == affinity::numeric && same_word(declared.type, "REAL");
        if (store_alike(before.type, declared.type) || same_word(declared_as(before.type), declared.type) || is_blob_as_text || is_number)
            c.type = before.type;
        const names alone{declared.name};
        // The declarations say nothing of NOT NULL for a key: a database may hold it either way.
        if (same_names(then.primary_key, alone) && same_names(now.primary_key, alone)) c.not_null = before.not_null;
        if (meaning_of(before.default_sql) == meaning_of(declared.default_sql)) c.default_sql = before.default_sql;
        if (!keeps) return c;
        if (declared.values.empty() && is_listed(before) && !was_declared(then, before.name + ": " + list_check(before)))
            c.values = before.values;
        for (const std::string& e : before.extras) {
            const bool is_replaced =
                std::any_of(declared.extras.begin(), declared.extras.end(), [&](const std::string& d) { return replaces(d, e); });
            if (!is_replaced && !was_declared(then, before.name + ": " + e) && (!e.starts_with("NOT NULL") || c.not_null))
                c.extras.push_back(e);
        }
        return c;
    }
    /// A clause that the C++ declared when the snapshot was made, and that is dropped with its declaration.
    static bool was_declared(const table_shape& then, const std::string& clause) { return has_meaning(then.declared, clause); }
    static void keep_actions(foreign_key& k, const foreign_key& before, bool keeps) {
        if (k.name.empty()) k.name = before.name;
        if (!keeps) return;
        if (k.extras.empty()) k.extras = before.extras;
        if (k.on_delete.empty() && before.on_delete == "SET DEFAULT") k.on_delete = before.on_delete;
    }
    void keep_clauses(table_shape& t, const table_shape& then, const table_shape& now, const names& gone) const {
        const std::string flag = "--drop-clauses " + then.name;
        for (const column_shape& c : t.columns)
            for (const std::string& e : c.extras) must_have_columns(e, t.name + '.' + c.name + ": " + e, gone, flag);
        for (const std::string& e : then.extras) {
            const bool is_replaced =
                std::any_of(now.extras.begin(), now.extras.end(), [&](const std::string& o) { return replaces(o, e); });
            if (is_replaced || was_declared(then, ": " + e)) continue;
            must_have_columns(e, t.name + ": " + e, gone, flag);
            t.extras.push_back(e);
        }
        for (const key_clause& k : then.key_clauses) {
            const bool is_primary = k.text.starts_with("PRIMARY");
            if (is_primary ? !same_names(k.columns, t.primary_key)
                           : std::any_of(k.columns.begin(), k.columns.end(), [&](const auto& c) { return !t.column(c); }))
                continue;
            // A clause of the same key is another form of it.
            if (was_declared(then, ": " + k.text) || now.has_key_clause(k.columns, is_primary)) continue;
            const auto is_key = [&](const names& u) { return same_names(u, k.columns); };
            if (!is_primary && std::none_of(t.unique.begin(), t.unique.end(), is_key)) t.unique.push_back(k.columns);
            t.key_clauses.push_back(k);
        }
        for (const foreign_key& k : then.foreign_keys) {
            const bool is_declared =
                std::any_of(t.foreign_keys.begin(), t.foreign_keys.end(), [&](const auto& o) { return o.refers_as(k); });
            const bool has_columns = std::all_of(k.columns.begin(), k.columns.end(), [&](const auto& c) { return t.column(c) != nullptr; });
            if (is_declared || !has_columns || is_plain(existing_, k) || was_declared(then, ": " + key_text(k))) continue;
            t.foreign_keys.push_back(k);
            t.foreign_keys.back().is_kept = true;
        }
    }
    void keep_indexes(table_shape& t, const table_shape& then, const names& gone) const {
        for (const index_shape& i : then.indexes) {
            const auto now = std::find_if(t.indexes.begin(), t.indexes.end(), [&](const auto& o) { return same_word(o.name, i.name); });
            if (now != t.indexes.end()) {
                if (*now == i) *now = i;
                continue;
            }
            if (is_dropped(i.name)) continue;
            must_have_columns(index_meaning(i, t.name).substr(index_meaning(i, t.name).find('(')), "index " + i.name, gone,
                              "--drop " + i.name);
            t.indexes.push_back(i);
        }
    }

    const snapshot& existing_;
    const drops& requested_;
    snapshot out_;
};

}  // namespace

snapshot with_kept(const snapshot& declared, const snapshot& existing, const drops& requested) {
    return completion(declared, existing, requested).complete();
}

names kept_sentences(const snapshot& declared, const snapshot& existing) {
    names all;
    for (const table_shape& then : existing.tables) {
        const table_shape* now = declared.table(then.name);
        if (!now) continue;
        for (const index_shape& i : then.indexes)
            if (!now->index(i.name)) all.push_back("index " + i.name + " on " + then.name);
        names declared_too = clauses_of(*now);
        for (const foreign_key& k : now->foreign_keys) declared_too.push_back(": " + key_text(k));
        names clauses = clauses_of(then);
        for (const foreign_key& k : then.foreign_keys)
            if (!is_plain(existing, k) && !has_meaning(clauses, ": " + key_text(k))) clauses.push_back(": " + key_text(k));
        for (const std::string& clause : clauses)
            if (!has_meaning(declared_too, clause) && !has_meaning(then.declared, clause) &&
                !replaces_in_table(*now, then, declared_too, clause))
                all.push_back(sentence_of(then, clause));
        if (has_comment(then.sql) && !has_comment(now->sql)) all.push_back(then.name + ": its comments");
    }
    for (const view_shape& v : existing.views)
        if (!declared.view(v.name)) all.push_back("view " + v.name);
    for (const full_text_shape& f : existing.full_texts)
        if (!declared.full_text(f.name)) all.push_back("full-text index " + f.name);
    for (const kept_object& k : existing.kept)
        if (!declared.kept_as(k.name)) all.push_back(k.kind + ' ' + k.name);
    for (const trigger_shape& t : existing.triggers)
        if (!declared.trigger(t.name)) all.push_back("trigger " + t.name + " on " + t.table);
    return all;
}

}  // namespace squall::migrate
