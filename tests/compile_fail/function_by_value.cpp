// expect: squall: an exported function takes Args&& and returns a plan or a chain of steps
#include "programs.hpp"
#include "squall/core/function.hpp"

plan<nothing> forget(no_arguments) { return {}; }
constexpr bool has_steps = detail::function_traits<forget>::has_steps;
