#include "pull_header.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "declaration_names.hpp"
#include "keep.hpp"
#include "pull_clauses.hpp"
#include "sql_tokens.hpp"
#include "squall/sql/sql_object.hpp"

namespace squall::migrate {
namespace {

class header_writer {
  public:
    header_writer(const snapshot& s, const declaration_names& names_of, const pulled_form& form) : s_(s), names_(names_of), form_(form) {}

    std::string write(const std::string& source) {
        find_problems();
        out_ = "#pragma once\n// Written by squall pull from " + comment_text(source) +
               ". JSON columns and enums without a CHECK list are text here: the\n// database does not record them.\n";
        if (!problems.empty()) {
            out_ += "//\n// Declarations cannot express the following. kept_sql_of at the end keeps it as SQL:\n";
            for (const std::string& p : problems) out_ += "// - " + comment_text(p) + '\n';
        }
        out_ += "#include <cstdint>\n#include <optional>\n#include <string>\n\n#include \"squall/migrate/pulled.hpp\"\n\nnamespace " +
                form_.space + " {\n\n";
        enums();
        for (const table_shape& t : s_.tables) table(t);
        for (const full_text_shape& f : s_.full_texts) full_text(f);
        for (const view_shape& v : s_.views) view(v);
        for (const declared_object& o : objects_)
            if (const virtual_shape* v = names_.virtual_table(o.name); v && o.sql.empty())
                virtual_table(*v);
            else
                out_ +=
                    "\ninline constexpr squall::sql_object<" + literal_text(o.name) + ", " + literal_text(o.sql) + "> " + o.object + ";\n";
        lists();
        out_ += "\n}  // namespace " + form_.space + '\n';
        for (const table_shape& t : s_.tables) constraints_of(t);
        for (const view_shape& v : s_.views) view_text(v);
        kept();
        return std::move(out_);
    }

    names problems;

  private:
    const named_relation& relation(const std::string& name) const { return names_.relation(name); }
    std::string qualified(const std::string& name) const { return "::" + form_.space + "::" + relation(name).object; }
    bool can_be_declared(const full_text_shape& f) const { return names_.can_be_declared(f); }
    bool is_declared(const view_shape& v) const { return names_.columns_of_view(v.name) != nullptr; }

    /// What the header keeps as SQL: the tables that say more than their declarations, and whole objects.
    void find_problems() {
        for (const table_shape& t : s_.tables) {
            const names clauses = undeclarable(s_, t);
            problems.insert(problems.end(), clauses.begin(), clauses.end());
            names more;
            for (const index_shape& i : t.indexes)
                if (!migrate::can_be_declared(t, i)) more.push_back("index " + i.name + ": " + index_meaning(i, t.name));
            problems.insert(problems.end(), more.begin(), more.end());
            if (!clauses.empty() || !more.empty() || !t.sql.empty()) kept_.push_back(create_table_text(t));
            for (const index_shape& i : t.indexes)
                if (!migrate::can_be_declared(t, i)) kept_.push_back(create_index_text(i, t.name));
        }
        for (const full_text_shape& f : s_.full_texts)
            if (!can_be_declared(f)) object("virtual table", f.name, create_full_text_text(f));
        for (const kept_object& k : s_.kept) object(k.kind, k.name, k.sql);
        for (const view_shape& v : s_.views)
            if (!is_declared(v)) object("view", v.name, create_view_text(v));
        for (const trigger_shape& t : s_.triggers)
            if (!is_declared(t)) object("trigger", t.name, t.sql);
    }
    /// As one of those that keep a declared full-text index in step.
    bool is_declared(const trigger_shape& t) const {
        return std::any_of(s_.full_texts.begin(), s_.full_texts.end(), [&](const auto& f) { return f.owns(t) && can_be_declared(f); });
    }
    bool has_other_triggers(const table_shape& t) const {
        return std::any_of(s_.triggers.begin(), s_.triggers.end(),
                           [&](const auto& trigger) { return same_word(trigger.table, t.name) && !is_declared(trigger); }) ||
               std::any_of(s_.kept.begin(), s_.kept.end(),
                           [&](const auto& k) { return k.kind == "trigger" && same_word(k.table, t.name); });
    }
    /// As sql_object<>, or, where it is of a form that this does not take, kept.
    void object(const std::string& kind, const std::string& name, const std::string& sql) {
        if (kind == "virtual table" && names_.virtual_table(name)) {
            objects_.push_back({relation(name).object, name, ""});
            return;
        }
        if (detail::creates_object(sql, name)) {
            objects_.push_back({names_.object(kind, name), name, sql});
            return;
        }
        problems.push_back(kind + ' ' + name);
        kept_.push_back(sql);
    }
    void kept() {
        if (kept_.empty()) return;
        out_ +=
            "\n// The database's own statements, for what declarations cannot express and for tables written differently.\n"
            "template <>\ninline constexpr auto squall::kept_sql_of<squall::bare<decltype(::" +
            form_.space + "::tables)>> = std::to_array<std::string_view>({";
        for (std::size_t i = 0; i < kept_.size(); ++i) out_ += (i ? ",\n    " : "\n    ") + literal_text(kept_[i]);
        out_ += "});\n";
    }

