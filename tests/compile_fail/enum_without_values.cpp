// expect: squall: no value of the enum is found; list them: enum_values_of<E> = enum_values<E::a, ...>
#include "programs.hpp"

enum class Far { away = 123456789 };
constexpr auto size = enum_size<Far>;
