#include "squall/core/full_text_query.hpp"

namespace squall {
namespace {

constexpr std::size_t most_words = 32;

/// White space, and the zero byte, at which FTS5 would stop reading.
bool is_between(char c) { return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r'); }
/// Whether every tokenizer takes it for a part of a word: letters and digits, and all beyond ASCII.
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string full_text_query(std::string_view typed) {
    std::string query;
    std::size_t words = 0;
    for (std::size_t at = 0; at < typed.size() && words < most_words;) {
        if (is_between(typed[at])) {
            ++at;
            continue;
        }
        std::string word = "\"";
        bool has_letter = false;
        for (; at < typed.size() && !is_between(typed[at]); ++at) {
            has_letter = has_letter || is_letter(typed[at]);
            word += typed[at];
            if (typed[at] == '"') word += '"';
        }
        if (!has_letter) continue;  // a phrase of no words would be no condition at all
        query += (words++ == 0 ? "" : " ") + word + '"';
    }
    if (query.empty()) return "\"\"";
    return query + " *";
}

}  // namespace squall
