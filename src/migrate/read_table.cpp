#include "read_table.hpp"

#include <algorithm>

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
void skip_conflict_clause(token_reader& in) {
    if (in.take("ON")) in.take("CONFLICT"), in.next();
}
std::string action(token_reader& in) {
    if (in.take("SET")) return in.take("NULL") ? "SET NULL" : (in.next(), "SET DEFAULT");
    if (in.take("NO")) return in.next(), "";
    return in.take("CASCADE") ? "CASCADE" : (in.next(), "RESTRICT");
}

foreign_key read_reference(token_reader& in, names columns) {
    foreign_key key{.columns = std::move(columns), .table = in.name()};
    if (in.peek().is_symbol("(")) key.to = names_in(in.parenthesis());
    const auto add = [&](const std::string& more) { key.extras += (key.extras.empty() ? "" : " ") + more; };
    while (true) {
        if (in.take("ON")) {
            const bool of_delete = in.take("DELETE");
            if (!of_delete) in.next();
            const std::string what = action(in);
            if (of_delete)
                key.on_delete = what;
            else if (!what.empty())
                add("ON UPDATE " + what);
        } else if (in.take("MATCH")) {
            in.next();  // SQLite ignores it
        } else if (in.take("DEFERRABLE")) {
            const bool deferred = in.take("INITIALLY") && in.take("DEFERRED");
            if (!deferred) in.take("IMMEDIATE");
            if (deferred) add("DEFERRABLE INITIALLY DEFERRED");
        } else {
            return key;
        }
    }
}

/// CHECK (column IN ('a', 'b')): the column and its values; no column when it is another condition.
std::pair<std::string, names> read_value_list(token_span condition) {
    token_reader in{condition};
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

std::string read_default(token_reader& in) {
    if (in.peek().is_symbol("(")) {
        const token_span inside = in.parenthesis();
        // DEFAULT ('a') says the same as DEFAULT 'a'.
        return inside.size() == 1 && inside[0].kind != token_kind::word ? inside[0].text : '(' + spelled(inside) + ')';
    }
    if (in.take_symbol("-")) return '-' + in.next().text;
    in.take_symbol("+");
    const token& t = in.next();
    if (t.is("null")) return {};
    if (t.is("true")) return "1";
    if (t.is("false")) return "0";
    if (t.kind == token_kind::quoted_name) return string_text(t.text);
    return t.kind == token_kind::word ? spelled(token_span(&t, 1)) : t.text;
}

void read_column(table_shape& table, token_span tokens) {
    token_reader in{tokens};
    column_shape c{.name = in.name()};
    std::vector<token> type;
    while (!in.done() && !begins_constraint(in.peek())) {
        type.push_back(in.next());
    }
    c.type = spelled(type);
    std::string constraint_name;
    while (!in.done()) {
        if (in.take("CONSTRAINT")) {
            constraint_name = "CONSTRAINT " + name_text(in.name()) + ' ';
            continue;
        }
        if (in.take("PRIMARY")) {
            in.take("KEY");
            if (!in.take("ASC") && in.take("DESC")) c.extras.push_back("PRIMARY KEY DESC");
            skip_conflict_clause(in);
            table.primary_key = {c.name};
            if (in.take("AUTOINCREMENT")) c.extras.push_back("AUTOINCREMENT");
        } else if (in.take("NOT")) {
            in.take("NULL");
            skip_conflict_clause(in);
            c.not_null = true;
        } else if (in.take("UNIQUE")) {
            skip_conflict_clause(in);
            table.unique.push_back({c.name});
        } else if (in.take("CHECK")) {
            const token_span condition = in.parenthesis();
            auto [column, values] = read_value_list(condition);
            if (same_word(column, c.name) && c.values.empty() && constraint_name.empty())
                c.values = std::move(values);
            else
                c.extras.push_back(constraint_name + "CHECK (" + spelled(condition) + ')');
        } else if (in.take("DEFAULT")) {
            c.default_sql = read_default(in);
        } else if (in.take("COLLATE")) {
            c.extras.push_back("COLLATE " + in.name());
        } else if (in.take("REFERENCES")) {
            table.foreign_keys.push_back(read_reference(in, {c.name}));
        } else if (in.peek().is("GENERATED") || in.peek().is("AS")) {
            if (in.take("GENERATED")) in.take("ALWAYS");
            in.take("AS");
            std::string e = "GENERATED ALWAYS AS (" + spelled(in.parenthesis()) + ')';
            if (in.take("STORED")) e += " STORED";
            c.extras.push_back(e);
        } else {
            in.next();
        }
        constraint_name.clear();
    }
    table.columns.push_back(std::move(c));
}

bool read_table_constraint(table_shape& table, token_span tokens) {
    token_reader in{tokens};
    std::string constraint_name;
    if (in.take("CONSTRAINT")) constraint_name = "CONSTRAINT " + name_text(in.name()) + ' ';
    if (in.take("PRIMARY")) {
        in.take("KEY");
        table.primary_key = names_in(in.parenthesis());
    } else if (in.take("UNIQUE")) {
        table.unique.push_back(names_in(in.parenthesis()));
    } else if (in.take("FOREIGN")) {
        in.take("KEY");
        names columns = names_in(in.parenthesis());
        in.take("REFERENCES");
        table.foreign_keys.push_back(read_reference(in, std::move(columns)));
    } else if (in.take("CHECK")) {
        const token_span condition = in.parenthesis();
        auto [column, values] = read_value_list(condition);
        const auto of = std::find_if(table.columns.begin(), table.columns.end(), [&](const column_shape& c) { return same_word(c.name, column); });
        if (of != table.columns.end() && of->values.empty() && constraint_name.empty())
            of->values = std::move(values);
        else
            table.extras.push_back(constraint_name + "CHECK (" + spelled(condition) + ')');
    } else {
        return false;
    }
    return true;
}

}  // namespace

table_shape read_table(token_reader& in) {
    in.skip_if_not_exists();
    table_shape table{.name = in.qualified_name()};
    for (token_span item : comma_separated(in.parenthesis())) {
        const bool quoted = !item.empty() && item[0].kind == token_kind::quoted_name;
        if (quoted || !read_table_constraint(table, item)) read_column(table, item);
    }
    for (token_span option : comma_separated(in.rest())) table.extras.push_back(option[0].is("STRICT") ? "STRICT" : "WITHOUT ROWID");
    return table;
}

}  // namespace squall::migrate
