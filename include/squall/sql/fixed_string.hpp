#pragma once
// A string literal usable as a template argument: column<"created_at", …>.
#include <cstddef>
#include <string_view>

namespace squall {

template <std::size_t N>
struct fixed_string {
    char chars[N]{};
    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[N]) {
        for (std::size_t i = 0; i < N; ++i) chars[i] = literal[i];
    }
    constexpr std::string_view view() const { return {chars, N - 1}; }
    constexpr operator std::string_view() const { return view(); }
};

namespace detail {
template <fixed_string Text>
inline constexpr fixed_string kept_chars = Text;
/// The same text with static storage, so that data may point to it.
template <fixed_string Text>
inline constexpr std::string_view kept = kept_chars<Text>.view();

/// Several texts one after the other.
template <fixed_string... Parts>
constexpr auto joined_text() {
    fixed_string<(Parts.view().size() + ... + 1)> out;
    std::size_t at = 0;
    const auto append = [&](std::string_view part) {
        for (char c : part) out.chars[at++] = c;
    };
    (append(Parts.view()), ...);
    return out;
}
}  // namespace detail

}  // namespace squall
