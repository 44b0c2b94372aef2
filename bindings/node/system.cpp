// Functions of the C library that Emscripten's own cannot do, and the number format of JavaScript.
//
// A standalone program of Emscripten's has no files. Its C library calls these, which some versions leave to their environment and
// others define, weakly, to fail: here they are defined for all. Their arguments are those of musl.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include <cstdarg>
#include <cstdint>

#include "core/host.hpp"
#include "node_imports.hpp"

namespace {

/// By field: the layout of `struct stat` differs between versions of Emscripten.
int read_stat(int error, const squall_node_stat_values& from, struct stat* to) {
    if (error != 0) return error;
    *to = {};
    to->st_dev = static_cast<dev_t>(from.device);
    to->st_ino = static_cast<ino_t>(from.inode);
    to->st_mode = static_cast<mode_t>(from.mode);
    to->st_nlink = static_cast<nlink_t>(from.links);
    to->st_uid = static_cast<uid_t>(from.user);
    to->st_gid = static_cast<gid_t>(from.group);
    to->st_rdev = static_cast<dev_t>(from.special_device);
    to->st_size = static_cast<off_t>(from.size);
    to->st_blksize = 4096;
    to->st_blocks = static_cast<blkcnt_t>(from.blocks);
    const auto time_of = [](std::int64_t ns) {
        timespec t{};
        t.tv_sec = static_cast<time_t>(ns / 1'000'000'000);
        t.tv_nsec = static_cast<long>(ns % 1'000'000'000);
        return t;
    };
    to->st_atim = time_of(from.accessed_ns);
    to->st_mtim = time_of(from.modified_ns);
    to->st_ctim = time_of(from.changed_ns);
    return 0;
}
int stat_path(int folder, const char* path, int flags, struct stat* to) {
    squall_node_stat_values values{};
    return read_stat(squall_node_stat(folder, path, flags, &values), values, to);
}
int open_path(int folder, const char* path, long flags, va_list more) {
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;  // it is there where a file may be made
    return squall_node_open(folder, path, static_cast<int>(flags), mode);
}

}  // namespace

extern "C" {

/// Nothing here sets it.
mode_t umask(mode_t) { return static_cast<mode_t>(squall_node_umask()); }

/// Emscripten's own keeps the processor busy while it waits.
int nanosleep(const timespec* wait, timespec*) {
    squall_node_sleep(static_cast<double>(wait->tv_sec) * 1e3 + static_cast<double>(wait->tv_nsec) / 1e6);
    return 0;
}

/// fdopendir() asks whether a descriptor may be read, and closes it in child processes: each may be read, and there are none.
int fcntl(int, int command, ...) {
    if (command == F_GETFL || command == F_GETFD || command == F_SETFD) return 0;
    errno = EINVAL;
    return -1;
}

int getentropy(void* to, std::size_t size) {
    squall_node_random(to, static_cast<int>(size));
    return 0;
}

int __syscall_open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int opened = open_path(AT_FDCWD, path, flags, more);
    va_end(more);
    return opened;
}
int __syscall_openat(int folder, const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int opened = open_path(folder, path, flags, more);
    va_end(more);
    return opened;
}
int __syscall_stat64(const char* path, struct stat* to) { return stat_path(AT_FDCWD, path, 0, to); }
int __syscall_lstat64(const char* path, struct stat* to) { return stat_path(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, to); }
int __syscall_fstatat64(int folder, const char* path, struct stat* to, int flags) { return stat_path(folder, path, flags, to); }
int __syscall_newfstatat(int folder, const char* path, struct stat* to, int flags) { return stat_path(folder, path, flags, to); }
int __syscall_fstat64(int file, struct stat* to) {
    squall_node_stat_values values{};
    return read_stat(squall_node_stat_open(file, &values), values, to);
}
int __syscall_mkdir(const char* path, int mode) { return squall_node_make_directory(AT_FDCWD, path, mode); }
int __syscall_mkdirat(int folder, const char* path, int mode) { return squall_node_make_directory(folder, path, mode); }
}

namespace squall::host {
std::size_t write_number(double number, char* out) { return static_cast<std::size_t>(squall_node_write_number(number, out)); }
}  // namespace squall::host
