#pragma once
// Chains of steps in the module: a call ends when the first step's plan is recorded, and what comes behind it waits here
// until the shim brings the rows. Nothing of the C++ stack waits with it.
#include <cstdint>
#include <memory>
#include <vector>

#include "bindings/d1/imports.hpp"
#include "bindings/d1/record.hpp"
#include "core/answer.hpp"
#include "core/steps.hpp"

namespace squall::wasm {

class waiting_step {
  public:
    virtual ~waiting_step() = default;
    /// Makes the next plan of the rows and records it; 0, or 1 when it was refused.
    virtual std::uint32_t resume(const std::vector<answer>& rows, std::uint32_t page_rows) = 0;
};

/// The steps that wait, by number. A number is its place and how often the place was used: an old one finds nothing.
class waiting_steps {
  public:
    static std::uint32_t keep(std::unique_ptr<waiting_step> step);
    static std::unique_ptr<waiting_step> take(std::uint32_t number);
};

template <class T>
std::uint32_t go(const plan<T>& p, bool in_batch) {
    return d1::record(p, in_batch);
}
template <class A, class Next>
std::uint32_t go(steps<A, Next> s, bool in_batch);

template <class A, class Next>
class next_step : public waiting_step {
  public:
    explicit next_step(Next next) : next_(std::move(next)) {}
    std::uint32_t resume(const std::vector<answer>& rows, std::uint32_t page_rows) override {
        answer_reader in{rows, page_rows};
        const auto found = result_reader<A>::read(in);
        if (!found) return d1::refuse(found.error());
        return go(next_(found.value()), false);
    }

  private:
    Next next_;
};
template <class A, class Next>
std::uint32_t go(steps<A, Next> s, bool in_batch) {
    const std::uint32_t refused = d1::record(s.first, in_batch);
    if (refused == 0) squall_then(waiting_steps::keep(std::make_unique<next_step<A, Next>>(std::move(s.next))));
    return refused;
}

}  // namespace squall::wasm
