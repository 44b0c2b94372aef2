#include "read_table.hpp"

#include <algorithm>

#include "ddl_text.hpp"

namespace squall::migrate {

std::vector<token_span> comma_separated(token_span tokens) {
    std::vector<token_span> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is_symbol("(")) ++depth;
        if (tokens[i].is_symbol(")")) --depth;
        if (depth == 0 && tokens[i].is_symbol(",")) {
            parts.push_back(tokens.subspan(begin, i - begin));
            begin = i + 1;
        }
    }
    if (begin < tokens.size()) parts.push_back(tokens.subspan(begin));
    return parts;
}
std::vector<std::string> names_in(token_span tokens) {
    names all;
    for (token_span part : comma_separated(tokens)) all.push_back(token_reader(part).name());
    return all;
}

namespace {

bool begins_constraint(const token& t) {
    return t.is("CONSTRAINT") || t.is("PRIMARY") || t.is("NOT") || t.is("NULL") || t.is("UNIQUE") || t.is("CHECK") || t.is("DEFAULT") ||
           t.is("COLLATE") || t.is("REFERENCES") || t.is("GENERATED") || t.is("AS");
}
void must(bool understood, const token& at) {
    if (!understood) throw not_understood(at.text);
}
/// " ON CONFLICT REPLACE", or nothing. ABORT is what happens without it.
std::string conflict_clause(token_reader& in) {
    if (!in.peek().is("ON") || !in.take_all({"ON", "CONFLICT"})) return {};
    const std::string how = upper(in.next().text);
    return how == "ABORT" ? "" : " ON CONFLICT " + how;
}
std::string action(token_reader& in) {
    if (in.take("SET")) return in.take("NULL") ? "SET NULL" : (must(in.take("DEFAULT"), in.peek()), "SET DEFAULT");
    if (in.take("NO")) return must(in.take("ACTION"), in.peek()), "";
    return in.take("CASCADE") ? "CASCADE" : (must(in.take("RESTRICT"), in.peek()), "RESTRICT");
}

foreign_key read_reference(token_reader& in, names columns) {
    foreign_key key{.columns = std::move(columns), .table = in.name()};
    if (in.peek().is_symbol("(")) key.to = names_in(in.parenthesis());
    const auto add = [&](const std::string& more) { key.extras += (key.extras.empty() ? "" : " ") + more; };
    while (true) {
        if (in.take("ON")) {
            const bool of_delete = in.take("DELETE"), of_update = !of_delete && in.take("UPDATE");
            if (!of_delete && !of_update) in.next();  // ON INSERT: SQLite ignores it
            const std::string what = action(in);
            if (of_delete)
                key.on_delete = what;
            else if (of_update && !what.empty())
                add("ON UPDATE " + what);
        } else if (in.take("MATCH")) {
            add("MATCH " + name_text(in.name()));
        } else if (in.peek().is("DEFERRABLE") || (in.peek().is("NOT") && in.peek(1).is("DEFERRABLE"))) {
            const bool never = in.take("NOT");
            in.take("DEFERRABLE");
            const bool deferred = in.take("INITIALLY") && (in.take("DEFERRED") || (must(in.take("IMMEDIATE"), in.peek()), false));
            if (deferred && !never) add("DEFERRABLE INITIALLY DEFERRED");
        } else {
            return key;
        }
    }
}

/// CHECK (column IN ('a', 'b')): the column and its values; no column when it is another condition.
std::pair<std::string, names> read_value_list(token_span condition) {
    token_reader in{condition};
    if (!in.peek().is_name()) return {};
    const std::string column = in.name();
    if (!in.take("IN") || !in.peek().is_symbol("(")) return {};
    names values;
    for (token_span one : comma_separated(in.parenthesis())) {
        if (one.size() != 1 || one[0].kind != token_kind::string) return {};
        values.push_back(unquoted(one[0].text));
    }
    if (!in.done()) return {};
    return {column, values};
}

class table_reader {
  public:
    explicit table_reader(std::string name) { table_.name = std::move(name); }

