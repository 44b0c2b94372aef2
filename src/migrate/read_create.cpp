#include "read_create.hpp"

#include <algorithm>
#include <optional>

#include "ddl_text.hpp"
#include "failure.hpp"
#include "read_table.hpp"

namespace squall::migrate {
namespace {

[[noreturn]] void unreadable(std::string_view what) {
    throw failure(outcome::database, "the catalog contains a statement that cannot be read: " + std::string(what));
}

names column_names(const table_shape& t) {
    names all;
    for (const column_shape& c : t.columns) all.push_back(c.name);
    return all;
}
std::string without_semicolon(std::string_view sql) {
    const std::vector<token> tokens = tokens_of(sql);
    return std::string(!tokens.empty() && tokens.back().is_symbol(";") ? sql.substr(0, tokens.back().offset) : sql);
}

void read_index(snapshot& into, token_reader in, bool unique, std::string_view sql) {
    index_shape index{.unique = unique, .sql = std::string(sql)};
    in.skip_if_not_exists();
    index.name = in.qualified_name();
    if (!in.take("ON")) unreadable("CREATE INDEX without ON");
    const std::string table = in.name();
    const auto of_index =
        std::find_if(into.tables.begin(), into.tables.end(), [&](const table_shape& t) { return same_word(t.name, table); });
    if (of_index == into.tables.end()) {
        into.kept.push_back({"index", index.name, table, index.sql});
        return;
    }
    const names columns = column_names(*of_index);
    for (token_span term : comma_separated(in.parenthesis())) {
        if (!term.empty() && term.back().is("asc")) term = term.first(term.size() - 1);
        const bool descending = !term.empty() && term.back().is("desc");
        if (descending) term = term.first(term.size() - 1);
        index.columns.push_back(spelled(with_strings(term, columns)) + (descending ? " DESC" : ""));
    }
    if (in.take("WHERE")) index.where = spelled(with_strings(in.rest(), columns));
    of_index->indexes.push_back(std::move(index));
}

void read_view(snapshot& into, token_reader in, std::string_view sql) {
    in.skip_if_not_exists();
    view_shape view{.name = in.qualified_name()};
    std::string columns;
    if (in.peek().is_symbol("(")) columns = spelled(in.parenthesis());
    if (!in.take("AS")) unreadable("CREATE VIEW without AS");
    view.query = spelled(in.rest());
    if (!columns.empty()) view.query = "WITH named(" + columns + ") AS (" + view.query + ") SELECT * FROM named";
    if (!columns.empty() || has_comment(sql) || spelled(sql) != spelled(create_view_text(view))) view.sql = sql;
    into.views.push_back(std::move(view));
}

void read_trigger(snapshot& into, token_reader in, std::string_view sql) {
    in.skip_if_not_exists();
    trigger_shape trigger{.name = in.qualified_name(), .sql = std::string(sql)};
    while (!in.done() && !in.peek().is("ON")) in.next();
    if (!in.take("ON")) unreadable("CREATE TRIGGER without ON");
    trigger.table = in.name();
    into.triggers.push_back(std::move(trigger));
}

/// fts5(column, …, option = value, …), where each term has a form that is known; nothing else.
std::optional<full_text_shape> read_full_text(std::string name, token_span terms) {
    full_text_shape index{.name = std::move(name)};
    for (token_span term : comma_separated(terms)) {
        if (term.size() == 1 && (term[0].is_name() || term[0].kind == token_kind::string)) {
            index.columns.push_back(token_reader(term).name());
            continue;
        }
        if (term.size() != 3 || !term[1].is_symbol("=") || !(term[2].is_name() || term[2].kind == token_kind::string)) return std::nullopt;
        const std::string value = token_reader(term.subspan(2)).name();
        if (term[0].is("content") && !value.empty())
            index.content = value;
        else if (term[0].is("content_rowid") && !value.empty())
            index.key = value;
        else if (term[0].is("tokenize"))
            index.tokenizer = value;
        else
            return std::nullopt;
    }
    if (index.content.empty() || index.key.empty() || index.columns.empty()) return std::nullopt;
    return index;
}

/// CREATE VIRTUAL TABLE name USING module(…): a full-text index of the form that declarations have, or kept.
void read_virtual_table(snapshot& into, token_reader in, std::string_view sql) {
    in.skip_if_not_exists();
    const std::string name = in.qualified_name();
    if (!in.take("USING")) unreadable("CREATE VIRTUAL TABLE without USING");
    if (in.take("FTS5"))
        if (auto index = read_full_text(name, in.parenthesis())) {
            into.full_texts.push_back(std::move(*index));
            return;
        }
    into.kept.push_back({"virtual table", name, name, std::string(sql)});
}

/// The name of the object that a CREATE statement is about, and the kind.
kept_object as_text(token_reader in, std::string_view kind, std::string_view sql) {
    in.skip_if_not_exists();
    kept_object o{.kind = std::string(kind), .name = in.qualified_name(), .sql = std::string(sql)};
    o.table = o.name;
    return o;
}

}  // namespace

void read_create(snapshot& into, std::string_view text) {
    const std::string sql = without_semicolon(text);
    const std::vector<token> tokens = tokens_of(sql);
    token_reader in{tokens};
    if (!in.take("CREATE")) unreadable("it does not begin with CREATE");
    if (!in.take("TEMP")) in.take("TEMPORARY");
    const bool unique = in.take("UNIQUE");
    if (in.take("TABLE")) {
        const token_reader at_name = in;
        try {
            into.tables.push_back(read_table(in, sql));
        } catch (const not_understood&) {
            into.kept.push_back(as_text(at_name, "table", sql));
        }
    } else if (in.take("INDEX"))
        read_index(into, in, unique, sql);
    else if (in.take("VIEW"))
        read_view(into, in, sql);
    else if (in.take("TRIGGER"))
        read_trigger(into, in, sql);
    else if (in.take("VIRTUAL") && in.take("TABLE"))
        read_virtual_table(into, in, sql);
    else
        unreadable(in.peek().text);
}

void keep_other_full_texts(snapshot& s) {
    const auto has_declared_form = [&](const full_text_shape& f) {
        const table_shape* content = s.table(f.content);
        const column_shape* key = content ? content->rowid_column() : nullptr;
        if (!key || !same_word(key->name, f.key)) return false;
        const bool has_columns =
            std::all_of(f.columns.begin(), f.columns.end(), [&](const std::string& c) { return content->column(c) != nullptr; });
        const names expected = full_text_triggers(f);
        return has_columns && std::all_of(expected.begin(), expected.end(), [&](const std::string& sql) {
                   return std::any_of(s.triggers.begin(), s.triggers.end(),
                                      [&](const trigger_shape& t) { return meaning_of(t.sql) == meaning_of(sql); });
               });
    };
    for (const full_text_shape& f : s.full_texts)
        if (!has_declared_form(f)) s.kept.push_back({"virtual table", f.name, f.name, create_full_text_text(f)});
    std::erase_if(s.full_texts, [&](const full_text_shape& f) { return !has_declared_form(f); });
}

}  // namespace squall::migrate
