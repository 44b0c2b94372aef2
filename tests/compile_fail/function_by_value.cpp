// expect: squall: an exported function takes Args&& and gives a plan or a chain of steps
#include "core/function.hpp"
#include "programs.hpp"

plan<nothing> forget(no_arguments) { return {}; }
constexpr bool has_steps = function_traits<forget>::has_steps;
