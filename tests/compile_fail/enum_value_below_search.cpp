// expect: enumeration value 'away' not handled in switch
// without the precompiled header
#include "programs.hpp"

enum Far : short { away = -17, near = 0 };
constexpr auto size = enum_size<Far>;
