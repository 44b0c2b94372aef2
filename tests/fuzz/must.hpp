#pragma once
// What a target demands of the code that it feeds.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

/// Stops the run, and libFuzzer keeps the input, when the demand is not met.
inline void must(bool is_so, std::string_view demand) {
    if (is_so) return;
    std::fprintf(stderr, "not so: %.*s\n", static_cast<int>(demand.size()), demand.data());
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace fuzz
