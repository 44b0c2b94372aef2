#pragma once
// What a module exports, for any list of repository functions: module.cpp gives it iofold's.
#include <cstdint>

#include "bindings/d1/record.hpp"
#include "core/function.hpp"
#include "waiting_steps.hpp"

namespace squall::wasm {

/// A function as the module's table has it.
struct entry {
    std::uint32_t (*invoke)(value* arguments, bool in_batch);
    std::uint32_t argument_count;
};

template <auto Function>
std::uint32_t invoke(value* arguments, bool in_batch) {
    using args = typename function_traits<Function>::args;
    return go(Function(std::move(arguments_at<args>(arguments))), in_batch);
}

template <class List>
struct table;
template <auto... Functions>
struct table<function_list<Functions...>> {
    static constexpr entry entries[] = {{&invoke<Functions>, arguments_traits<typename function_traits<Functions>::args>::count}...};
};

/// The functions of this module, in the order of the generated client.
extern const entry* const functions;
/// What its client and the shim rely on (contract.hpp).
extern const std::uint32_t contract;

}  // namespace squall::wasm
