#include "split_statements.hpp"

#include <algorithm>
#include <cctype>

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {
bool is_trigger(token_span words) {
    std::size_t i = 1;
    if (words.size() > 1 && (words[1].is("TEMP") || words[1].is("TEMPORARY"))) ++i;
    return words.size() > i && words[0].is("CREATE") && words[i].is("TRIGGER");
}
}  // namespace

std::vector<located_statement> split_statements(std::string_view text) {
    std::vector<located_statement> all;
    const std::vector<token> tokens = tokens_of(text);
    std::size_t begin = 0;  // of the statement, in bytes
    std::size_t first = 0;  // its first token
    std::size_t line = 1, counted = 0;
    const auto add = [&](std::size_t end, std::size_t behind_last) {
        if (first == behind_last) return;
        const std::string_view passed = text.substr(counted, tokens[first].offset - counted);
        line += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
        counted = tokens[first].offset;
        all.push_back({std::string(text.substr(begin, end - begin)), line});
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const token& t = tokens[i];
        if (!t.is_symbol(";")) continue;
        const token_span words(tokens.data() + first, i - first);
        if (is_trigger(words) && !(words.back().is("END") && tokens[i - 2].is_symbol(";"))) continue;
        add(t.offset, i);
        begin = t.offset + 1;
        first = i + 1;
    }
    add(text.size(), tokens.size());
    return all;
}

std::optional<unclosed_part> find_unclosed(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const std::string_view two = text.substr(at, 2);
        std::size_t end = at + 1;
        if (two == "--") {
            end = std::min(text.find('\n', at), text.size());
        } else if (two == "/*") {
            end = text.find("*/", at + 2);
            if (end == text.npos) return unclosed_part{"comment", at};
            end += 2;
        } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
            end = text.find(c == '[' ? ']' : c, at + 1);  // a doubled quote begins the next part
            if (end == text.npos) return unclosed_part{c == '\'' ? "string" : "quoted name", at};
            ++end;
        }
        at = end;
    }
    return std::nullopt;
}

std::string first_word(std::string_view sql) {
    // Only as much is read as holds it: comments may stand before it.
    std::size_t at = 0;
    while (at < sql.size()) {
        if (std::isspace(static_cast<unsigned char>(sql[at])))
            ++at;
        else if (sql.substr(at, 3) == "\xEF\xBB\xBF")
            at += 3;  // SQLite passes over a byte order mark too
        else if (sql.substr(at, 2) == "--")
            at = std::min(sql.find('\n', at), sql.size());
        else if (sql.substr(at, 2) == "/*")
            at = std::min(sql.find("*/", at + 2), sql.size() - 2) + 2;
        else
            break;
    }
    std::size_t end = at;
    while (end < sql.size() && std::isalpha(static_cast<unsigned char>(sql[end]))) ++end;
    return std::string(sql.substr(at, end - at));
}

std::string opening_of(std::string_view sql) {
    std::vector<token> tokens = tokens_of(sql);
    const auto value = std::find_if(tokens.begin(), tokens.end(),
                                    [](const token& t) { return t.kind == token_kind::string || t.kind == token_kind::number; });
    std::size_t count = static_cast<std::size_t>(value - tokens.begin());
    const bool cut = count > 8 || count < tokens.size();
    count = std::min<std::size_t>(count, 8);
    return spelled(token_span(tokens).first(count)) + (cut ? " …" : "");
}

}  // namespace squall::migrate
