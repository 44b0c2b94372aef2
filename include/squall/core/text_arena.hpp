#pragma once
// Memory for the texts of one plan: they live as long as it does and go all at once.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace squall::detail {

class text_arena {
  public:
    /// Room for size bytes, aligned for values.
    char* allocate(std::size_t size);
    /// A copy that lives as long as the arena.
    std::string_view keep(std::string_view text);
    /// Whether the bytes are the arena's own.
    bool owns(const char* bytes) const;

  private:
    struct block {
        std::unique_ptr<std::uint64_t[]> bytes;
        std::size_t used = 0, size = 0;
    };
    std::vector<block> blocks_;
};

}  // namespace squall::detail
