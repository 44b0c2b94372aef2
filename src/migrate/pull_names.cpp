#include "pull_names.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace squall::migrate {
namespace {
constexpr std::string_view keywords[] = {
    "alignas",   "alignof",  "and",       "and_eq",   "asm",          "auto",    "bitand",   "bitor",     "bool",     "break",    "case",     "catch",
    "char",      "class",    "column",    "compl",    "concept",      "const",   "consteval", "constexpr", "constinit", "const_cast", "continue", "co_await",
    "co_return", "co_yield", "decltype",  "default",  "delete",       "do",      "double",   "else",      "enum",     "explicit", "export",   "extern",
    "false",     "float",    "for",       "friend",   "goto",         "if",      "inline",   "int",       "long",     "mutable",  "namespace", "new",
    "noexcept",  "not",      "not_eq",    "nullptr",  "operator",     "or",      "or_eq",    "private",   "protected", "public",  "register", "requires",
    "return",    "self_",    "short",     "signed",   "sizeof",       "squall",  "static",   "static_assert", "std",  "struct",   "switch",   "template",
    "this",      "throw",    "true",      "try",      "typedef",      "typeid",  "typename", "union",     "unsigned", "using",    "virtual",  "void",
    "volatile",  "while",    "xor",       "xor_eq"};
}

bool is_identifier(const std::string& name) {
    const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
    return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) && name[0] != '_' && std::all_of(name.begin(), name.end(), plain) &&
           std::find(std::begin(keywords), std::end(keywords), name) == std::end(keywords);
}
std::string identifier(const std::string& name) {
    if (is_identifier(name)) return name;
    std::string out;
    for (char c : name) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    if (out.empty() || !std::isalpha(static_cast<unsigned char>(out[0]))) out = "x" + out;
    return out + '_';
}
std::string camel_case(const std::string& name) {
    std::string out;
    bool begins = true;
    for (char c : name) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c));
        if (plain) out += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        begins = !plain;
    }
    return is_identifier(out) ? out : identifier(out);
}
std::string literal_text(const std::string& text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace squall::migrate
