#include "pull_header.hpp"

#include <algorithm>
#include <map>

#include "ddl_text.hpp"
#include "pull_names.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

const std::map<std::string, std::string, std::less<>> types = {
    {"TEXT", "std::string"}, {"INTEGER", "std::int64_t"},       {"REAL", "double"},
    {"BOOLEAN", "bool"},     {"DATETIME", "squall::timestamp"}, {"DATE", "squall::date"}};

class header_writer {
  public:
    header_writer(const snapshot& s, const std::string& space) : s_(s), space_(space) {}

    void tables() {
        for (const table_shape& t : s_.tables) enums(t);
        for (const table_shape& t : s_.tables) table(t);
    }
    void view(const view_shape& v, const std::vector<column_shape>& columns) {
        const std::string id = identifier(v.name);
        out += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + id + "_view {\n";
        for (const column_shape& c : columns) {
            const auto type = types.find(c.type);
            out += "    column<" + literal_text(c.name) + ", std::optional<" + (type == types.end() ? "std::string" : type->second) +
                   ">> " + identifier(c.name) + "{};\n";
        }
        out += "};\ninline constexpr squall::view_source<" + id + "_view, " + literal_text(v.name) + "> " + id + ";\n";
    }
    void lists() {
        const auto list = [&](const auto& all, const std::string& name) {
            std::string ids;
            for (const auto& one : all) ids += (ids.empty() ? "\n    " : ",\n    ") + identifier(one.name);
            out += "\ninline constexpr squall::relation_list<" + ids + "> " + name + ";\n";
        };
        list(s_.tables, "tables");
        list(s_.views, "views");
        if (std::any_of(s_.full_texts.begin(), s_.full_texts.end(), can_be_declared)) list(declared_full_texts(), "full_texts");
    }
    void full_texts() {
        for (const full_text_shape& f : s_.full_texts) {
            if (!can_be_declared(f)) {
                problems.push_back("full-text index " + f.name + ": " + create_full_text_text(f));
                continue;
            }
            out += "\ninline constexpr squall::full_text<" + identifier(f.content) + ", " + literal_text(f.name) + ", " +
                   literal_text(f.tokenizer);
            for (const std::string& c : f.columns) out += ", " + literal_text(c);
            out += "> " + identifier(f.name) + ";\n";
        }
        for (const trigger_shape& t : s_.triggers)
            if (std::none_of(s_.full_texts.begin(), s_.full_texts.end(), [&](const full_text_shape& f) { return f.owns(t); }))
                problems.push_back("trigger " + t.name + " on " + t.table);
    }
    void constraints() {
        for (const table_shape& t : s_.tables) constraints_of(t);
    }
    void view_texts() {
        for (const view_shape& v : s_.views)
            out += "\ntemplate <>\nstruct squall::create_view_text<" + space_ + "::" + identifier(v.name) +
                   "> {\n    static constexpr void text(renderer& out) {\n        out << R\"sql(" + create_view_text(v) +
                   ")sql\";\n    }\n};\n";
    }

    std::string out;
    names problems;

  private:
    /// By an integer key of its table, over plain columns.
    static bool can_be_declared(const full_text_shape& f) {
        return !f.content.empty() && !f.key.empty() && f.extras.empty() &&
               std::all_of(f.columns.begin(), f.columns.end(), [](const std::string& c) { return c.find(' ') == c.npos; });
    }
    std::vector<full_text_shape> declared_full_texts() const {
        std::vector<full_text_shape> all;
        std::copy_if(s_.full_texts.begin(), s_.full_texts.end(), std::back_inserter(all), can_be_declared);
        return all;
    }
    static bool can_be_enum(const names& values) {
        return !values.empty() && values.size() <= 32 && std::all_of(values.begin(), values.end(), is_identifier);
    }
    static std::string enum_name(const table_shape& t, const column_shape& c) { return camel_case(t.name) + camel_case(c.name); }

    void enums(const table_shape& t) {
        for (const column_shape& c : t.columns) {
            if (!can_be_enum(c.values)) continue;
            std::string values;
            for (const std::string& v : c.values) values += (values.empty() ? "" : ", ") + v;
            out += "enum class " + enum_name(t, c) + " { " + values + " };\n";
        }
    }

    void table(const table_shape& t) {
        const std::string id = identifier(t.name);
        out += "\ntemplate <template <squall::fixed_string, class, auto...> class column>\nstruct " + id + "_table {\n";
        for (const column_shape& c : t.columns) column(t, c);
        out += "};\ninline constexpr squall::table<" + id + "_table, " + literal_text(t.name) + "> " + id + ";\n";
        for (const std::string& e : t.extras) problems.push_back(t.name + ": " + e);
        for (const foreign_key& k : t.foreign_keys)
            if (k.columns.size() > 1)
                problems.push_back(t.name + ": FOREIGN KEY (" + name_list(k.columns) + ") REFERENCES " + reference_text(k));
    }

