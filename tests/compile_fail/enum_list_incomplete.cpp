// expect: enumeration value 'away' not handled in switch
// without the precompiled header
#include "programs.hpp"

enum class Far { near = 3, away = 1000003 };
template <>
inline constexpr auto squall::enum_values_of<Far> = squall::enum_values<Far::near>;
constexpr auto size = enum_size<Far>;
