// expect: enumeration value 'away' not handled in switch
// without the precompiled header
#include "programs.hpp"

enum class Far { near, away = 640 };
constexpr auto size = enum_size<Far>;
