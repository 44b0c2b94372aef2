#pragma once
// The functions of the module as a test can call them, whatever their types.
#include <span>
#include <string>
#include <vector>

#include "squall/core/plan.hpp"

namespace iofold::test {

struct exported_function {
    std::string domain, name;
    std::span<const squall::argument_spec> arguments;
    std::vector<std::string> cursors;  // of a page: one whose first key has a value, one whose first key is null
    squall::plan_core (*plan_for)(const squall::value* arguments);

    std::string full_name() const { return domain + '.' + name; }
};
/// All of them, in the order of the client.
const std::vector<exported_function>& exported_functions();

}  // namespace iofold::test
