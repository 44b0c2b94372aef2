#pragma once
// The body of a request: one statement as {"sql", "params"}, more as {"batch": [...]}, which is one transaction.
#include <span>
#include <string>
#include <string_view>

#include "squall/core/value.hpp"

namespace squall::d1_rest {

class request_text {
  public:
    /// `batch_index`: the batch index of the plan, for values that bind it; `batch_index_last`: it is the last value as well.
    void add(std::string_view sql, std::span<const value> values, std::string_view batch_index, bool batch_index_last);
    std::string finish();

  private:
    std::string text_;
    std::size_t count_ = 0;
};

}  // namespace squall::d1_rest
