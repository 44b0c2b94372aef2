#pragma once
// Chains of steps in the module: a call ends when the first step's plan is recorded, and what comes behind it waits here
// until the shim brings the rows; the C++ stack does not wait.
#include <cstdint>
#include <memory>
#include <vector>

#include "squall/core/answer.hpp"

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
    /// Continues the step with the rows of the previous one, a list of answers, each a list of rows of cells. Returns what its resume()
    /// returns; 2 when no step waits under the number.
    static std::uint32_t resume(std::uint32_t number, const value& rows, std::uint32_t page_rows);
    static void drop(std::uint32_t number) { take(number); }
};

/// How the exports reach the steps. Null in a module whose functions have no steps: its linker drops the code.
struct step_functions {
    std::uint32_t (*resume)(std::uint32_t number, const value& rows, std::uint32_t page_rows);
    void (*drop)(std::uint32_t number);
};

}  // namespace squall::wasm
