#pragma once
// SQL text as tokens, and the one way in which this engine spells it: two texts that mean the same read the same.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

enum class token_kind : unsigned char { word, quoted_name, string, number, symbol };

struct token {
    token_kind kind = token_kind::symbol;
    std::string text{};      // as written; of a quoted name, what is inside the quotes
    std::size_t offset = 0;  // where it begins in the text
    std::size_t end = 0;     // where it ends
    char quote = 0;          // of a quoted name: ", ` or [

    /// A keyword, whatever its case.
    bool is(std::string_view keyword) const;
    bool is_symbol(std::string_view s) const { return kind == token_kind::symbol && text == s; }
    bool is_name() const { return kind == token_kind::word || kind == token_kind::quoted_name; }
};
using token_span = std::span<const token>;

/// The tokens of a text; comments and white space are gone.
std::vector<token> tokens_of(std::string_view sql);

/// Whether the text holds a comment.
bool has_comment(std::string_view sql);

/// Tokens as one line of SQL: reserved words in capitals, names quoted only where they must be. What stands in double quotes
/// keeps them where it cannot be known whether it is a name: SQLite takes "admin" for a string when nothing has that name.
std::string spelled(token_span tokens);
inline std::string spelled(std::string_view sql) { return spelled(tokens_of(sql)); }

/// A name as it stands in SQL: identifier_text() of sql/identifier.hpp.
std::string name_text(std::string_view name);
/// A list of names: "a, b".
std::string name_list(std::span<const std::string> names);
/// 'text', quotes doubled.
std::string string_text(std::string_view text);
/// What a 'quoted' string says.
std::string unquoted(std::string_view quoted);

/// The tokens of an expression over these columns: what stands in double quotes becomes a name where it is one of them, else a
/// string.
std::vector<token> with_strings(token_span tokens, std::span<const std::string> columns);
/// One spelling for all texts of one meaning: as spelled(), words and names in small letters.
std::string meaning_of(std::string_view sql);

bool same_word(std::string_view a, std::string_view b);
std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// The index just behind the parenthesis that closes the one at `open`.
std::size_t after_parenthesis(token_span tokens, std::size_t open);

}  // namespace squall::migrate
