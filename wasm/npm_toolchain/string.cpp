// std::string and std::to_string, compiled here: the C++ library of the npm toolchain has them without optimisation.
#include <charconv>
#include <concepts>
#include <string>

// The members that its header declares as instantiated elsewhere, by the header's own list.
#define SQUALL_INSTANTIATE(...) template __VA_ARGS__;
_LIBCPP_BEGIN_NAMESPACE_STD
_LIBCPP_STRING_UNSTABLE_EXTERN_TEMPLATE_LIST(SQUALL_INSTANTIATE, char)
_LIBCPP_END_NAMESPACE_STD

namespace {
template <std::integral T>
std::string digits_of(T number) {
    char digits[24];
    return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}
}  // namespace

// Weak: a program that needs more of that part of the library gets the library's own of these, too.
_LIBCPP_BEGIN_NAMESPACE_STD
[[gnu::weak]] string to_string(int number) { return digits_of(number); }
[[gnu::weak]] string to_string(unsigned number) { return digits_of(number); }
[[gnu::weak]] string to_string(long number) { return digits_of(number); }
[[gnu::weak]] string to_string(unsigned long number) { return digits_of(number); }
[[gnu::weak]] string to_string(long long number) { return digits_of(number); }
[[gnu::weak]] string to_string(unsigned long long number) { return digits_of(number); }
_LIBCPP_END_NAMESPACE_STD
