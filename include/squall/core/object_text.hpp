#pragma once
// A struct of arguments as a JSON object, for a column that keeps such documents.
#include <array>
#include <string>

#include "argument.hpp"

namespace squall {

namespace detail {
struct object_key {
    std::string_view name;
    bool is_document;  // its text is JSON
};
template <arguments_like Args>
inline constexpr auto object_keys = [] {
    std::array<object_key, arguments_traits<Args>::count> keys{};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const argument_spec& a = arguments_traits<Args>::specs[i];
        keys[i] = {a.name, a.kind == argument_kind::json};
    }
    return keys;
}();
template <arguments_like Args>
inline constexpr bool holds_objects = [] {
    for (const argument_spec& a : arguments_traits<Args>::specs)
        if (a.kind == argument_kind::object || (a.is_list && a.kind == argument_kind::json)) return true;
    return false;
}();
}  // namespace detail

void append_object(std::string& out, std::span<const detail::object_key> keys, const value* values);
/// Appends {"name":value,…}; a field that is left out has no key.
template <arguments_like Args>
void append_object(std::string& out, const Args& object) {
    constexpr bool is_flat = !detail::holds_objects<Args>;
    static_assert(is_flat, "squall: append_object() takes no objects inside objects");
    append_object(out, detail::object_keys<Args>, values_of(object).data());
}

}  // namespace squall
