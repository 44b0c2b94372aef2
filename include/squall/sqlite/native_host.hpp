#pragma once
// The clock and the source of ids natively; tests fix them.
#include <cstdint>
#include <functional>
#include <string>

namespace squall {

struct native_host {
    std::function<std::int64_t()> now_ms;  // empty: the system's clock
    std::function<std::string()> uuid;     // empty: random ones
};
/// What repository functions on this thread see, until the next call.
void set_native_host(native_host host);

}  // namespace squall
