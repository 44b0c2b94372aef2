#include "migration_sql.hpp"

#include <algorithm>

#include "ddl_text.hpp"
#include "dependency.hpp"
#include "failure.hpp"
#include "rebuild.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

bool has(const names& list, const std::string& name) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& one) { return same_word(one, name); });
}
bool has(const table_shape& t, const index_shape& i) { return std::find(t.indexes.begin(), t.indexes.end(), i) != t.indexes.end(); }

class writer {
  public:
    explicit writer(const difference& d) : d_(d), rebuilt_(rebuild(d)) {}

    names write() {
        drop_views();
        drop_full_texts();
        drop_indexes();
        rename();
        alter();
        for (const std::string& name : d_.new_tables) add(create_table_text(*d_.after.table(name)));
        create_indexes(true);
        for (const std::string& s : rebuilt_.statements) add(s);
        create_indexes(false);
        create_views();
        create_full_texts();
        create_kept();
        create_triggers();
        return std::move(out_);
    }

  private:
    void add(std::string statement) { out_.push_back(std::move(statement)); }
    bool remade(const std::string& table) const { return rebuilt_.remade.contains(lower(table)); }

    /// ALTER TABLE fails where a view would no longer work: then all are dropped and come back.
    bool every_view() const {
        return !d_.renamed.empty() ||
               std::any_of(d_.changed.begin(), d_.changed.end(), [](const table_change& c) { return !c.dropped.empty(); });
    }
    void drop_views() {
        for (const view_shape& v : d_.before.views)
            if (every_view() || has(d_.dropped_views, v.name)) add("DROP VIEW " + name_text(v.name));
    }
    void create_views() {
        for (const view_shape& v : d_.after.views)
            if (every_view() || has(d_.new_views, v.name)) add(create_view_text(v));
    }

    /// Before the tables change: a trigger that names a column stops ALTER TABLE from dropping it.
    void drop_full_texts() {
        for (const std::string& name : d_.dropped_triggers) {
            const trigger_shape* t = d_.before.trigger(name);
            // With every view that is dropped its triggers have gone.
            const bool went = d_.before.view(t->table) && (every_view() || has(d_.dropped_views, t->table));
            if (!went) add("DROP TRIGGER " + name_text(name));
        }
        // What is on a table stands behind it.
        for (auto name = d_.dropped_kept.rbegin(); name != d_.dropped_kept.rend(); ++name) add(drop_text(*d_.before.kept_as(*name)));
        for (const std::string& name : d_.dropped_full_texts) add("DROP TABLE " + name_text(name));
    }
    static std::string drop_text(const kept_object& k) {
        const std::string kind = k.kind == "index" ? "INDEX " : k.kind == "view" ? "VIEW " : k.kind == "trigger" ? "TRIGGER " : "TABLE ";
        return "DROP " + kind + name_text(k.name);
    }
    /// After tables and before triggers: they may be on it.
    void create_kept() {
        for (const std::string& name : d_.new_kept) add(d_.after.kept_as(name)->sql);
    }
    void create_full_texts() {
        for (const full_text_shape& f : d_.after.full_texts) {
            const bool is_new = has(d_.new_full_texts, f.name);
            if (is_new) add(create_full_text_text(f));
            const bool has_rows = !f.content.empty() && !has(d_.new_tables, f.content);
            if (has_rows && (is_new || remade(f.content))) add(fill_full_text(f));
        }
    }

    void drop_indexes() {
        for (const table_shape& b : d_.before.tables) {
            const table_shape* a = d_.after.table(b.name);
            if (!a || remade(b.name)) continue;
            for (const index_shape& i : b.indexes)
                if (!has(*a, i)) add("DROP INDEX " + name_text(i.name));
        }
    }
    /// Those that foreign keys refer to come before the rows of rebuilt tables; the rebuild itself creates those of its tables.
    void create_indexes(bool parent_keys) {
        for (const table_shape& a : d_.after.tables) {
            const table_shape* b = d_.before.table(a.name);
            for (const index_shape& i : a.indexes) {
                const bool is_key = is_parent_key(d_.after, a, i);
                if (is_key != parent_keys || (is_key && remade(a.name))) continue;
                if (!b || remade(a.name) || !has(*b, i)) add(create_index_text(i, a.name));
            }
        }
    }

