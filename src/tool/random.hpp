#pragma once
// Chance that is the same on every machine.
#include <cstdint>
#include <string>
#include <string_view>

namespace squall::tool {

class random_source {
  public:
    explicit random_source(std::uint64_t seed) : state_(seed) {}
    /// The start of a row's values: of the seed, the table and the row's number.
    random_source(std::uint64_t seed, std::string_view table, std::uint64_t row) : state_(seed) {
        for (char c : table) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        state_ ^= row * 0x9e3779b97f4a7c15;
        next();
    }

    std::uint64_t next() {  // splitmix64
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    /// From 0 to below `end`.
    std::uint64_t below(std::uint64_t end) { return end == 0 ? 0 : next() % end; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    template <class List>
    const auto& of(const List& list) {
        return list[static_cast<std::size_t>(below(std::size(list)))];
    }
    std::string hex(std::size_t digits) {
        std::string out;
        while (out.size() < digits) out += "0123456789abcdef"[below(16)];
        return out;
    }
    std::string uuid() {
        std::string id = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
        for (char& c : id) {
            if (c == 'x') c = "0123456789abcdef"[below(16)];
            if (c == 'y') c = "89ab"[below(4)];
        }
        return id;
    }

  private:
    std::uint64_t state_;
};

}  // namespace squall::tool
