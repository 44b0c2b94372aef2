#pragma once
// What the squall command takes from Node where it runs as WebAssembly. js-shim/tool supplies these imports; the C library's
// own calls (open, stat, read …) are in js-shim/tool/system.mjs.
//
// Paths and texts are UTF-8 with a NUL behind them. A number that is returned is an errno, negated, unless it says otherwise.
#include <cstddef>
#include <cstdint>
#include <string>

// Their C names begin with squall_node_: those of the C library are others.
#define SQUALL_NODE_IMPORT(name) extern "C" __attribute__((import_module("squall_node"), import_name(#name)))

// ---- results that are longer than a number -------------------------------------------------------------------------------
/// Copies the bytes of the last result.
SQUALL_NODE_IMPORT(take) void squall_node_take(char* to);

namespace squall::node {
/// A result of `size` bytes.
inline std::string result_of(std::size_t size) {
    std::string bytes(size, '\0');
    if (size > 0) squall_node_take(bytes.data());
    return bytes;
}
}  // namespace squall::node

// ---- database files ------------------------------------------------------------------------------------------------------
/// A handle, or an error.
SQUALL_NODE_IMPORT(file_open) int squall_node_file_open(const char* path, int sqlite_flags);
SQUALL_NODE_IMPORT(file_close) int squall_node_file_close(int file);
/// The number of bytes that were read, or an error.
SQUALL_NODE_IMPORT(file_read) int squall_node_file_read(int file, void* to, int size, double offset);
SQUALL_NODE_IMPORT(file_write) int squall_node_file_write(int file, const void* from, int size, double offset);
SQUALL_NODE_IMPORT(file_truncate) int squall_node_file_truncate(int file, double size);
SQUALL_NODE_IMPORT(file_sync) int squall_node_file_sync(int file);
/// The size, or an error.
SQUALL_NODE_IMPORT(file_size) double squall_node_file_size(int file);
/// SQLite's code, 0 if the lock is held.
SQUALL_NODE_IMPORT(file_lock) int squall_node_file_lock(int file, int level);
SQUALL_NODE_IMPORT(file_unlock) int squall_node_file_unlock(int file);
SQUALL_NODE_IMPORT(file_delete) int squall_node_file_delete(const char* path);
/// 1 or 0.
SQUALL_NODE_IMPORT(file_exists) int squall_node_file_exists(const char* path);
/// The size of the result, the absolute path.
SQUALL_NODE_IMPORT(file_full_path) int squall_node_file_full_path(const char* path);
/// Prepares a database file for this process (js-shim/tool/database_files.mjs): 0, or the size of the result, a refusal.
SQUALL_NODE_IMPORT(database_enter) int squall_node_database_enter(const char* path);
SQUALL_NODE_IMPORT(database_leave) void squall_node_database_leave(const char* path);
/// A lock of this machine by the name of a file: 1 if it is held, 0 if another process holds it, -1 where there are no locks.
SQUALL_NODE_IMPORT(lock_take) int squall_node_lock_take(const char* path, int waits);
SQUALL_NODE_IMPORT(lock_release) void squall_node_lock_release(const char* path);

// ---- the system ----------------------------------------------------------------------------------------------------------
/// A descriptor, or an error. The flags are those of the module's C library. A path is relative to the folder's descriptor; AT_FDCWD is
/// the working directory.
SQUALL_NODE_IMPORT(open) int squall_node_open(int folder, const char* path, int flags, int mode);
SQUALL_NODE_IMPORT(make_directory) int squall_node_make_directory(int folder, const char* path, int mode);
/// What is known of a file; system.mjs writes the numbers in this order.
struct squall_node_stat_values {
    std::int64_t device, inode, mode, links, user, group, special_device, size, blocks, accessed_ns, modified_ns, changed_ns;
};
SQUALL_NODE_IMPORT(stat) int squall_node_stat(int folder, const char* path, int flags, squall_node_stat_values* to);
SQUALL_NODE_IMPORT(stat_open) int squall_node_stat_open(int file, squall_node_stat_values* to);
SQUALL_NODE_IMPORT(random) void squall_node_random(void* to, int size);
SQUALL_NODE_IMPORT(sleep) void squall_node_sleep(double milliseconds);
SQUALL_NODE_IMPORT(umask) int squall_node_umask();
/// Writes a finite number as JavaScript does; returns the number of bytes.
SQUALL_NODE_IMPORT(write_number) int squall_node_write_number(double number, char* to);
/// Starts a program that outlives this one. 0 where it is not installed.
SQUALL_NODE_IMPORT(start_program) int squall_node_start_program(const char* program, const char* argument);

// ---- the network ---------------------------------------------------------------------------------------------------------
/// Reads a URL: the size of the result, "scheme\nhost\nport\npath"; 0 if it is none, or not written as it is read.
SQUALL_NODE_IMPORT(read_url) int squall_node_read_url(const char* url);
/// A POST request; a GET where `size` is -1. Returns the status, 0 where no answer came, -1 where it is larger than `max_body`; the
/// result is the body, or why there is none.
SQUALL_NODE_IMPORT(http_request)
int squall_node_http_request(const char* url, const char* token, const char* body, int size, int may_repeat, int connect_timeout,
                             int timeout, double max_body, int* result_size, double* retry_after);
/// The studio's server: takes a port of 127.0.0.1 and returns it, 0 if it is taken.
SQUALL_NODE_IMPORT(studio_listen) int squall_node_studio_listen(int port);
/// What the server answers by itself: the token, the headers of each answer and the page's files, as JSON.
SQUALL_NODE_IMPORT(studio_serve) void squall_node_studio_serve(const char* json, int size);
/// Waits for a request that is admitted: the size of the result, its path behind "api/", a NUL and its body. -1: the end.
SQUALL_NODE_IMPORT(studio_next) int squall_node_studio_next();
SQUALL_NODE_IMPORT(studio_answer) void squall_node_studio_answer(int status, const char* json, int size);
