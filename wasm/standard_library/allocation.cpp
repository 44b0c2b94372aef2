// Allocation in a module. The allocators of the C libraries are larger: by 1 KB with Emscripten, by 13 KB in the npm toolchain. A block
// belongs to a class of sizes; freed ones wait in a list of their class and are not joined, so memory is as large as what each class once
// held. Nothing is thrown: memory that is used up stops the module, and the shim starts another instance.
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

extern "C" std::byte __heap_base;

namespace {

constexpr std::size_t page = 65536;
/// Memory is aligned to 16 bytes. In the 8 before it stand the class of its block and, where a larger alignment was asked for, how far
/// behind the usual place it begins.
constexpr std::size_t unit = 16, header = 8;
struct block_header {
    std::uint32_t class_number, shift;
};
static_assert(sizeof(block_header) == header);
/// Classes up to this size are all multiples of a unit; from there on four to a power of two.
constexpr std::uint32_t exact_classes = 32;
constexpr std::uint32_t class_count = exact_classes + 4 * 23;
/// A larger block than needed, but less than twice as large, is better than new memory: so many classes beyond the exact ones.
constexpr std::uint32_t near_classes = 3;

struct free_block {
    free_block* next;
};
free_block* free_blocks[class_count];
std::byte* unused = nullptr;
std::byte* end_of_memory = nullptr;

/// Of a whole block, with its header.
constexpr std::size_t size_of_class(std::uint32_t number) {
    if (number < exact_classes) return (number + 1) * unit;
    const std::uint32_t steps = number - exact_classes;
    return (exact_classes * unit / 4) * (5 + steps % 4) << (steps / 4);
}
std::uint32_t class_for(std::size_t size) {
    if (size <= exact_classes * unit) return static_cast<std::uint32_t>((size + unit - 1) / unit - 1);
    const auto power = static_cast<std::uint32_t>(31 - __builtin_clz(static_cast<std::uint32_t>(size - 1)));
    const auto step = static_cast<std::uint32_t>((size - 1) >> (power - 2)) & 3U;
    return exact_classes + (power - 9) * 4 + step;
}
static_assert(exact_classes * unit == 1U << 9);
static_assert(size_of_class(exact_classes) == 640 && size_of_class(exact_classes + 4) == 1280);

block_header& header_of(void* memory) { return *reinterpret_cast<block_header*>(static_cast<std::byte*>(memory) - header); }
std::size_t room_of(void* memory) { return size_of_class(header_of(memory).class_number) - header - header_of(memory).shift; }

bool grow(std::size_t needed) {
    const std::size_t old_pages = __builtin_wasm_memory_grow(0, (needed + page - 1) / page);
    if (old_pages == SIZE_MAX) return false;
    auto* begin = reinterpret_cast<std::byte*>(old_pages * page);
    if (begin != end_of_memory) unused = begin + header;  // somebody else has grown it in between
    end_of_memory = reinterpret_cast<std::byte*>(__builtin_wasm_memory_size(0) * page);
    return true;
}
/// Never used before. Of what is left at the end nothing is lost: it is where the next block begins.
void* new_block(std::uint32_t number) {
    const std::size_t size = size_of_class(number);
    if (unused == nullptr) {
        const auto base = reinterpret_cast<std::uintptr_t>(&__heap_base);
        unused = reinterpret_cast<std::byte*>((base + unit - 1) / unit * unit + header);
        end_of_memory = reinterpret_cast<std::byte*>(__builtin_wasm_memory_size(0) * page);
    }
    const auto left = static_cast<std::size_t>(end_of_memory - unused);
    if (left < size && !grow(size - left)) return nullptr;
    if (static_cast<std::size_t>(end_of_memory - unused) < size && !grow(size)) return nullptr;
    void* memory = unused + header;
    unused += size;
    header_of(memory) = {number, 0};
    return memory;
}

void* allocate(std::size_t size) {
    if (size > PTRDIFF_MAX - header) return nullptr;
    const std::uint32_t number = class_for(size + header);
    const std::uint32_t last = number < exact_classes ? number : number + near_classes;
    for (std::uint32_t i = number; i <= last && i < class_count; ++i) {
        free_block* block = free_blocks[i];
        if (block == nullptr) continue;
        free_blocks[i] = block->next;
        return block;
    }
    return new_block(number);
}
/// alignment: a power of two.
void* allocate_aligned(std::size_t alignment, std::size_t size) {
    if (alignment <= unit) return allocate(size);
    if (size > PTRDIFF_MAX - alignment) return nullptr;
    auto* memory = static_cast<std::byte*>(allocate(size + alignment));
    if (memory == nullptr) return nullptr;
    const auto shift = static_cast<std::uint32_t>(-reinterpret_cast<std::uintptr_t>(memory) & (alignment - 1));
    const std::uint32_t number = header_of(memory).class_number;
    header_of(memory + shift) = {number, shift};
    return memory + shift;
}
void release(void* memory) {
    if (memory == nullptr) return;
    const block_header of = header_of(memory);
    auto* block = reinterpret_cast<free_block*>(static_cast<std::byte*>(memory) - of.shift);
    header_of(block) = {of.class_number, 0};
    block->next = free_blocks[of.class_number];
    free_blocks[of.class_number] = block;
}
void* or_stop(void* memory) {
    if (memory == nullptr) __builtin_trap();
    return memory;
}
std::size_t number_of(std::align_val_t alignment) { return static_cast<std::size_t>(alignment); }

}  // namespace

// All that the C library's allocator and the C++ library's operators define: neither is linked beside these.
extern "C" {
void* malloc(std::size_t size) { return allocate(size); }
void free(void* memory) { release(memory); }
void* calloc(std::size_t count, std::size_t size) {
    std::size_t all = 0;
    if (__builtin_mul_overflow(count, size, &all)) return nullptr;
    void* memory = allocate(all);
    if (memory != nullptr) std::memset(memory, 0, all);
    return memory;
}
void* realloc(void* memory, std::size_t size) {
    if (memory == nullptr) return allocate(size);
    const std::size_t room = room_of(memory);
    if (size <= room) return memory;
    void* larger = allocate(size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, memory, room);
    release(memory);
    return larger;
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return allocate_aligned(alignment, size); }
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = allocate_aligned(alignment, size);
    return *memory == nullptr ? ENOMEM : 0;
}
void* __libc_malloc(std::size_t size) { return allocate(size); }
void* __libc_calloc(std::size_t count, std::size_t size) { return calloc(count, size); }
void __libc_free(void* memory) { release(memory); }
std::size_t malloc_usable_size(void* memory) { return memory == nullptr ? 0 : room_of(memory); }
}

void* operator new(std::size_t size) { return or_stop(allocate(size)); }
void* operator new[](std::size_t size) { return or_stop(allocate(size)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return or_stop(allocate_aligned(number_of(alignment), size)); }
void* operator new[](std::size_t size, std::align_val_t alignment) { return or_stop(allocate_aligned(number_of(alignment), size)); }
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return allocate_aligned(number_of(alignment), size);
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return allocate_aligned(number_of(alignment), size);
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
