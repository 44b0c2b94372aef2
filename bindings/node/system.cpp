// Functions of the C library that Emscripten's own cannot do, and the number format of JavaScript.
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include <cstdarg>

#include "core/host.hpp"
#include "node_imports.hpp"

extern "C" {

/// Nothing here sets it.
mode_t umask(mode_t) { return static_cast<mode_t>(squall_node_umask()); }

/// Emscripten's own keeps the processor busy while it waits.
int nanosleep(const timespec* wait, timespec*) {
    squall_node_sleep(static_cast<double>(wait->tv_sec) * 1e3 + static_cast<double>(wait->tv_nsec) / 1e6);
    return 0;
}

/// A standalone program of Emscripten's opens nothing. The mode is there where a file may be made.
long __syscall_open(const char* path, long flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    return squall_node_open(path, static_cast<int>(flags), mode);
}
}

namespace squall::host {
std::size_t write_number(double number, char* out) { return static_cast<std::size_t>(squall_node_write_number(number, out)); }
}  // namespace squall::host