    void rename() {
        for (const table_rename& r : d_.renamed.tables) add("ALTER TABLE " + name_text(r.from) + " RENAME TO " + name_text(r.to));
        for (const column_rename& r : d_.renamed.columns)
            add("ALTER TABLE " + name_text(r.table) + " RENAME COLUMN " + name_text(r.from) + " TO " + name_text(r.to));
    }
    void alter() {
        for (const table_change& c : d_.changed) {
            if (c.rebuild || remade(c.after->name)) continue;
            for (const std::string& gone : c.dropped) add("ALTER TABLE " + name_text(c.after->name) + " DROP COLUMN " + name_text(gone));
            for (const std::string& added : c.added)
                add("ALTER TABLE " + name_text(c.after->name) + " ADD COLUMN " + column_text(*c.after, *c.after->column(added)));
        }
    }
    void create_triggers() {
        for (const trigger_shape& t : d_.after.triggers) {
            const bool is_new = has(d_.new_triggers, t.name);
            const bool is_of_view = d_.after.view(t.table) && d_.before.view(t.table);
            const bool lost = remade(t.table) || (is_of_view && (every_view() || has(d_.new_views, t.table)));
            if (!lost && !is_new) continue;
            if (!is_new && !d_.renamed.empty())
                throw failure(
                    outcome::refused,
                    "trigger " + t.name +
                        " must be recreated after the rebuild, but a rename may have changed its SQL: rename in a separate migration");
            add(t.sql);
        }
    }

    const difference& d_;
    rebuild_statements rebuilt_;
    names out_;
};

}  // namespace

names migration_statements(const difference& d) { return writer(d).write(); }

std::string migration_text(const difference& d) {
    std::string out;
    for (const std::string& s : d.sentences) {
        std::string line = s;
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == ';' || c == '\n' || c == '\'' || c == '"'; }, ' ');
        out += "-- " + line + '\n';
    }
    for (const std::string& s : migration_statements(d)) {
        // A comment at the end must not hold the semicolon.
        const bool ends_in_comment = std::string_view(s).substr(s.rfind('\n') + 1).find("--") != std::string_view::npos;
        out += '\n' + s + (ends_in_comment ? "\n;\n" : ";\n");
    }
    return out;
}

names faults_of(const snapshot& schema) {
    names faults;
    name_set seen;
    for (const table_shape& t : schema.tables) {
        if (!seen.insert(lower(t.name)).second) faults.push_back("table " + t.name + " is declared twice");
        for (const index_shape& i : t.indexes)
            if (!seen.insert(lower(i.name)).second) faults.push_back("the name of index " + i.name + " is taken");
        for (const foreign_key& k : t.foreign_keys) {
            if (k.is_kept) continue;
            const table_shape* parent = schema.table(k.table);
            if (!parent) {
                faults.push_back(t.name + '.' + k.columns[0] + " refers to table " + k.table + ", which is not declared");
                continue;
            }
            if (k.to.empty() || !has_key(*parent, k.to))
                faults.push_back(t.name + '.' + k.columns[0] + " refers to " + k.table + '.' + (k.to.empty() ? "" : k.to[0]) +
                                 ", which is not a key");
        }
    }
    for (const full_text_shape& f : schema.full_texts) {
        if (!seen.insert(lower(f.name)).second) faults.push_back("the name of full-text index " + f.name + " is taken");
        if (!f.content.empty() && !schema.table(f.content))
            faults.push_back("full-text index " + f.name + " refers to table " + f.content + ", which is not declared");
    }
    for (const trigger_shape& t : schema.triggers)
        if (!schema.table(t.table) && !schema.view(t.table) && !schema.kept_as(t.table))
            faults.push_back("trigger " + t.name + " is on table " + t.table + ", which is not declared");
    for (const view_shape& v : schema.views)
        if (!seen.insert(lower(v.name)).second) faults.push_back("the name of view " + v.name + " is taken");
    return faults;
}

}  // namespace squall::migrate
