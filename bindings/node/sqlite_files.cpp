// SQLite's files by Node's own. The lock of a database file is SQLite's own, held by a connection of node:sqlite, so that every
// other program that uses SQLite waits, and is waited for. There is no shared memory: js-shim/tool/database_files.mjs handles
// files in WAL mode before they are opened.
#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "node_imports.hpp"

namespace {

using namespace squall;

struct open_file {
    sqlite3_file base;
    int handle;
    int flags;
};
int handle_of(sqlite3_file* file) { return reinterpret_cast<open_file*>(file)->handle; }

/// A full disk has a code of its own.
int code_of(int error, int otherwise) {
    if (error >= 0) return SQLITE_OK;
    if (error == -ENOSPC || error == -EDQUOT || error == -EFBIG) return SQLITE_FULL;
    return otherwise;
}

int close_file(sqlite3_file* file) { return code_of(squall_node_file_close(handle_of(file)), SQLITE_IOERR_CLOSE); }
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    const int count = squall_node_file_read(handle_of(file), to, size, static_cast<double>(offset));
    if (count < 0) return SQLITE_IOERR_READ;
    if (count == size) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + count, 0, static_cast<std::size_t>(size - count));
    return SQLITE_IOERR_SHORT_READ;
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    return code_of(squall_node_file_write(handle_of(file), from, size, static_cast<double>(offset)), SQLITE_IOERR_WRITE);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return code_of(squall_node_file_truncate(handle_of(file), static_cast<double>(size)), SQLITE_IOERR_TRUNCATE);
}
int sync_file(sqlite3_file* file, int) { return code_of(squall_node_file_sync(handle_of(file)), SQLITE_IOERR_FSYNC); }
int size_of_file(sqlite3_file* file, sqlite3_int64* out) {
    const double size = squall_node_file_size(handle_of(file));
    if (size < 0) return SQLITE_IOERR_FSTAT;
    *out = static_cast<sqlite3_int64>(size);
    return SQLITE_OK;
}
bool is_database(sqlite3_file* file) { return (reinterpret_cast<open_file*>(file)->flags & SQLITE_OPEN_MAIN_DB) != 0; }
/// A reader's lock, and each above it, is the one lock there is.
int lock_file(sqlite3_file* file, int level) { return is_database(file) ? squall_node_file_lock(handle_of(file), level) : SQLITE_OK; }
int unlock_file(sqlite3_file* file, int level) {
    return level == SQLITE_LOCK_NONE && is_database(file) ? squall_node_file_unlock(handle_of(file)) : SQLITE_OK;
}
int is_reserved(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return 0; }

constexpr sqlite3_io_methods file_methods{1,         close_file,  read_file,   write_file,   truncate_file, sync_file,       size_of_file,
                                          lock_file, unlock_file, is_reserved, control_file, sector_size,   characteristics, nullptr,
                                          nullptr,   nullptr,     nullptr,     nullptr,      nullptr};

int open_path(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto* opened = reinterpret_cast<open_file*>(file);
    opened->base.pMethods = nullptr;
    const char* name = path != nullptr ? path : "";
    opened->handle = squall_node_file_open(name, flags);
    // As SQLite itself does: what may not be written is opened for reading.
    if (opened->handle < 0 && opened->handle != -EISDIR && (flags & SQLITE_OPEN_READWRITE) != 0 && (flags & SQLITE_OPEN_EXCLUSIVE) == 0) {
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
        opened->handle = squall_node_file_open(name, flags);
    }
    if (opened->handle < 0) return code_of(opened->handle, SQLITE_CANTOPEN);
    opened->flags = flags;
    opened->base.pMethods = &file_methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}
int delete_path(sqlite3_vfs*, const char* path, int) {
    const int error = squall_node_file_delete(path);
    return error == -ENOENT ? SQLITE_IOERR_DELETE_NOENT : code_of(error, SQLITE_IOERR_DELETE);
}
int has_path(sqlite3_vfs*, const char* path, int, int* out) {
    *out = squall_node_file_exists(path);
    return SQLITE_OK;
}
int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    const int length = squall_node_file_full_path(path);
    if (length < 0 || length >= size) return SQLITE_CANTOPEN;
    squall_node_take(out);
    out[length] = '\0';
    return SQLITE_OK;
}
int random_bytes(sqlite3_vfs*, int size, char* out) {
    squall_node_random(out, size);
    return size;
}
int sleep_for(sqlite3_vfs*, int microseconds) {
    squall_node_sleep(microseconds / 1000.0);
    return microseconds;
}
int now_in_ms(sqlite3_vfs*, sqlite3_int64* out) {
    using namespace std::chrono;
    constexpr sqlite3_int64 julian_day_of_1970 = 210866760000000;
    *out = julian_day_of_1970 + duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    return SQLITE_OK;
}
int now_in_days(sqlite3_vfs* files, double* out) {
    sqlite3_int64 ms = 0;
    now_in_ms(files, &ms);
    *out = static_cast<double>(ms) / 86400000.0;
    return SQLITE_OK;
}
int last_error(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs files{2,           sizeof(open_file), 4096,      nullptr, "node",  nullptr, open_path,    delete_path,
                  has_path,    full_path,         nullptr,   nullptr, nullptr, nullptr, random_bytes, sleep_for,
                  now_in_days, last_error,        now_in_ms, nullptr, nullptr, nullptr};

}  // namespace

// SQLite is built without files of its own (SQLITE_OS_OTHER) and calls these.
extern "C" int sqlite3_os_init() { return sqlite3_vfs_register(&files, 1); }
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
