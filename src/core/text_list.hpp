#pragma once
// Lists of texts as one constant: each text ends with a null character. There is no address in it, so it takes fewer bytes in a module
// than an array of texts.
#include <cstddef>
#include <cstring>
#include <string_view>

namespace squall::detail {

/// The text with that number, from 0.
inline const char* text_at(const char* texts, std::size_t number) {
    for (; number > 0; --number) texts += std::strlen(texts) + 1;
    return texts;
}

}  // namespace squall::detail
