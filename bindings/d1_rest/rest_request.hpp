#pragma once
// The body of a request: one statement as {"sql", "params"}, more as {"batch": [...]}, which is one transaction.
#include <span>
#include <string>
#include <string_view>

#include "core/value.hpp"

namespace squall::d1_rest {

class request_text {
  public:
    /// `slot`: the batch index of the plan, for values that bind it; `slot_last`: it is the last value as well.
    void add(std::string_view sql, std::span<const value> values, std::string_view slot, bool slot_last);
    std::string finish();

  private:
    std::string text_;
    std::size_t count_ = 0;
};

}  // namespace squall::d1_rest
