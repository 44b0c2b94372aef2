// expect: enumeration value 'away' not handled in switch
// without the precompiled header
#include "programs.hpp"

enum class Far : std::int64_t { near = 1000, far = 2000, away = 2500 };
constexpr auto size = enum_size<Far>;
