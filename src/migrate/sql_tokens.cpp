#include "sql_tokens.hpp"

#include <algorithm>
#include <cctype>

#include "squall/sql/identifier.hpp"

namespace squall::migrate {
namespace {

bool begins_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool in_word(char c) { return begins_word(c) || std::isdigit(static_cast<unsigned char>(c)) || c == '$'; }

/// The index after a quoted token that begins at `at`; a doubled quote stands for itself.
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

std::string doubled(std::string_view text, char quote) {
    std::string out(1, quote);
    for (char c : text) {
        if (c == quote) out += c;
        out += c;
    }
    return out + quote;
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
    if (left.is_symbol(".")) return right.kind == token_kind::number;                     // ". 1" is not ".1"
    if (left.is_symbol("(")) return false;
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
std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}
bool token::is(std::string_view keyword) const { return kind == token_kind::word && same_word(text, keyword); }

namespace {
/// Where the comment that begins at `at` ends; `at` where none does.
std::size_t end_of_comment(std::string_view sql, std::size_t at) {
    if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size());
    if (sql.substr(at, 2) != "/*") return at;
    const std::size_t end = sql.find("*/", at + 2);
    return end == sql.npos ? sql.size() : end + 2;
}
bool is_digit(std::string_view sql, std::size_t at) { return at < sql.size() && std::isdigit(static_cast<unsigned char>(sql[at])); }
}  // namespace

std::vector<token> tokens_of(std::string_view sql) {
    std::vector<token> all;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        std::size_t end = at + 1;
        const auto add = [&](token_kind kind, std::string text, char quote = 0) { all.push_back({kind, std::move(text), at, end, quote}); };
        const auto written = [&] { return std::string(sql.substr(at, end - at)); };
        if (std::isspace(static_cast<unsigned char>(c))) {
        } else if (const std::size_t behind = end_of_comment(sql, at); behind != at) {
            end = behind;
        } else if (c == '\'') {
            end = end_of_quoted(sql, at, c);
            add(token_kind::string, written());
        } else if (c == '"' || c == '`' || c == '[') {
            const char close = c == '[' ? ']' : c;
            end = end_of_quoted(sql, at, close);
            add(token_kind::quoted_name, without_quotes(sql.substr(at, end - at), close), c);
        } else if ((c == 'x' || c == 'X') && at + 1 < sql.size() && sql[at + 1] == '\'') {
            end = end_of_quoted(sql, at + 1, '\'');
            add(token_kind::number, written());
        } else if (begins_word(c)) {
            while (end < sql.size() && in_word(sql[end])) ++end;
            add(token_kind::word, written());
        } else if (is_digit(sql, at) || (c == '.' && is_digit(sql, at + 1))) {
            while (end < sql.size() && (in_word(sql[end]) || sql[end] == '.' ||
                                        ((sql[end] == '-' || sql[end] == '+') && (sql[end - 1] == 'e' || sql[end - 1] == 'E'))))
                ++end;
            add(token_kind::number, written());
        } else {
            end = end_of_symbol(sql, at);
            add(token_kind::symbol, written());
        }
        at = end;
    }
    return all;
}

bool has_comment(std::string_view sql) {
    std::size_t at = 0;
    const auto in_gap = [&](std::size_t end) {
        const std::string_view gap = sql.substr(at, end - at);
        return gap.find("--") != gap.npos || gap.find("/*") != gap.npos;
    };
    for (const token& t : tokens_of(sql)) {
        if (in_gap(t.offset)) return true;
        at = t.end;
    }
    return in_gap(sql.size());
}

std::vector<token> with_strings(token_span tokens, std::span<const std::string> columns) {
    std::vector<token> all(tokens.begin(), tokens.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        token& t = all[i];
        if (t.quote != '"') continue;
        const bool is_function = i + 1 < all.size() && all[i + 1].is_symbol("(");
        const bool is_qualified = (i > 0 && all[i - 1].is_symbol(".")) || (i + 1 < all.size() && all[i + 1].is_symbol("."));
        const bool is_collation = i > 0 && all[i - 1].is("COLLATE");
        const bool is_column = std::any_of(columns.begin(), columns.end(), [&](const std::string& c) { return same_word(c, t.text); });
        if (is_function || is_qualified || is_collation || is_column)
            t.quote = '[';
        else
            t = {token_kind::string, string_text(t.text), t.offset, t.end, 0};
    }
    return all;
}

std::string meaning_of(std::string_view sql) {
    std::vector<token> tokens = tokens_of(sql);
    for (token& t : tokens)
        if (t.kind != token_kind::string && t.kind != token_kind::symbol) t.text = lower(t.text);
    if (!tokens.empty() && tokens.back().is_symbol(";")) tokens.pop_back();
    return spelled(tokens);
}

std::string spelled(token_span tokens) {
    std::string out;
    bool left_is_unary = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const token& t = tokens[i];
        if (i && space_between(tokens[i - 1], t, left_is_unary)) out += ' ';
        left_is_unary = is_sign(t) && (i == 0 || !ends_operand(tokens[i - 1]));
        const bool is_qualified = (i > 0 && tokens[i - 1].is_symbol(".")) || (i + 1 < tokens.size() && tokens[i + 1].is_symbol("."));
        if (t.quote == '"' && !is_qualified)
            out += doubled(t.text, '"');
        else if (is_reserved_word(t))
            for (char c : t.text) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        else if (t.kind == token_kind::quoted_name ||
                 (t.kind == token_kind::word && !std::all_of(t.text.begin(), t.text.end(), is_word_of_ascii)))
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
std::string string_text(std::string_view text) { return doubled(text, '\''); }
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
