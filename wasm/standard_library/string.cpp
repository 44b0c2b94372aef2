// std::string and std::to_string, compiled here. As part of the module they are optimised for its size. The C++ library of the npm
// toolchain has them without optimisation, and Emscripten's to_string() brings a table of digits and two versions.
#include <concepts>
#include <cstdint>
#include <string>

// The members that its header declares as instantiated elsewhere, by the header's own list.
#define SQUALL_INSTANTIATE(...) template __VA_ARGS__;
_LIBCPP_BEGIN_NAMESPACE_STD
_LIBCPP_STRING_UNSTABLE_EXTERN_TEMPLATE_LIST(SQUALL_INSTANTIATE, char)
template string operator+<char, char_traits<char>, allocator<char>>(const char*, const string&);
_LIBCPP_END_NAMESPACE_STD

namespace {
/// The digits of a number; a minus sign if it is below 0.
std::string digits_of(bool is_negative, std::uint64_t size) {
    char digits[24];
    char* const end = digits + sizeof digits;
    char* begin = end;
    do {
        *--begin = static_cast<char>('0' + size % 10);
        size /= 10;
    } while (size != 0);
    if (is_negative) *--begin = '-';
    return {begin, end};
}
template <std::signed_integral T>
std::string digits_of(T number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return digits_of(number < 0, number < 0 ? 0 - bits : bits);
}
std::string digits_of(std::unsigned_integral auto number) { return digits_of(false, number); }
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
