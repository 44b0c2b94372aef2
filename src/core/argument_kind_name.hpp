#pragma once
// What a kind of argument is called in JSON that describes functions: of the tool, and for the tests.
#include "squall/core/argument.hpp"

namespace squall {

constexpr std::string_view name_of(argument_kind kind) {
    switch (kind) {
        case argument_kind::text: return "text";
        case argument_kind::integer: return "integer";
        case argument_kind::real: return "real";
        case argument_kind::boolean: return "boolean";
        case argument_kind::timestamp: return "timestamp";
        case argument_kind::date: return "date";
        case argument_kind::enumeration: return "enum";
        case argument_kind::json: return "json";
        case argument_kind::object: return "object";
        case argument_kind::blob: return "blob";
        case argument_kind::bigint: return "bigint";
    }
    return {};
}

}  // namespace squall
