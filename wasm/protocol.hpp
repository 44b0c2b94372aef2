#pragma once
// What a module and the shim must agree on, beyond the enums of src/core and bindings/d1. protocol_writer.hpp writes both as
// protocol.ts, so that js-shim repeats no number of C++.
#include <cstdint>

#include "bindings/d1/record.hpp"
#include "squall/core/argument.hpp"
#include "squall/core/error.hpp"
#include "squall/sql/idempotency.hpp"

namespace squall::protocol {

/// How the shim lays out an argument. It checks no type: a scalar is any single value.
enum class argument_shape : std::uint8_t { scalar, json, list, object, objects };

constexpr argument_shape shape_of(const argument_spec& a) {
    if (a.kind == argument_kind::object) return a.is_list ? argument_shape::objects : argument_shape::object;
    if (a.is_list) return argument_shape::list;
    return a.kind == argument_kind::json ? argument_shape::json : argument_shape::scalar;
}

inline constexpr std::uint32_t slot_size = sizeof(value);
/// The number of a host handle has 16 bits (value::host_handle).
inline constexpr std::uint32_t last_host_text = 0xFFFF;
/// The shim cuts the name of an unknown argument to this many bytes.
inline constexpr std::uint32_t longest_name = 256;
/// JSON.stringify recurses; json_fault::cyclic says what is wrong beyond this depth.
inline constexpr std::uint32_t deepest_json = 1000;

/// A number of C++ that protocol.ts repeats.
struct constant {
    std::string_view name;
    std::uint32_t number;
};
inline constexpr constant statement_flags[] = {{"is_answer", d1::is_answer},       {"writes", d1::writes},
                                               {"is_row_guard", d1::is_row_guard}, {"idempotency_shift", d1::idempotency_shift},
                                               {"frees_keys", d1::frees_keys},     {"is_change_guard", d1::is_change_guard}};
inline constexpr constant limits[] = {
    {"slot_size", slot_size}, {"last_host_text", last_host_text}, {"longest_name", longest_name}, {"deepest_json", deepest_json}};

/// Calls visit.group(name, constants) and visit.enumeration<E>(name) for all that protocol.ts has.
template <class Visit>
constexpr void for_all(Visit&& visit) {
    visit.template enumeration<value_type>("ValueType");
    visit.template enumeration<json_fault>("JsonFault");
    visit.template enumeration<argument_shape>("ArgumentShape");
    visit.template enumeration<d1::bind_kind>("BindKind");
    visit.template enumeration<idempotency>("Idempotency");
    visit.group("StatementFlag", statement_flags);
    visit.group("Limit", limits);
}

}  // namespace squall::protocol
