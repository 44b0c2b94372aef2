#include "squall/core/text_arena.hpp"

#include <cstring>

namespace squall {

char* detail::text_arena::allocate(std::size_t size) {
    constexpr std::size_t usual_block = 512, word = sizeof(std::uint64_t);
    size = (size + word - 1) / word * word;
    if (blocks_.empty() || blocks_.back().size - blocks_.back().used < size) {
        const std::size_t bytes = size > usual_block ? size : usual_block;
        blocks_.push_back({std::unique_ptr<std::uint64_t[]>(new std::uint64_t[bytes / word]), 0, bytes});
    }
    block& last = blocks_.back();
    char* at = reinterpret_cast<char*>(last.bytes.get()) + last.used;
    last.used += size;
    return at;
}

std::string_view detail::text_arena::keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = allocate(text.size());
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

bool detail::text_arena::owns(const char* bytes) const {
    const auto address = reinterpret_cast<std::uintptr_t>(bytes);
    for (const block& b : blocks_) {
        const auto begin = reinterpret_cast<std::uintptr_t>(b.bytes.get());
        if (address >= begin && address - begin < b.used) return true;
    }
    return false;
}

}  // namespace squall
