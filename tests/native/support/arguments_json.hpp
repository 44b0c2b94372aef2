#pragma once
// The arguments of a call as JSON, as a caller of the client would write them.
#include <string>

#include "exported_functions.hpp"

namespace iofold::test {

std::string json_of_arguments(std::span<const squall::argument_spec> specs, const squall::value* values);

}  // namespace iofold::test
