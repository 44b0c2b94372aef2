#pragma once
// Calls that together make a function send all that it can send.
#include <functional>

#include "exported_functions.hpp"

namespace iofold::test {

/// With only what is required, with each optional argument alone, with all of them; and each value of an enum, each flag
/// true and false, null where it is a value, a list's item once and twice, a cursor before and behind the nulls. The
/// fields of an object count as arguments. The values pass the checks of their declarations and are good for no more.
void for_each_sample_call(const exported_function&, const std::function<void(const std::vector<squall::value>&)>&);

}  // namespace iofold::test
