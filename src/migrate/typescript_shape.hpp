#pragma once
// The shape of a JSON column, read off the TypeScript type that its declaration has, and documents tested against it.
#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

enum class shape_kind : unsigned char { anything, string, number, boolean, null, list, record, object, literal, one_of };

struct json_shape {
    struct field {
        std::string name;
        bool optional = false;
        std::shared_ptr<const json_shape> shape;
    };
    shape_kind kind = shape_kind::anything;
    std::string text{};                                      // of a literal
    std::vector<std::shared_ptr<const json_shape>> inner{};  // a list's and a record's value, the alternatives of one_of
    std::vector<field> fields{};                             // an object's
};
using json_shape_ptr = std::shared_ptr<const json_shape>;

/// Types that this reader does not know are anything.
json_shape_ptr read_shape(std::string_view typescript);

/// What is wrong with a document: "$.accuracy is missing", "$[].name is no string"; empty when nothing is. Names of fields
/// that the shape knows and kinds only, never a value.
std::string fault_of(const json_shape& shape, simdjson::dom::element document);

}  // namespace squall::migrate
