#pragma once
// What a function returns becomes the record of its call: a plan, or the first plan of a chain of steps.
#include <cstdint>
#include <memory>
#include <utility>

#include "bindings/d1/imports.hpp"
#include "bindings/d1/record.hpp"
#include "squall/core/answer.hpp"
#include "squall/core/steps.hpp"
#include "waiting_steps.hpp"

namespace squall::wasm {

/// Records a plan for the shim; 0, or 1 when it was refused.
template <class T>
std::uint32_t record_call(const plan<T>& p, bool in_batch) {
    return d1::record(p, in_batch);
}
template <class A, class Next>
std::uint32_t record_call(steps<A, Next> s, bool in_batch);

template <class A, class Next>
class next_step : public waiting_step {
  public:
    explicit next_step(Next next) : next_(std::move(next)) {}
    std::uint32_t resume(const std::vector<answer>& rows, std::uint32_t page_rows) override {
        detail::answer_reader in{rows, page_rows};
        const auto found = detail::result_reader<A>::read(in);
        if (!found) return d1::refuse(found.error());
        return record_call(next_(found.value()), false);
    }

  private:
    Next next_;
};
/// Records the chain's first plan; its next step waits for the rows.
template <class A, class Next>
std::uint32_t record_call(steps<A, Next> s, bool in_batch) {
    const std::uint32_t refused = d1::record(s.first, in_batch);
    if (refused == 0) squall_then(waiting_steps::keep(std::make_unique<next_step<A, Next>>(std::move(s.next))));
    return refused;
}

}  // namespace squall::wasm