    void column(const table_shape& t, const column_shape& c) {
        const std::string at = t.name + '.' + c.name + ": ";
        const bool key = t.primary_key == names{c.name};
        std::string type = "std::string";
        if (const auto known = types.find(c.type); known != types.end())
            type = known->second;
        else
            problems.push_back(at + "type " + (c.type.empty() ? "none" : c.type));
        if (can_be_enum(c.values) && c.type == "TEXT")
            type = enum_name(t, c);
        else if (!c.values.empty())
            problems.push_back(at + "a CHECK list whose values are no identifiers");
        if (!c.not_null && !key) type = "std::optional<" + type + '>';
        if (c.not_null && key) problems.push_back(at + "NOT NULL beside PRIMARY KEY");
        for (const std::string& e : c.extras) problems.push_back(at + e);

        std::string marks;
        if (key) marks += ", squall::primary_key";
        if (std::find(t.unique.begin(), t.unique.end(), names{c.name}) != t.unique.end()) marks += ", squall::unique";
        if (!c.default_sql.empty()) marks += ", squall::default_sql<" + literal_text(c.default_sql) + '>';
        for (const foreign_key& k : t.foreign_keys)
            if (k.columns == names{c.name}) marks += reference_marks(k, at);
        out += "    column<" + literal_text(c.name) + ", " + type + marks + "> " + identifier(c.name) + "{};\n";
    }
    std::string reference_marks(const foreign_key& k, const std::string& at) {
        if (!k.extras.empty()) problems.push_back(at + k.extras);
        std::string marks = ", squall::references<" + literal_text(k.table) + ", " + literal_text(k.to.empty() ? "" : k.to[0]) + '>';
        if (k.on_delete == "CASCADE") marks += ", squall::on_delete_cascade";
        if (k.on_delete == "SET NULL") marks += ", squall::on_delete_set_null";
        if (k.on_delete == "RESTRICT") marks += ", squall::on_delete_restrict";
        if (k.on_delete == "SET DEFAULT") problems.push_back(at + "ON DELETE SET DEFAULT");
        return marks;
    }

    static std::string column_list(const table_shape& t, const names& columns) {
        std::string list;
        for (const std::string& c : columns) list += (list.empty() ? "" : ", ") + identifier(t.name) + '.' + identifier(c);
        return list;
    }
    void constraints_of(const table_shape& t) {
        names all;
        if (t.primary_key.size() > 1) all.push_back("primary_key_of(" + column_list(t, t.primary_key) + ')');
        for (const names& u : t.unique)
            if (u.size() > 1) all.push_back("unique_key(" + column_list(t, u) + ')');
        for (const index_shape& i : t.indexes) {
            if (const std::string text = index(t, i); !text.empty()) all.push_back(text);
        }
        if (all.empty()) return;
        out += "\ntemplate <>\ninline constexpr auto squall::constraints_of<" + space_ + "::" + identifier(t.name) +
               "> = [] {\n    using namespace " + space_ + ";\n    return constraints(";
        for (std::size_t i = 0; i < all.size(); ++i) out += (i ? ",\n        " : "\n        ") + all[i];
        out += ");\n}();\n";
    }
    std::string index(const table_shape& t, const index_shape& i) {
        std::string columns;
        for (std::string c : i.columns) {
            const bool descending = c.ends_with(" DESC");
            if (descending) c.resize(c.size() - 5);
            if (c.starts_with('[')) c = c.substr(1, c.size() - 2);
            if (!t.column(c)) return problems.push_back("index " + i.name + ": " + c + " is no column"), "";
            columns +=
                (columns.empty() ? "" : ", ") + identifier(t.name) + '.' + identifier(t.column(c)->name) + (descending ? ".desc()" : "");
        }
        const std::string plain = std::string(i.unique ? "unique_index<" : "index<") + literal_text(i.name) + ">(" + columns + ')';
        return i.where.empty() ? plain : "where_sql<R\"sql(" + i.where + ")sql\">(" + plain + ')';
    }

    const snapshot& s_;
    const std::string& space_;
};

}  // namespace

pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source) {
    header_writer w(s, space);
    w.out = "#pragma once\n// Written by squall pull from " + source +
            ". JSON columns and enums without a CHECK list are text here: the\n// database does not know them.\n#include "
            "<cstdint>\n#include <optional>\n#include <string>\n\n"
            "#include \"migrate/pulled.hpp\"\n\nnamespace " +
            space + " {\n\n";
    w.tables();
    w.full_texts();
    for (const view_shape& v : s.views)
        for (const view_columns& c : views)
            if (c.view == v.name) w.view(v, c.columns);
    w.lists();
    w.out += "\n}  // namespace " + space + '\n';
    w.constraints();
    w.view_texts();
    return {std::move(w.out), std::move(w.problems)};
}

}  // namespace squall::migrate
