#pragma once
// The repository functions that this build of the tool can call.
#include "callable.hpp"

namespace squall::tool {

/// All functions of repositories.hpp, in its order.
std::span<const callable> the_functions();

}  // namespace squall::tool
