#pragma once
// What a module exports, for any list of repository functions: module.cpp passes iofold's.
#include <cstdint>

#include "record_call.hpp"
#include "squall/core/function.hpp"

namespace squall::wasm {

/// A function as the module's table has it.
struct entry {
    std::uint32_t (*invoke)(value* arguments, bool in_batch);
    std::uint32_t argument_count;
};

template <auto Function>
std::uint32_t invoke(value* arguments, bool in_batch) {
    using args = typename detail::function_traits<Function>::args;
    return record_call(Function(std::move(detail::arguments_at<args>(arguments))), in_batch);
}

template <class List>
struct table;
template <auto... Functions>
struct table<function_list<Functions...>> {
    static constexpr entry entries[] = {
        {&invoke<Functions>, detail::arguments_traits<typename detail::function_traits<Functions>::args>::count}...};
};

/// The functions of this module, in the order of the generated client.
extern const entry* const functions;
/// What its client and the shim rely on (contract.hpp).
extern const std::uint32_t contract;

}  // namespace squall::wasm
