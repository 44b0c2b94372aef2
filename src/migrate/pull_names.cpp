#include "pull_names.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "macro_names.hpp"

namespace squall::migrate {
namespace {
constexpr std::string_view keywords[] = {
    "alignas",   "alignof",    "and",      "and_eq",   "asm",       "auto",     "bitand",    "bitor",         "bool",      "break",
    "case",      "catch",      "char",     "class",    "column",    "compl",    "concept",   "const",         "consteval", "constexpr",
    "constinit", "const_cast", "continue", "co_await", "co_return", "co_yield", "decltype",  "default",       "delete",    "do",
    "double",    "else",       "enum",     "explicit", "export",    "extern",   "false",     "float",         "for",       "friend",
    "goto",      "if",         "inline",   "int",      "long",      "mutable",  "namespace", "new",           "noexcept",  "not",
    "not_eq",    "nullptr",    "operator", "or",       "or_eq",     "private",  "protected", "public",        "register",  "requires",
    "return",    "self_",      "short",    "signed",   "sizeof",    "squall",   "static",    "static_assert", "std",       "struct",
    "switch",    "template",   "this",     "throw",    "true",      "try",      "typedef",   "typeid",        "typename",  "union",
    "unsigned",  "using",      "virtual",  "void",     "volatile",  "while",    "xor",       "xor_eq"};
}

bool is_identifier(const std::string& name) {
    const auto plain = [](unsigned char c) { return c < 0x80 && (std::isalnum(c) || c == '_'); };
    return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) && name[0] != '_' && name.find("__") == name.npos &&
           std::all_of(name.begin(), name.end(), plain) &&
           std::find(std::begin(keywords), std::end(keywords), name) == std::end(keywords) && !may_be_macro(name);
}

namespace {
/// Letters and digits of the name, _ for each run of others, and one at the end that distinguishes it from the name itself.
std::string spelled_in_cpp(const std::string& name) {
    std::string out;
    for (const char each : name) {
        const auto c = static_cast<unsigned char>(each);
        if (c < 0x80 && std::isalnum(c))
            out += static_cast<char>(c);
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    if (out.empty() || !std::isalpha(static_cast<unsigned char>(out[0]))) out = "x" + out;
    return out.back() == '_' ? out : out + '_';
}
}  // namespace

std::string scope_names::add(const std::string& name) {
    std::string beginning = is_identifier(name) ? name : spelled_in_cpp(name);
    if (!is_identifier(beginning)) beginning = "x_" + beginning;  // INT_MAX_ looks like a macro too; x_INT_MAX_ does not
    std::string one = beginning;
    for (int n = 2; !taken_.insert(one).second; ++n) one = beginning + (beginning.back() == '_' ? "" : "_") + std::to_string(n);
    return one;
}
std::string camel_case(const std::string& name) {
    std::string out;
    bool begins = true;
    for (const char each : name) {
        const auto c = static_cast<unsigned char>(each);
        const bool plain = c < 0x80 && std::isalnum(c);
        if (plain) out += static_cast<char>(begins ? std::toupper(c) : c);
        begins = !plain;
    }
    return out;
}

namespace {
/// Characters that show another text than the compiler reads, or none: line separators, marks of direction, invisible ones.
bool is_deceptive(unsigned code) {
    return (code >= 0x80 && code < 0xa0) || code == 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff0 && code <= 0xffff) || code >= 0xe0000;
}
/// How many bytes of UTF-8 begin here that can be shown as they are; 0 where the byte cannot.
std::size_t shown_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = byte(0);
    if (first < 0x80) return first >= 0x20 && first != 0x7f;
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (size == 0 || first > 0xf4) return 0;
    unsigned code = first & (0xffu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return 0;
        code = code << 6 | (byte(i) & 0x3f);
    }
    return is_deceptive(code) ? 0 : size;
}
}  // namespace

std::string literal_text(const std::string& text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::size_t shown = shown_bytes(std::string_view(text).substr(i));
        if (c == '\n' || c == '\t') {
            out += c == '\n' ? "\\n" : "\\t";
        } else if (shown == 0) {  // three octal digits: what follows cannot be taken for one
            const auto byte = static_cast<unsigned char>(c);
            for (int shift : {6, 3, 0}) {
                if (shift == 6) out += '\\';
                out += static_cast<char>('0' + (byte >> shift & 7));
            }
        } else if (c == '"' || c == '\\' || c == '?') {
            out += std::string("\\") + c;
        } else {
            out.append(text, i, shown);
        }
        i += std::max<std::size_t>(shown, 1);
    }
    return out + '"';
}
std::string comment_text(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t shown = shown_bytes(std::string_view(text).substr(i));
        if (shown == 0)
            out += out.empty() || out.back() == ' ' ? "" : " ";
        else
            out.append(text, i, shown);
        i += std::max<std::size_t>(shown, 1);
    }
    // A backslash, or its trigraph, at the end would make the next line a comment too.
    while (!out.empty() && (out.back() == '\\' || out.back() == '/' || out.back() == ' ')) out.pop_back();
    return out;
}

}  // namespace squall::migrate