    table_shape read(token_span body, token_span options) {
        const std::vector<token_span> items = comma_separated(body);
        for (token_span item : items)
            if (is_column(item)) columns_.push_back(token_reader(item).name());
        // No declaration has a column without a name, or more than D1's hundred.
        const bool can_be_declared = columns_.size() <= 100 && std::find(columns_.begin(), columns_.end(), "") == columns_.end();
        if (!can_be_declared) throw not_understood("its columns");
        for (token_span item : items) is_column(item) ? column(item) : constraints(item);
        for (token_span option : comma_separated(options)) {
            token_reader in{option};
            if (in.take("STRICT"))
                table_.extras.push_back("STRICT");
            else
                must(in.take_all({"WITHOUT", "ROWID"}), in.peek()), table_.extras.push_back("WITHOUT ROWID");
            must(in.done(), in.peek());
        }
        key_clauses();
        as_declared(table_.primary_key);
        for (names& u : table_.unique) as_declared(u);
        for (foreign_key& k : table_.foreign_keys) as_declared(k.columns);
        for (key_name& k : table_.key_names) as_declared(k.columns);
        return std::move(table_);
    }

  private:
    static bool is_column(token_span item) {
        must(!item.empty(), token{});
        if (item[0].kind == token_kind::quoted_name || item[0].kind == token_kind::string) return true;
        return !(item[0].is("CONSTRAINT") || item[0].is("PRIMARY") || item[0].is("UNIQUE") || item[0].is("CHECK") || item[0].is("FOREIGN"));
    }
    /// Names of columns as the columns have them: case means nothing.
    void as_declared(names& list) const {
        for (std::string& name : list)
            if (const column_shape* c = table_.column(name)) name = c->name;
    }
    std::string expression(token_span tokens) const { return spelled(with_strings(tokens, columns_)); }

    std::string default_value(token_reader& in) const {
        if (in.peek().is_symbol("(")) {
            const token_span inside = in.parenthesis();
            // DEFAULT ('a') says the same as DEFAULT 'a'.
            if (inside.size() == 1 && (inside[0].kind == token_kind::string || inside[0].kind == token_kind::number)) return inside[0].text;
            return '(' + expression(inside) + ')';
        }
        if (in.take_symbol("-")) return '-' + in.next().text;
        in.take_symbol("+");
        const token& t = in.next();
        if (t.is("null")) return {};
        if (t.is("true")) return "1";
        if (t.is("false")) return "0";
        if (t.kind == token_kind::quoted_name) return string_text(t.text);
        if (t.kind != token_kind::word) return t.text;
        const bool is_clock = t.is("CURRENT_TIMESTAMP") || t.is("CURRENT_TIME") || t.is("CURRENT_DATE");
        return is_clock ? upper(t.text) : string_text(t.text);  // a bare word is a string
    }

    struct key {
        names columns;
        std::string text;
        bool is_plain;
    };
    void add_key(const char* kind, names columns, const std::string& list, const std::string& conflict, bool is_plain) {
        keys_.push_back({std::move(columns), std::string(kind) + " (" + list + ')' + conflict, is_plain && conflict.empty()});
    }

    /// Of "CONSTRAINT name ".
    static std::string unquoted_name(const std::string& constraint) {
        const std::vector<token> tokens = tokens_of(constraint);
        return tokens.size() < 2 ? "" : token_reader(token_span(tokens).subspan(1)).name();
    }
    void add_key_name(const std::string& constraint, names columns, bool is_primary) {
        const std::string name = unquoted_name(constraint);
        if (!name.empty() && table_.name_of_key(columns, is_primary).empty())
            table_.key_names.push_back({std::move(columns), name, is_primary});
    }

