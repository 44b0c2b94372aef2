// expect: squall: two values of the enum have the same stored_text
#include "programs.hpp"

enum class Same { open, shut };
template <>
inline constexpr const char* squall::stored_text<Same::shut> = "open";
constexpr auto size = enum_size<Same>;
