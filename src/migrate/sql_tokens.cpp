#include "sql_tokens.hpp"

#include <algorithm>
#include <cctype>

#include "sql/identifier.hpp"

namespace squall::migrate {
namespace {

bool begins_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool in_word(char c) { return begins_word(c) || std::isdigit(static_cast<unsigned char>(c)) || c == '$'; }
/// The index behind a quoted stretch that begins at `at`; a doubled quote stands for itself.
std::size_t end_of_quoted(std::string_view sql, std::size_t at, char close) {
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (sql[i] != close) continue;
        if (close != ']' && i + 1 < sql.size() && sql[i + 1] == close)
            ++i;
        else
            return i + 1;
    }
    return sql.size();
}
std::string without_quotes(std::string_view quoted, char close) {
    std::string out;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        out += quoted[i];
        if (quoted[i] == close && close != ']') ++i;
    }
    return out;
}

std::size_t end_of_symbol(std::string_view sql, std::size_t at) {
    for (std::string_view longer : {"->>", "->", "||", "<>", "<=", ">=", "==", "!=", "<<", ">>"})
        if (sql.substr(at, longer.size()) == longer) return at + longer.size();
    return at + 1;
}

bool is_word_of_ascii(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_sign(const token& t) { return t.is_symbol("-") || t.is_symbol("+"); }
bool is_reserved_word(const token& t) { return t.kind == token_kind::word && is_reserved(t.text); }
bool ends_operand(const token& t) { return t.is_symbol(")") || (t.kind != token_kind::symbol && !is_reserved_word(t)); }
bool space_between(const token& left, const token& right, bool left_is_unary) {
    if (left_is_unary) return right.kind == token_kind::symbol && !right.is_symbol("(");  // two minus signs would begin a comment
    if (left.is_symbol("(") || left.is_symbol(".")) return false;
    if (right.is_symbol(".")) return left.kind == token_kind::number;
    if (right.is_symbol(",") || right.is_symbol(")") || right.is_symbol(";")) return false;
    if (right.is_symbol("(")) return left.kind == token_kind::symbol || is_reserved_word(left) || left.is("over") || left.is("filter");
    return true;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}
std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}
bool token::is(std::string_view keyword) const { return kind == token_kind::word && same_word(text, keyword); }

std::vector<token> tokens_of(std::string_view sql) {
    std::vector<token> all;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        std::size_t end = at + 1;
        if (std::isspace(static_cast<unsigned char>(c))) {
        } else if (sql.substr(at, 2) == "--") {
            end = std::min(sql.find('\n', at), sql.size());
        } else if (sql.substr(at, 2) == "/*") {
            end = sql.find("*/", at + 2);
            end = end == sql.npos ? sql.size() : end + 2;
        } else if (c == '\'') {
            end = end_of_quoted(sql, at, c);
            all.push_back({token_kind::string, std::string(sql.substr(at, end - at)), at});
        } else if (c == '"' || c == '`' || c == '[') {
            const char close = c == '[' ? ']' : c;
            end = end_of_quoted(sql, at, close);
            all.push_back({token_kind::quoted_name, without_quotes(sql.substr(at, end - at), close), at});
        } else if ((c == 'x' || c == 'X') && at + 1 < sql.size() && sql[at + 1] == '\'') {
            end = end_of_quoted(sql, at + 1, '\'');
            all.push_back({token_kind::number, std::string(sql.substr(at, end - at)), at});
        } else if (begins_word(c)) {
            while (end < sql.size() && in_word(sql[end])) ++end;
            all.push_back({token_kind::word, std::string(sql.substr(at, end - at)), at});
        } else if (std::isdigit(static_cast<unsigned char>(c))) {
            while (end < sql.size() && (in_word(sql[end]) || sql[end] == '.' ||
                                        ((sql[end] == '-' || sql[end] == '+') && (sql[end - 1] == 'e' || sql[end - 1] == 'E'))))
                ++end;
            all.push_back({token_kind::number, std::string(sql.substr(at, end - at)), at});
        } else {
            end = end_of_symbol(sql, at);
            all.push_back({token_kind::symbol, std::string(sql.substr(at, end - at)), at});
        }
        at = end;
    }
    return all;
}

std::string spelled(token_span tokens) {
    std::string out;
    bool left_is_unary = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const token& t = tokens[i];
        if (i && space_between(tokens[i - 1], t, left_is_unary)) out += ' ';
        left_is_unary = is_sign(t) && (i == 0 || !ends_operand(tokens[i - 1]));
        if (t.kind == token_kind::quoted_name)
            out += name_text(t.text);
        else if (is_reserved_word(t))
            for (char c : t.text) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        else if (t.kind == token_kind::word && !std::all_of(t.text.begin(), t.text.end(), is_word_of_ascii))
            out += name_text(t.text);
        else
            out += t.text;
    }
    return out;
}

std::string name_text(std::string_view name) { return identifier_text(name); }
std::string name_list(std::span<const std::string> names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name_text(name);
    return out;
}
std::string string_text(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'') out += c;
        out += c;
    }
    return out + '\'';
}
std::string unquoted(std::string_view quoted) { return without_quotes(quoted, '\''); }

std::size_t after_parenthesis(token_span tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        if (tokens[i].is_symbol("(")) ++depth;
        if (tokens[i].is_symbol(")") && --depth == 0) return i + 1;
    }
    return tokens.size();
}

}  // namespace squall::migrate
