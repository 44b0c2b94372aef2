#pragma once
// Values as the shim or a caller in C++ may hand them to a function: half of them what the argument asks for, half anything.
#include <fuzzer/FuzzedDataProvider.h>

#include <deque>
#include <string>
#include <vector>

#include "squall/core/argument.hpp"

namespace fuzz {

class value_source {
  public:
    explicit value_source(FuzzedDataProvider& from) : from_(from) {}

    /// One value for each argument. They live as long as the source.
    std::vector<squall::value> values_for(std::span<const squall::argument_spec> specs);

  private:
    FuzzedDataProvider& from_;
    std::deque<std::string> texts_;
    std::deque<std::vector<squall::value>> lists_;

    squall::value detail::value_for(const squall::argument_spec& spec);
    squall::value element_for(const squall::argument_spec& spec);
    squall::value anything(const squall::argument_spec& spec);
    squall::value text(std::string content);
    squall::value json();
};

}  // namespace fuzz
