#pragma once
// Every function that the client has, domain by domain.
#include "authors.hpp"
#include "notes.hpp"

namespace app {

using all_functions = squall::joined_lists<authors::functions, notes::functions>::type;

}  // namespace app
