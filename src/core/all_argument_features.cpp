// Of a program that does not name what its functions use: linked only where nothing else defines the constant.
#include "argument_features.hpp"

namespace squall {

const std::uint32_t detail::used_argument_features = ~std::uint32_t{0};

}  // namespace squall
