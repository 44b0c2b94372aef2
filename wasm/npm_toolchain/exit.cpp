// How a module ends: it does not. Where the C++ library would print why it stops there is nowhere to print, and the shim reports that
// the module stopped; what would be destroyed at the end is registered nowhere.
#include <__verbose_abort>

void std::__libcpp_verbose_abort(const char*, ...) noexcept { __builtin_trap(); }

extern "C" int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
