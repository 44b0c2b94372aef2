#pragma once
// A function's arguments from a JSON object, laid out as the shim lays them out (js-shim/src/encode.ts). Nothing is judged
// here but the names: every value keeps its type, and the function's own check decides.
#include <simdjson.h>

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "squall/core/argument.hpp"
#include "squall/core/error.hpp"

namespace squall::tool {

/// The values point into this object and into the parsed document; both must outlive the plan that is made of them.
class json_arguments {
  public:
    /// `given`: nothing, when the call has no arguments at all.
    json_arguments(std::span<const argument_spec> specs, std::optional<simdjson::dom::element> given);
    json_arguments(const json_arguments&) = delete;
    json_arguments& operator=(const json_arguments&) = delete;

    /// Why the arguments cannot be handed on: a name that the function does not have, or no object.
    const std::optional<error>& refused() const { return refused_; }
    value* values() { return values_.data(); }

  private:
    std::vector<value> values_;
    std::deque<std::vector<value>> nested_;
    std::deque<std::string> texts_;
    std::optional<error> refused_;

    /// Gives the name of a field that no spec knows.
    std::optional<std::string_view> fill(std::span<const argument_spec> specs, simdjson::dom::object from, std::span<value> to);
    value argument(const argument_spec& spec, simdjson::dom::element given);
    value object(const argument_spec& spec, simdjson::dom::object from);
    /// A value that is no list; a blob comes as hexadecimal digits, a bigint as its digits.
    value single(const argument_spec& spec, simdjson::dom::element given);
    value list(const argument_spec& spec, simdjson::dom::array items);
};

}  // namespace squall::tool