    /// Values with a name of their own; the texts of the others stand behind the enums.
    void enums() {
        std::string texts;
        for (const table_shape& t : s_.tables)
            for (const column_shape& c : t.columns) {
                if (!is_enum(c)) continue;
                const std::string& type = relation(t.name).enums.at(lower(c.name));
                scope_names scope;
                std::string values;
                for (const std::string& v : c.values) {
                    const std::string value = scope.add(v);
                    values += (values.empty() ? "" : ", ") + value;
                    if (value != v)
                        texts += "template <>\ninline constexpr const char* squall::stored_text<" + form_.space + "::" + type +
                                 "::" + value + "> = " + literal_text(v) + ";\n";
                }
                out_ += "enum class " + type + " { " + values + " };\n";
            }
        if (!texts.empty()) out_ += "\n}  // namespace " + form_.space + '\n' + texts + "\nnamespace " + form_.space + " {\n";
    }
    void table(const table_shape& t) {
        const named_relation& n = relation(t.name);
        out_ += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + n.definition + " {\n";
        if (!options_of_table(t).empty()) out_ += "    static constexpr squall::table_options options_{" + options_of_table(t) + "};\n";
        for (const column_shape& c : t.columns) column(t, c);
        if (has_other_triggers(t))
            out_ += "    static constexpr bool has_triggers_ = true;  // a write does more than it says: never sent twice\n";
        out_ += "};\ninline constexpr squall::table<" + n.definition + ", " + literal_text(t.name) + "> " + n.object + ";\n";
    }
    void column(const table_shape& t, const column_shape& c) {
        const named_relation& n = relation(t.name);
        std::string type = is_enum(c) ? form_.space + "::" + n.enums.at(lower(c.name)) : n.type_of(c);
        if (!c.not_null && !is_inline_key(t, c)) type = "std::optional<" + type + '>';
        out_ += "    column<" + literal_text(c.name) + ", " + type + marks_of_column(s_, t, c, own_sql_type(n.type_of(c))) + "> " +
                n.of(c.name) + "{};\n";
    }
    void full_text(const full_text_shape& f) {
        if (!can_be_declared(f)) return;
        out_ += "\ninline constexpr squall::full_text<" + relation(f.content).object + ", " + literal_text(f.name) + ", " +
                literal_text(f.tokenizer);
        for (const std::string& c : f.columns) out_ += ", " + literal_text(s_.table(f.content)->column(c)->name);
        out_ += "> " + relation(f.name).object + ";\n";
    }
    void virtual_table(const virtual_shape& v) {
        const named_relation& n = relation(v.name);
        out_ += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + n.definition + " {\n";
        for (std::size_t i = 0; i < v.columns.size(); ++i) {
            const column_shape& c = v.columns[i];
            const bool is_unindexed = std::find(v.unindexed.begin(), v.unindexed.end(), lower(c.name)) != v.unindexed.end();
            const bool is_stored_only = is_unindexed || (v.module != virtual_module::full_text && i > v.coordinates);
            out_ += "    column<" + literal_text(c.name) + ", " +
                    (c.not_null ? cpp_type(c.type) : "std::optional<" + cpp_type(c.type) + '>') +
                    (is_stored_only ? ", squall::stored_only" : "") + "> " + n.of(c.name) + "{};\n";
        }
        out_ += "};\ninline constexpr squall::";
        out_ += v.module == virtual_module::full_text ? "full_text_table<"
                : v.module == virtual_module::rtree   ? "rtree_table<"
                                                      : "rtree_i32_table<";
        out_ += n.definition + ", " + literal_text(v.name);
        for (const std::string& option : v.options) out_ += ", " + literal_text(option);
        out_ += "> " + n.object + ";\n";
    }
    void view(const view_shape& v) {
        if (!is_declared(v)) return;
        const named_relation& n = relation(v.name);
        out_ += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + n.definition + " {\n";
        for (const column_shape& c : *names_.columns_of_view(v.name))
            out_ += "    column<" + literal_text(c.name) + ", std::optional<" + n.type_of(c) + ">> " + n.of(c.name) + "{};\n";
        out_ += "};\ninline constexpr squall::view_source<" + n.definition + ", " + literal_text(v.name) + "> " + n.object + ";\n";
    }
    void view_text(const view_shape& v) {
        if (!is_declared(v)) return;
        out_ += "\ntemplate <>\nstruct squall::create_view_text<" + qualified(v.name) +
                "> {\n    static constexpr void text(renderer& out) {\n        out << " + literal_text(create_view_text(v)) +
                ";\n    }\n};\n";
    }
    void list(const names& ids, const std::string& name) {
        std::string all;
        for (const std::string& id : ids) all += (all.empty() ? "\n    " : ",\n    ") + id;
        out_ += "\ninline constexpr squall::relation_list<" + all + "> " + name + ";\n";
    }
    void lists() {
        names tables, views, others;
        for (const table_shape& t : s_.tables) tables.push_back(relation(t.name).object);
        for (const view_shape& v : s_.views)
            if (is_declared(v)) views.push_back(relation(v.name).object);
        for (const full_text_shape& f : s_.full_texts)
            if (can_be_declared(f)) others.push_back(relation(f.name).object);
        for (const declared_object& o : objects_) others.push_back(o.object);
        list(tables, "tables");
        list(views, "views");
        if (!others.empty() || form_.all_lists) list(others, "others");
        if (form_.all_lists) out_ += "inline constexpr auto full_texts = others;  // the list's name in projects of earlier versions\n";
    }

    void constraints_of(const table_shape& t) {
        const names all = constraints_of_table(s_, t, [&](const std::string& table, const std::string& column) {
            const table_shape* of = s_.table(table);
            return qualified(of->name) + '.' + relation(of->name).of(column);
        });
        if (all.empty()) return;
        out_ += "\ntemplate <>\ninline constexpr auto squall::constraints_of<" + qualified(t.name) + "> = squall::constraints(";
        for (std::size_t i = 0; i < all.size(); ++i) out_ += (i ? ",\n    " : "\n    ") + all[i];
        out_ += ");\n";
    }

    const snapshot& s_;
    const declaration_names& names_;
    const pulled_form& form_;
    names kept_;
    struct declared_object {
        std::string object, name, sql;
    };
    std::vector<declared_object> objects_;
    std::string out_;
};

}  // namespace

pulled_header header_of(const snapshot& s, const declaration_names& names_of, const pulled_form& form) {
    header_writer w(s, names_of, form);
    pulled_header header;
    header.text = w.write(form.source);
    header.problems = std::move(w.problems);
    return header;
}
pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source,
                        const std::vector<stored_type>& stored) {
    return header_of(s, declaration_names(s, views, space, stored), {.space = space, .source = source});
}

}  // namespace squall::migrate
