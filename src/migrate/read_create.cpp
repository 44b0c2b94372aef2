#include "read_create.hpp"

#include <algorithm>
#include <optional>

#include "failure.hpp"
#include "read_table.hpp"

namespace squall::migrate {
namespace {

[[noreturn]] void unreadable(std::string_view what) {
    throw failure(outcome::database, "the catalogue holds a statement that cannot be read: " + std::string(what));
}

void read_index(snapshot& into, token_reader in, bool unique) {
    index_shape index{.unique = unique};
    in.skip_if_not_exists();
    index.name = in.qualified_name();
    if (!in.take("ON")) unreadable("CREATE INDEX without ON");
    const std::string table = in.name();
    for (token_span term : comma_separated(in.parenthesis())) {
        if (!term.empty() && term.back().is("asc")) term = term.first(term.size() - 1);
        const bool descending = !term.empty() && term.back().is("desc");
        if (descending) term = term.first(term.size() - 1);
        index.columns.push_back(spelled(term) + (descending ? " DESC" : ""));
    }
    if (in.take("WHERE")) index.where = spelled(in.rest());
    const auto of_index =
        std::find_if(into.tables.begin(), into.tables.end(), [&](const table_shape& t) { return same_word(t.name, table); });
    if (of_index != into.tables.end()) of_index->indexes.push_back(std::move(index));
}

void read_view(snapshot& into, token_reader in) {
    in.skip_if_not_exists();
    view_shape view{.name = in.qualified_name()};
    std::string columns;
    if (in.peek().is_symbol("(")) columns = spelled(in.parenthesis());
    if (!in.take("AS")) unreadable("CREATE VIEW without AS");
    view.query = spelled(in.rest());
    if (!columns.empty()) view.query = "WITH named(" + columns + ") AS (" + view.query + ") SELECT * FROM named";
    into.views.push_back(std::move(view));
}

void read_trigger(snapshot& into, token_reader in, std::string_view sql) {
    in.skip_if_not_exists();
    trigger_shape trigger{.name = in.qualified_name(), .sql = std::string(sql)};
    while (!in.done() && !in.peek().is("ON")) in.next();
    in.take("ON");
    trigger.table = in.name();
    into.triggers.push_back(std::move(trigger));
}

/// CREATE VIRTUAL TABLE name USING fts5(column, …, option = value, …). Those of other modules are left out.
void read_virtual_table(snapshot& into, token_reader in) {
    in.skip_if_not_exists();
    full_text_shape index{.name = in.qualified_name()};
    in.take("USING");
    if (!in.take("FTS5")) return;
    for (token_span term : comma_separated(in.parenthesis())) {
        if (term.size() < 3 || !term[1].is_symbol("=")) {
            index.columns.push_back(spelled(term));
            continue;
        }
        const std::string value = term[2].kind == token_kind::string ? unquoted(term[2].text) : term[2].text;
        if (term[0].is("content") && !value.empty())
            index.content = value;
        else if (term[0].is("content_rowid"))
            index.key = value;
        else if (term[0].is("tokenize"))
            index.tokenizer = value;
        else
            index.extras.push_back(spelled(term));
    }
    into.full_texts.push_back(std::move(index));
}

}  // namespace

void read_create(snapshot& into, std::string_view sql) {
    std::vector<token> tokens = tokens_of(sql);
    if (!tokens.empty() && tokens.back().is_symbol(";")) tokens.pop_back();
    token_reader in{tokens};
    if (!in.take("CREATE")) unreadable("it does not begin with CREATE");
    if (!in.take("TEMP")) in.take("TEMPORARY");
    const bool unique = in.take("UNIQUE");
    if (in.take("TABLE"))
        into.tables.push_back(read_table(in));
    else if (in.take("INDEX"))
        read_index(into, in, unique);
    else if (in.take("VIEW"))
        read_view(into, in);
    else if (in.take("TRIGGER"))
        read_trigger(into, in, sql);
    else if (in.take("VIRTUAL") && in.take("TABLE"))
        read_virtual_table(into, in);
    else
        unreadable(in.peek().text);
}

}  // namespace squall::migrate
