#pragma once
// Requests that come on several threads are answered one after the other. A program without threads, as the one for Node is, has
// nothing to wait for.
#ifdef __EMSCRIPTEN__

namespace squall::studio {
struct one_at_a_time {};
struct turn {
    explicit turn(one_at_a_time&) {}
};
}  // namespace squall::studio

#else
#include <mutex>

namespace squall::studio {
using one_at_a_time = std::mutex;
/// Until the end of its scope.
using turn = std::lock_guard<std::mutex>;
}  // namespace squall::studio

#endif
