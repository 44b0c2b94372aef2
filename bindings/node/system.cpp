// Functions of the C library that Emscripten's own cannot do, and the number format of JavaScript.
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/host.hpp"
#include "host.hpp"

extern "C" {

/// Nothing here sets it.
mode_t umask(mode_t) { return static_cast<mode_t>(squall_node_umask()); }

/// Emscripten's own keeps the processor busy while it waits.
int nanosleep(const timespec* wait, timespec*) {
    squall_node_sleep(static_cast<double>(wait->tv_sec) * 1e3 + static_cast<double>(wait->tv_nsec) / 1e6);
    return 0;
}

int getentropy(void* to, std::size_t size) {
    squall_node_random(to, static_cast<int>(size));
    return 0;
}
}

namespace squall::host {
std::size_t write_number(double number, char* out) { return static_cast<std::size_t>(squall_node_write_number(number, out)); }
}  // namespace squall::host
