#pragma once
// For every function that writes, sample calls that succeed and change something: one for each list of statements that
// the function sends.
#include "sample_world.hpp"
#include "support/exported_functions.hpp"

namespace iofold::test {

struct sample_write {
    const exported_function* function;
    std::size_t call;  // its place among the function's sample calls
    sample_world world;

    /// The plan, with the clock and the ids of the first time.
    void with_plan(const std::function<void(const squall::plan_core&)>& use) const;
    /// The arguments; they live no longer than the call.
    void with_arguments(const std::function<void(const std::vector<squall::value>&)>& use) const;
};
struct found_writes {
    std::vector<sample_write> writes;
    std::size_t functions = 0;             // that write
    std::vector<std::string> not_found{};  // of these, those without a call that changes something
};
const found_writes& sample_writes();

}  // namespace iofold::test
