#include "functions.hpp"

#include "repositories/repositories.hpp"

namespace squall::tool {

std::span<const callable> the_functions() {
    static const std::vector<callable> all = callables_of(iofold::all_functions{});
    return all;
}

}  // namespace squall::tool
