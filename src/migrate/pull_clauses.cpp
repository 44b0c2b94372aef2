#include "pull_clauses.hpp"

#include <algorithm>
#include <optional>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "declaration_names.hpp"
#include "keep.hpp"
#include "token_reader.hpp"

namespace squall::migrate {
namespace {

std::string quoted_argument(const std::string& name) { return name.empty() ? "" : '<' + literal_text(name) + '>'; }

/// "replace" of what ends in ON CONFLICT REPLACE; empty where nothing does.
std::string conflict_of(const std::string& clause) {
    constexpr std::string_view words = "ON CONFLICT ";
    const std::size_t at = clause.rfind(words);
    return at == clause.npos ? "" : "squall::conflict::" + lower(clause.substr(at + words.size()));
}

/// CHECK (…) with or without CONSTRAINT name before it, as check_sql<>; nothing where the text is another clause.
std::optional<std::string> check_of(const std::string& clause) {
    const std::vector<token> tokens = tokens_of(clause);
    token_reader in{tokens};
    const std::string name = in.take("CONSTRAINT") ? in.name() : "";
    if (!in.take("CHECK")) return std::nullopt;
    const std::string condition = spelled(in.parenthesis());
    return "squall::check_sql<" + literal_text(condition) + (name.empty() ? "" : ", " + literal_text(name)) + '>';
}

/// GENERATED ALWAYS AS (…), STORED or not.
std::string generated_of(const std::string& clause) {
    const std::vector<token> tokens = tokens_of(clause);
    token_reader in{tokens};
    in.take_all({"GENERATED", "ALWAYS", "AS"});
    const std::string expression = spelled(in.parenthesis());
    return std::string(in.take("STORED") ? "squall::generated_stored_sql<" : "squall::generated_sql<") + literal_text(expression) + '>';
}

void add_actions(const foreign_key& k, names& all) {
    const auto action = [&](const std::string& beginning, const std::string& what) {
        if (what == "CASCADE") all.push_back(beginning + "cascade");
        if (what == "SET NULL") all.push_back(beginning + "set_null");
        if (what == "SET DEFAULT") all.push_back(beginning + "set_default");
        if (what == "RESTRICT") all.push_back(beginning + "restrict");
    };
    action("squall::on_delete_", k.on_delete);
    const std::vector<token> tokens = tokens_of(k.extras);
    for (token_reader in{tokens}; !in.done(); in.next()) {
        if (in.take_all({"ON", "UPDATE"})) {
            const std::string first = upper(in.peek().text);
            action("squall::on_update_", first == "SET" ? "SET " + upper(in.peek(1).text) : first);
        }
        if (in.peek().is("DEFERRABLE")) all.push_back("squall::initially_deferred");
    }
}

/// The reference that the column itself has; SQLite allows it others.
const foreign_key* own_reference(const snapshot& s, const table_shape& t, const column_shape& c) {
    for (const foreign_key& k : t.foreign_keys)
        if (can_be_declared(s, k) && same_names(k.columns, {c.name})) return &k;
    return nullptr;
}

std::string with_check_list(const column_shape& c) {
    std::string list;
    for (const std::string& v : c.values) list += (list.empty() ? "" : ", ") + string_text(v);
    return "squall::check_sql<" + literal_text(name_text(c.name) + " IN (" + list + ')') + '>';
}

class constraint_writer {
  public:
    constraint_writer(const snapshot& s, const table_shape& t, const std::function<std::string(const std::string&, const std::string&)>& f)
        : s_(s), t_(t), column_of_(f) {}

    names write() {
        if (t_.has_key_clause(t_.primary_key, true) || t_.primary_key.size() > 1) key(t_.primary_key, true);
        for (const names& u : t_.unique)
            if (u.size() > 1 || t_.has_key_clause(u, false) || !t_.name_of_key(u, false).empty()) key(u, false);
        for (const foreign_key& k : t_.foreign_keys) {
            const bool is_of_column = k.columns.size() == 1 && own_reference(s_, t_, *t_.column(k.columns[0])) == &k;
            if (can_be_declared(s_, k) && !is_of_column) reference(k);
        }
        for (const std::string& e : t_.extras)
            if (const auto check = check_of(e)) all_.push_back(*check);
        for (const index_shape& i : t_.indexes)
            if (can_be_declared(t_, i)) index(i);
        return std::move(all_);
    }

