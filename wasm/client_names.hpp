#pragma once
// Names of domains, functions, arguments and columns as the generated client writes them.
#include <string>
#include <string_view>

namespace squall {

/// What the client has under these names itself, or what JavaScript takes them for.
inline constexpr std::string_view names_of_client[] = {"batch", "bookmark", "constructor", "then", "__proto__"};
inline constexpr std::string_view names_of_objects[] = {"constructor", "then", "__proto__"};

/// A domain called so would replace a method of the client, or the client itself.
constexpr bool is_name_of_client(std::string_view domain) {
    for (std::string_view name : names_of_client)
        if (name == domain) return true;
    return false;
}
/// A function called so would replace what every object has.
constexpr bool is_name_of_objects(std::string_view function) {
    for (std::string_view name : names_of_objects)
        if (name == function) return true;
    return false;
}

constexpr bool is_identifier(std::string_view name) {
    for (char c : name) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
        if (!is_letter && !(c >= '0' && c <= '9')) return false;
    }
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9');
}
/// JavaScript puts such a name before the others of its object: "0", "2024".
constexpr bool is_index(std::string_view name) {
    for (char c : name)
        if (c < '0' || c > '9') return false;
    return !name.empty() && (name == "0" || name[0] != '0');
}

/// A text in double quotes, for JavaScript and TypeScript.
inline std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            constexpr char hex[] = "0123456789abcdef";
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}
/// The name of a property in an interface.
inline std::string property(std::string_view name) { return is_identifier(name) ? std::string(name) : in_quotes(name); }
/// The same in an object literal, where __proto__ would set the prototype.
inline std::string key(std::string_view name) { return name == "__proto__" ? "[\"__proto__\"]" : property(name); }

}  // namespace squall
