#pragma once
// What a module exports, for any list of repository functions: module.cpp passes iofold's.
#include <cstdint>

#include "core/argument_features.hpp"
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

template <class Args>
constexpr std::uint32_t features_of_arguments() {
    return detail::features_of(detail::arguments_traits<Args>::specs.data(), detail::arguments_traits<Args>::count);
}

template <class List>
struct table;
template <auto... Functions>
struct table<function_list<Functions...>> {
    static constexpr entry entries[] = {
        {&invoke<Functions>, detail::arguments_traits<typename detail::function_traits<Functions>::args>::count}...};
    // Loops over arrays: a fold over all functions of a large module is nested too deeply for a compiler.
    static constexpr step_functions steps = [] {
        for (const bool has_steps : {detail::function_traits<Functions>::has_steps...})
            if (has_steps) return step_functions{&waiting_steps::resume, &waiting_steps::drop};
        return step_functions{};
    }();
    static constexpr std::uint32_t argument_features = [] {
        std::uint32_t used = 0;
        for (const std::uint32_t of_function : {features_of_arguments<typename detail::function_traits<Functions>::args>()...})
            used |= of_function;
        return used;
    }();
};

/// The functions of this module, in the order of the generated client.
extern const entry* const functions;
extern const step_functions steps_of_module;
/// What its client and the shim rely on (contract.hpp).
extern const std::uint32_t contract;

}  // namespace squall::wasm