  private:
    std::string list_of(const std::string& table, const names& columns) const {
        std::string all;
        for (const std::string& c : columns) all += (all.empty() ? "" : ", ") + column_of_(table, c);
        return all;
    }
    void key(const names& columns, bool is_primary) {
        const std::string function = std::string(is_primary ? "squall::primary_key_of" : "squall::unique_key") +
                                     quoted_argument(t_.name_of_key(columns, is_primary)) + '(';
        bool has_clause = false;
        for (const key_clause& k : t_.key_clauses) {
            if (k.text.starts_with("PRIMARY") != is_primary || !same_names(k.columns, columns)) continue;
            has_clause = true;
            const std::vector<token> tokens = tokens_of(k.text);
            token_reader in{tokens};
            while (!in.done() && !in.peek().is_symbol("(")) in.next();
            std::string terms;
            for (const token_span one : comma_separated(in.parenthesis())) terms += (terms.empty() ? "" : ", ") + term(one);
            const std::string conflict = conflict_of(k.text);
            all_.push_back(function + terms + ')' + (conflict.empty() ? "" : ".on_conflict<" + conflict + ">()"));
        }
        if (!has_clause) all_.push_back(function + list_of(t_.name, columns) + ')');
    }
    void reference(const foreign_key& k) {
        names parts{list_of(k.table, k.to)};
        add_actions(k, parts);
        std::string all;
        for (const std::string& p : parts) all += (all.empty() ? "" : ", ") + p;
        all_.push_back("squall::foreign_key" + quoted_argument(k.name) + '(' + list_of(t_.name, k.columns) + ").references(" + all + ')');
    }
    /// A column, with its collation and direction, or an expression as SQL.
    std::string term(token_span tokens) const {
        bool is_descending = false;
        if (!tokens.empty() && (tokens.back().is("DESC") || tokens.back().is("ASC"))) {
            is_descending = tokens.back().is("DESC");
            tokens = tokens.first(tokens.size() - 1);
        }
        const bool is_column = !tokens.empty() && tokens[0].is_name() && t_.column(tokens[0].text);
        const bool is_collated = is_column && tokens.size() == 3 && tokens[1].is("COLLATE");
        std::string out;
        if (is_column && tokens.size() == 1)
            out = column_of_(t_.name, tokens[0].text);
        else if (is_collated && declared_as(t_.column(tokens[0].text)->type) == "TEXT" && !is_enum(*t_.column(tokens[0].text)))
            out = "squall::collate<" + literal_text(upper(tokens[2].text)) + ">(" + column_of_(t_.name, tokens[0].text) + ')';
        else
            out = "squall::sql_term<" + literal_text(spelled(tokens)) + '>';
        return out + (is_descending ? ".desc()" : "");
    }
    void index(const index_shape& i) {
        std::string terms;
        for (const std::string& one : i.columns) {
            const std::vector<token> tokens = tokens_of(one);
            terms += (terms.empty() ? "" : ", ") + term(tokens);
        }
        const std::string plain =
            std::string(i.unique ? "squall::unique_index<" : "squall::index<") + literal_text(i.name) + ">(" + terms + ')';
        all_.push_back(i.where.empty() ? plain : "squall::where_sql<" + literal_text(i.where) + ">(" + plain + ')');
    }

    const snapshot& s_;
    const table_shape& t_;
    const std::function<std::string(const std::string&, const std::string&)>& column_of_;
    names all_;
};

}  // namespace

std::string marks_of_column(const snapshot& s, const table_shape& t, const column_shape& c, std::string_view own_type) {
    names all;
    const names alone{c.name};
    const column_shape* row_number = t.rowid_column();
    const bool is_row_number = row_number && same_word(row_number->name, c.name);
    if (!same_word(c.type, std::string(own_type))) all.push_back("squall::type_name<" + literal_text(c.type) + '>');
    if (is_inline_key(t, c)) {
        const std::string* clause = c.extra_of("PRIMARY KEY");
        const std::string conflict = clause ? conflict_of(*clause) : "";
        all.push_back(c.not_null || is_row_number ? "squall::primary_key" : "squall::nullable_key");
        if (clause && clause->starts_with("PRIMARY KEY DESC")) all.push_back("squall::primary_key_desc");
        if (!conflict.empty()) all.push_back("squall::primary_key_on_conflict<" + conflict + '>');
        if (c.has_extra("AUTOINCREMENT")) all.push_back("squall::autoincrement");
        if (c.not_null && is_row_number) all.push_back("squall::not_null");
    }
    if (const std::string* clause = c.extra_of("NOT NULL")) all.push_back("squall::not_null_on_conflict<" + conflict_of(*clause) + '>');
    const bool is_unique = std::any_of(t.unique.begin(), t.unique.end(), [&](const names& u) { return same_names(u, alone); });
    if (is_unique && !t.has_key_clause(alone, false) && t.name_of_key(alone, false).empty()) all.push_back("squall::unique");
    for (const std::string& e : c.extras) {
        if (e.starts_with("COLLATE ")) all.push_back("squall::collation<" + literal_text(upper(e.substr(8))) + '>');
        if (e.starts_with("GENERATED ")) all.push_back(generated_of(e));
        if (const auto check = check_of(e)) all.push_back(*check);
    }
    if (!c.values.empty() && !is_enum(c)) all.push_back(with_check_list(c));
    if (!c.default_sql.empty()) all.push_back("squall::default_sql<" + literal_text(c.default_sql) + '>');
    if (const foreign_key* k = own_reference(s, t, c)) {
        all.push_back("squall::references<" + literal_text(k->table) + ", " + literal_text(k->to[0]) +
                      (k->name.empty() ? "" : ", " + literal_text(k->name)) + '>');
        add_actions(*k, all);
    }
    std::string out;
    for (const std::string& mark : all) out += ", " + mark;
    return out;
}

std::string options_of_table(const table_shape& t) {
    std::string out;
    if (t.has_extra("STRICT")) out += ".strict = true";
    if (t.has_extra("WITHOUT ROWID")) out += std::string(out.empty() ? "" : ", ") + ".without_rowid = true";
    return out;
}

names constraints_of_table(const snapshot& s, const table_shape& t,
                           const std::function<std::string(const std::string&, const std::string&)>& column_of) {
    return constraint_writer(s, t, column_of).write();
}

}  // namespace squall::migrate
