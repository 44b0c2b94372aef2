#pragma once
// The names of an enum's values, read off the compiler's own spelling of them, so that no name is written twice.
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace squall {

template <class T>
concept enumeration = std::is_enum_v<T>;

namespace enums {

/// Enums have at most this many values, numbered from 0.
inline constexpr std::size_t most = 32;

template <auto... Values>
constexpr std::string_view spelling() {
    return __PRETTY_FUNCTION__;
}
template <class E, std::size_t... I>
constexpr std::string_view spelling_of_all(std::index_sequence<I...>) {
    return spelling<static_cast<E>(I)...>();
}

struct names_found {
    std::array<std::string_view, most> names{};
    std::size_t count = 0;
};

/// Both compilers list the values in order, one without a name as a cast: "Values = {E::a, E::b, (E)2, …}".
template <class E>
constexpr names_found find_names() {
    std::string_view all = spelling_of_all<E>(std::make_index_sequence<most>{});
    all.remove_prefix(all.find("Values = "));
    all = all.substr(0, all.find_first_of(";]"));
    names_found found;
    while (found.count < most) {
        const std::size_t comma = all.find(',');
        std::string_view name = all.substr(0, comma);
        name.remove_prefix(name.find_last_of(":)") + 1);
        if (name.front() >= '0' && name.front() <= '9') break;
        found.names[found.count++] = name.substr(0, name.find_first_of("}>"));
        if (comma == all.npos) break;
        all.remove_prefix(comma + 1);
    }
    return found;
}
template <enumeration E>
inline constexpr names_found found_in = find_names<E>();

}  // namespace enums

template <enumeration E>
inline constexpr std::size_t enum_size = enums::found_in<E>.count;

/// The value's own identifier, which is also its text in the database.
template <enumeration E>
constexpr std::string_view name_of(E value) {
    return enums::found_in<E>.names[static_cast<std::size_t>(value)];
}

}  // namespace squall