    void check(const std::string& constraint_name, token_reader& in, column_shape* of_column) {
        const std::vector<token> condition = with_strings(in.parenthesis(), columns_);
        conflict_clause(in);  // SQLite ignores it here
        auto [column, values] = read_value_list(condition);
        if (!of_column)
            for (column_shape& c : table_.columns)
                if (same_word(c.name, column)) of_column = &c;
        const bool is_list = of_column && same_word(column, of_column->name) && of_column->values.empty() && !values.empty();
        const std::string text = constraint_name + "CHECK (" + spelled(condition) + ')';
        if (is_list && constraint_name.empty())
            of_column->values = std::move(values);
        else if (of_column && in_column_)
            of_column->extras.push_back(text);
        else
            table_.extras.push_back(text);
    }

    void column(token_span item) {
        token_reader in{item};
        column_shape c{.name = in.name()};
        std::vector<token> type;
        while (!in.done() && !begins_constraint(in.peek())) type.push_back(in.next());
        c.type = spelled(type);
        std::string constraint_name;
        while (!in.done()) {
            if (in.take("CONSTRAINT")) {
                constraint_name = "CONSTRAINT " + name_text(in.name()) + ' ';
                continue;
            }
            if (in.take("PRIMARY")) {
                must(in.take("KEY"), in.peek());
                const bool descending = !in.take("ASC") && in.take("DESC");
                const std::string conflict = conflict_clause(in);
                if (descending || !conflict.empty())
                    c.extras.push_back(std::string("PRIMARY KEY") + (descending ? " DESC" : "") + conflict);
                table_.primary_key = {c.name};
                if (in.take("AUTOINCREMENT")) c.extras.push_back("AUTOINCREMENT");
            } else if (in.take("NOT")) {
                must(in.take("NULL"), in.peek());
                const std::string conflict = conflict_clause(in);
                if (!conflict.empty()) c.extras.push_back("NOT NULL" + conflict);
                c.not_null = true;
            } else if (in.take("NULL")) {
                conflict_clause(in);
            } else if (in.take("UNIQUE")) {
                table_.unique.push_back({c.name});
                add_key("UNIQUE", {c.name}, name_text(c.name), conflict_clause(in), true);
                add_key_name(constraint_name, {c.name}, false);
            } else if (in.take("CHECK")) {
                in_column_ = true;
                check(constraint_name, in, &c);
                in_column_ = false;
            } else if (in.take("DEFAULT")) {
                c.default_sql = default_value(in);
            } else if (in.take("COLLATE")) {
                c.extras.push_back("COLLATE " + name_text(in.name()));
            } else if (in.take("REFERENCES")) {
                table_.foreign_keys.push_back(read_reference(in, {c.name}));
                table_.foreign_keys.back().name = unquoted_name(constraint_name);
            } else if (in.peek().is("GENERATED") || in.peek().is("AS")) {
                if (in.take("GENERATED")) must(in.take("ALWAYS"), in.peek());
                must(in.take("AS"), in.peek());
                std::string e = "GENERATED ALWAYS AS (" + expression(in.parenthesis()) + ')';
                if (in.take("STORED"))
                    e += " STORED";
                else
                    in.take("VIRTUAL");
                c.extras.push_back(e);
            } else {
                throw not_understood(in.peek().text);
            }
            constraint_name.clear();
        }
        table_.columns.push_back(std::move(c));
    }

    /// (a COLLATE NOCASE DESC, b): the columns, the list as it is spelled, and whether it is of names alone.
    struct key_list {
        names columns{};
        std::string text{};
        bool is_plain = true, counts_up = false;
    };
    key_list read_key_list(token_reader& in) const {
        key_list list;
        std::vector<token_span> terms = comma_separated(in.parenthesis());
        must(!terms.empty(), in.peek());
        for (token_span term : terms) {
            token_reader t{term};
            must(t.peek().is_name() || t.peek().kind == token_kind::string, t.peek());
            list.columns.push_back(t.name());
            std::string text = name_text(list.columns.back());
            if (t.take("COLLATE")) text += " COLLATE " + name_text(t.name()), list.is_plain = false;
            if (!t.take("ASC") && t.take("DESC")) text += " DESC", list.is_plain = false;
            if (t.take("AUTOINCREMENT")) list.counts_up = true;
            must(t.done(), t.peek());
            list.text += (list.text.empty() ? "" : ", ") + text;
        }
        return list;
    }

