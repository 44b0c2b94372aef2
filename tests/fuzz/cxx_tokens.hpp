#pragma once
// C++ as a compiler divides it: what is code, and what is text in a literal or a comment.
#include <optional>
#include <string>
#include <string_view>

namespace fuzz {

/// The code of a C++ text, each literal as "" and each comment as a space. Nothing where a literal or comment does not end
/// where it should, or where a line comment swallows the next line.
inline std::optional<std::string> code_of(std::string_view text) {
    std::string code;
    std::size_t i = 0;
    const auto at = [&](std::size_t k) { return k < text.size() ? text[k] : '\0'; };
    while (i < text.size()) {
        if (at(i) == '/' && at(i + 1) == '/') {
            const std::size_t end = text.find('\n', i);
            if (end == text.npos || at(end - 1) == '\\') return std::nullopt;
            code += ' ';
            i = end;
        } else if (at(i) == '/' && at(i + 1) == '*') {
            const std::size_t end = text.find("*/", i + 2);
            if (end == text.npos) return std::nullopt;
            code += ' ';
            i = end + 2;
        } else if (at(i) == '"' && !code.empty() && code.back() == 'R') {
            const std::size_t open = text.find('(', i);
            if (open == text.npos || open - i > 17) return std::nullopt;
            const std::string_view delimiter = text.substr(i + 1, open - i - 1);
            if (delimiter.find_first_of(" \t\n\\)\"") != delimiter.npos) return std::nullopt;
            const std::string close = ')' + std::string(delimiter) + '"';
            const std::size_t end = text.find(close, open);
            if (end == text.npos) return std::nullopt;
            code.back() = '"';
            code += '"';
            i = end + close.size();
        } else if (at(i) == '"' || at(i) == '\'') {
            const char quote = at(i);
            for (++i; i < text.size() && at(i) != quote; ++i) {
                if (at(i) == '\n') return std::nullopt;
                if (at(i) == '\\') ++i;
            }
            if (i >= text.size()) return std::nullopt;
            ++i;
            code += quote == '"' ? "\"\"" : "0";
        } else {
            code += at(i++);
        }
    }
    return code;
}

}  // namespace fuzz
