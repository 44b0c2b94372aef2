// Random allocations on wasm/standard_library/allocation.cpp: every block is aligned, apart from the others, and keeps what was written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

constexpr std::uint32_t count = 300;
struct block {
    unsigned char* memory;
    std::size_t size, alignment;
    unsigned char fill;
};
block blocks[count];
std::uint32_t state;

std::uint32_t next_random() {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}
/// Mostly small; now and then up to 200 KB.
std::size_t random_size() {
    const std::uint32_t kind = next_random() % 100;
    return next_random() % (kind < 70 ? 100 : kind < 99 ? 3000 : 200000);
}
bool is_whole(const block& b) {
    for (std::size_t i = 0; i < b.size; ++i)
        if (b.memory[i] != b.fill) return false;
    return true;
}
void fill(block& b) {
    b.fill = static_cast<unsigned char>(next_random());
    std::memset(b.memory, b.fill, b.size);
}
void release(block& b) {
    if (b.alignment > 16)
        ::operator delete(b.memory, std::align_val_t(b.alignment));
    else if (b.size % 2 != 0)
        std::free(b.memory);
    else
        ::operator delete(b.memory);
    b = {};
}

}  // namespace

extern "C" {

/// 0, or which check failed.
__attribute__((export_name("stress"))) int stress(std::uint32_t seed, std::uint32_t steps) {
    state = seed;
    for (std::uint32_t i = 0; i < steps; ++i) {
        block& b = blocks[next_random() % count];
        if (b.memory != nullptr && !is_whole(b)) return 1;
        if (b.memory != nullptr && b.alignment <= 16 && b.size % 2 != 0 && next_random() % 3 == 0) {
            const std::size_t size = random_size() | 1U;
            auto* moved = static_cast<unsigned char*>(std::realloc(b.memory, size));
            if (moved == nullptr) return 2;
            b.memory = moved;
            if (size < b.size) b.size = size;
            if (!is_whole(b)) return 3;
            b.size = size;
            fill(b);
            continue;
        }
        if (b.memory != nullptr) {
            release(b);
            continue;
        }
        b.size = random_size();
        b.alignment = next_random() % 10 == 0 ? std::size_t{16} << next_random() % 8 : 16;
        void* made = nullptr;
        if (b.alignment > 16)
            made = ::operator new(b.size, std::align_val_t(b.alignment));
        else if (b.size % 2 == 0)
            made = ::operator new(b.size);
        else if (next_random() % 2 == 0)
            made = std::malloc(b.size);
        else {
            made = std::calloc(1, b.size);
            b.fill = 0;
            b.memory = static_cast<unsigned char*>(made);
            if (!is_whole(b)) return 4;
        }
        b.memory = static_cast<unsigned char*>(made);
        if (reinterpret_cast<std::uintptr_t>(made) % b.alignment != 0) return 5;
        fill(b);
    }
    for (block& b : blocks) {
        if (b.memory == nullptr) continue;
        if (!is_whole(b)) return 6;
        release(b);
    }
    return 0;
}

/// A request that no memory holds: 1 where it is refused.
__attribute__((export_name("refuses"))) int refuses(std::size_t size) {
    return std::malloc(size) == nullptr && std::calloc(size, 3) == nullptr;
}
__attribute__((export_name("grow"))) void grow() { __builtin_wasm_memory_grow(0, 1); }
}