    void constraints(token_span item) {
        token_reader in{item};
        std::string constraint_name;
        while (!in.done()) {  // SQLite takes several without commas
            if (in.take("CONSTRAINT")) {
                constraint_name = "CONSTRAINT " + name_text(in.name()) + ' ';
                continue;
            }
            if (in.take("PRIMARY")) {
                must(in.take("KEY"), in.peek());
                const key_list list = read_key_list(in);
                const std::string conflict = conflict_clause(in);
                table_.primary_key = list.columns;
                if (list.counts_up)
                    for (column_shape& c : table_.columns)
                        if (same_word(c.name, list.columns[0])) c.extras.push_back("AUTOINCREMENT");
                const bool is_plain = list.is_plain && conflict.empty();
                if (list.columns.size() > 1 || !is_plain) add_key_name(constraint_name, list.columns, true);
                if (!is_plain) add_key("PRIMARY KEY", list.columns, list.text + (list.counts_up ? " AUTOINCREMENT" : ""), conflict, false);
            } else if (in.take("UNIQUE")) {
                const key_list list = read_key_list(in);
                table_.unique.push_back(list.columns);
                add_key("UNIQUE", list.columns, list.text, conflict_clause(in), list.is_plain);
                add_key_name(constraint_name, list.columns, false);
            } else if (in.take("FOREIGN")) {
                must(in.take("KEY"), in.peek());
                names columns = names_in(in.parenthesis());
                must(in.take("REFERENCES"), in.peek());
                table_.foreign_keys.push_back(read_reference(in, std::move(columns)));
                table_.foreign_keys.back().name = unquoted_name(constraint_name);
            } else if (in.take("CHECK")) {
                check(constraint_name, in, nullptr);
            } else {
                throw not_understood(in.peek().text);
            }
            constraint_name.clear();
        }
    }

    /// Keys that are more than their columns, and plain ones of the same columns beside them.
    void key_clauses() {
        for (const key& k : keys_) {
            const auto is_other = [&](const key& o) {
                return o.text.starts_with(k.text.substr(0, 6)) && same_names(o.columns, k.columns) && !o.is_plain;
            };
            if (k.is_plain && std::none_of(keys_.begin(), keys_.end(), is_other)) continue;
            const auto is_known = [&](const key_clause& c) { return meaning_of(c.text) == meaning_of(k.text); };
            if (std::none_of(table_.key_clauses.begin(), table_.key_clauses.end(), is_known))
                table_.key_clauses.push_back({k.columns, k.text});
        }
    }

    table_shape table_;
    names columns_;
    std::vector<key> keys_;
    bool in_column_ = false;
};

/// What the text says, in no order and no spelling.
std::vector<std::string> words_of(std::string_view sql) {
    std::vector<std::string> all;
    bool is_default = false;
    for (const token& t : tokens_of(sql)) {
        if (t.is_symbol("(") || t.is_symbol(")") || t.is_symbol(",")) continue;
        const bool is_truth = is_default && (t.is("TRUE") || t.is("FALSE"));
        all.push_back(is_truth ? (t.is("TRUE") ? "1" : "0") : t.kind == token_kind::string ? t.text : lower(t.text));
        is_default = t.is("DEFAULT");
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

table_shape read_table(token_reader& in, std::string_view sql) {
    in.skip_if_not_exists();
    std::string name = in.qualified_name();
    if (!in.peek().is_symbol("(")) throw not_understood(in.peek().text);
    const token_span body = in.parenthesis();
    table_shape table = table_reader(std::move(name)).read(body, in.rest());
    if (has_comment(sql) || words_of(sql) != words_of(create_table_text(table))) table.sql = sql;
    return table;
}

}  // namespace squall::migrate
