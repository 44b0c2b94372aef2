// iofold's module: every function of its repositories.
#include "exports.hpp"
#include "repositories/repositories.hpp"

namespace squall::wasm {

const entry* const functions = table<iofold::all_functions>::entries;
const std::uint32_t function_count = sizeof(table<iofold::all_functions>::entries) / sizeof(entry);

}  // namespace squall::wasm
