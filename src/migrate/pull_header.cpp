#include "pull_header.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "declaration_names.hpp"
#include "keep.hpp"
#include "sql_tokens.hpp"

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
            if (!clauses.empty() || !more.empty() || !is_written_alike(t)) kept_.push_back(create_table_text(t));
            for (const index_shape& i : t.indexes)
                if (!migrate::can_be_declared(t, i)) kept_.push_back(create_index_text(i, t.name));
        }
        for (const view_shape& v : s_.views) {
            if (is_declared(v)) continue;
            problems.push_back("view " + v.name +
                               (names_.is_wide_view(v.name) ? ", which has more than 100 columns" : ", which the database cannot read"));
            kept_.push_back(create_view_text(v));
        }
        for (const full_text_shape& f : s_.full_texts)
            if (!can_be_declared(f)) keep("full-text index " + f.name, create_full_text_text(f));
        for (const kept_object& k : s_.kept) keep(k.kind + ' ' + k.name, k.sql);
        for (const trigger_shape& t : s_.triggers)
            if (!is_declared(t)) keep("trigger " + t.name + " on " + t.table, t.sql);
    }
    /// As one of those that keep a declared full-text index in step.
    bool is_declared(const trigger_shape& t) const {
        return std::any_of(s_.full_texts.begin(), s_.full_texts.end(), [&](const auto& f) { return f.owns(t) && can_be_declared(f); });
    }
    bool has_kept_triggers(const table_shape& t) const {
        return std::any_of(s_.triggers.begin(), s_.triggers.end(),
                           [&](const auto& trigger) { return same_word(trigger.table, t.name) && !is_declared(trigger); }) ||
               std::any_of(s_.kept.begin(), s_.kept.end(),
                           [&](const auto& k) { return k.kind == "trigger" && same_word(k.table, t.name); });
    }
    void keep(const std::string& what, const std::string& sql) {
        problems.push_back(what);
        kept_.push_back(sql);
    }
    /// Whether the DDL of the declarations is the table's own, to the letter.
    bool is_written_alike(const table_shape& t) const {
        return t.sql.empty() &&
               std::all_of(t.columns.begin(), t.columns.end(), [](const auto& c) { return c.type == declared_as(c.type); });
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
        for (const column_shape& c : t.columns) column(t, c);
        if (has_kept_triggers(t))
            out_ += "    static constexpr bool has_triggers_ = true;  // a write does more than it says: never sent twice\n";
        out_ += "};\ninline constexpr squall::table<" + n.definition + ", " + literal_text(t.name) + "> " + n.object + ";\n";
    }
    void column(const table_shape& t, const column_shape& c) {
        const named_relation& n = relation(t.name);
        const bool key = same_names(t.primary_key, {c.name});
        std::string type = is_enum(c) ? form_.space + "::" + n.enums.at(lower(c.name)) : cpp_type(c.type);
        if (!c.not_null && !key) type = "std::optional<" + type + '>';
        std::string marks;
        const bool nullable_key = key && !c.not_null && declared_as(c.type) != "INTEGER";
        if (key) marks += nullable_key ? ", squall::nullable_key" : ", squall::primary_key";
        if (std::any_of(t.unique.begin(), t.unique.end(), [&](const names& u) { return same_names(u, {c.name}); }))
            marks += ", squall::unique";
        if (!c.default_sql.empty()) marks += ", squall::default_sql<" + literal_text(c.default_sql) + '>';
        for (const foreign_key& k : t.foreign_keys)
            if (migrate::can_be_declared(s_, k) && same_names(k.columns, {c.name})) {
                marks += reference_marks(k);
                break;  // a second reference of one column cannot be declared
            }
        out_ += "    column<" + literal_text(c.name) + ", " + type + marks + "> " + n.of(c.name) + "{};\n";
    }
    static std::string reference_marks(const foreign_key& k) {
        std::string marks = ", squall::references<" + literal_text(k.table) + ", " + literal_text(k.to[0]) + '>';
        if (k.on_delete == "CASCADE") marks += ", squall::on_delete_cascade";
        if (k.on_delete == "SET NULL") marks += ", squall::on_delete_set_null";
        if (k.on_delete == "RESTRICT") marks += ", squall::on_delete_restrict";
        return marks;
    }
    void full_text(const full_text_shape& f) {
        if (!can_be_declared(f)) return;
        out_ += "\ninline constexpr squall::full_text<" + relation(f.content).object + ", " + literal_text(f.name) + ", " +
                literal_text(f.tokenizer);
        for (const std::string& c : f.columns) out_ += ", " + literal_text(s_.table(f.content)->column(c)->name);
        out_ += "> " + relation(f.name).object + ";\n";
    }
    void view(const view_shape& v) {
        if (!is_declared(v)) return;
        const named_relation& n = relation(v.name);
        out_ += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + n.definition + " {\n";
        for (const column_shape& c : *names_.columns_of_view(v.name))
            out_ += "    column<" + literal_text(c.name) + ", std::optional<" + cpp_type(c.type) + ">> " + n.of(c.name) + "{};\n";
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
        names tables, views, full_texts;
        for (const table_shape& t : s_.tables) tables.push_back(relation(t.name).object);
        for (const view_shape& v : s_.views)
            if (is_declared(v)) views.push_back(relation(v.name).object);
        for (const full_text_shape& f : s_.full_texts)
            if (can_be_declared(f)) full_texts.push_back(relation(f.name).object);
        list(tables, "tables");
        list(views, "views");
        if (!full_texts.empty() || form_.all_lists) list(full_texts, "full_texts");
    }

    std::string column_list(const table_shape& t, const names& columns) const {
        std::string all;
        for (const std::string& c : columns) all += (all.empty() ? "" : ", ") + qualified(t.name) + '.' + relation(t.name).of(c);
        return all;
    }
    void constraints_of(const table_shape& t) {
        names all;
        if (t.primary_key.size() > 1) all.push_back("squall::primary_key_of(" + column_list(t, t.primary_key) + ')');
        for (const names& u : t.unique)
            if (u.size() > 1) all.push_back("squall::unique_key(" + column_list(t, u) + ')');
        for (const index_shape& i : t.indexes)
            if (migrate::can_be_declared(t, i)) all.push_back(index(t, i));
        if (all.empty()) return;
        out_ += "\ntemplate <>\ninline constexpr auto squall::constraints_of<" + qualified(t.name) + "> = squall::constraints(";
        for (std::size_t i = 0; i < all.size(); ++i) out_ += (i ? ",\n    " : "\n    ") + all[i];
        out_ += ");\n";
    }
    std::string index(const table_shape& t, const index_shape& i) const {
        std::string columns;
        for (const std::string& term : i.columns) {
            const std::vector<token> tokens = tokens_of(term);
            columns += (columns.empty() ? "" : ", ") + column_list(t, {tokens[0].text}) + (tokens.size() > 1 ? ".desc()" : "");
        }
        const std::string plain =
            std::string(i.unique ? "squall::unique_index<" : "squall::index<") + literal_text(i.name) + ">(" + columns + ')';
        return i.where.empty() ? plain : "squall::where_sql<" + literal_text(i.where) + ">(" + plain + ')';
    }

    const snapshot& s_;
    const declaration_names& names_;
    const pulled_form& form_;
    names kept_;
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
pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source) {
    return header_of(s, declaration_names(s, views, space), {.space = space, .source = source});
}

}  // namespace squall::migrate
