#pragma once
// Behind a parameter whose result is a view of it: clang then warns about a view that outlives what it refers to. g++ has no
// such attribute.
#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::lifetimebound)
#define SQUALL_LIFETIMEBOUND [[clang::lifetimebound]]
#endif
#endif
#ifndef SQUALL_LIFETIMEBOUND
#define SQUALL_LIFETIMEBOUND
#endif
