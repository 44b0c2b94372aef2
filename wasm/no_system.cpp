// What Emscripten's C library asks of an operating system. A module has none: where the library would print why it stops, or end the
// process, the module traps, and the shim reports that it was restarted. Without these the module would import functions of WASI.
// The compiler from npm has a C library of its own, and npm_toolchain/exit.cpp.
#ifdef __EMSCRIPTEN__
#include <cstddef>

extern "C" {

// What abort() calls.
[[noreturn]] void _Exit(int) { __builtin_trap(); }
[[noreturn]] void __assert_fail(const char*, const char*, int, const char*) { __builtin_trap(); }
// The streams of printf() and of the library's last words.
int __wasi_fd_write(int, const void*, std::size_t, void*) { __builtin_trap(); }
int __wasi_fd_read(int, const void*, std::size_t, void*) { __builtin_trap(); }
int __wasi_fd_seek(int, long long, unsigned char, void*) { __builtin_trap(); }
int __wasi_fd_close(int) { __builtin_trap(); }
// The shim looks at the size of the memory itself.
void emscripten_notify_memory_growth(std::size_t) {}
}
#endif
