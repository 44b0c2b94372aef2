#pragma once
// One value on its way into a plan: an argument as a caller gave it, or a value that a statement binds. Plain data of
// 16 bytes, which is also how the shim writes arguments into the module's memory (js-shim/src/encode.ts).
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace squall {

enum class value_type : std::uint8_t {
    absent = 0,
    undefined,  // JavaScript's undefined under a name that is there
    null,
    boolean,      // payload: integer, 0 or 1
    number,       // payload: real; becomes integer or real by the argument's type
    text,         // payload: text, or a host handle
    broken_text,  // a string with a lone surrogate: no UTF-8
    bigint,       // payload: integer; size is 1 where it is beyond 64 bits
    list,         // payload: items
    object,       // payload: items, one for each field of the argument's object, in order
    json,         // payload: text, which is JSON
    broken_json,  // a value that JSON cannot say; size is a json_fault
    unreadable,   // reading it threw
    other,        // functions, symbols, dates and the like
    integer,
    real,
    unknown_field,  // an object has a field that its declaration does not know; host_handle names it
    batch_index,    // which plan of the batch this is; the binding knows
    not_plain,      // an object that is an instance of a class: what it inherits would be lost
    not_own,        // the name is there, but inherited, computed by a getter or not enumerable
    blob,           // payload: text, which is any bytes
};

enum class json_fault : std::uint32_t { cyclic, not_finite, bigint, lone_surrogate, unreadable, other, not_plain, undefined };

struct value {
    value_type type = value_type::absent;
    std::uint8_t unused = 0;
    std::uint16_t host_handle = 0;  // the number of the host's string, from 1; 0: the bytes are here
    std::uint32_t size = 0;         // bytes of text, count of items; of an unread string of the host, UTF-16 units
    union {
        double real;
        std::int64_t integer;
        const char* text;
        const value* items;
        std::int64_t payload = 0;
    };

    constexpr value() = default;
    constexpr bool given() const { return type != value_type::absent; }
    constexpr bool is_null() const { return type == value_type::null; }
    std::string_view view() const { return {text, size}; }
};
static_assert(sizeof(value) == 16);

constexpr value null_value() {
    value v;
    v.type = value_type::null;
    return v;
}
constexpr value boolean_value(bool b) {
    value v;
    v.type = value_type::boolean;
    v.integer = b;
    return v;
}
constexpr value integer_value(std::int64_t n) {
    value v;
    v.type = value_type::integer;
    v.integer = n;
    return v;
}
constexpr value real_value(double d) {
    value v;
    v.type = value_type::real;
    v.real = d;
    return v;
}
/// A view: the bytes must outlive the plan, or be kept by it (plan_core::keep).
constexpr value text_value(std::string_view s) {
    value v;
    v.type = value_type::text;
    v.size = static_cast<std::uint32_t>(s.size());
    v.text = s.data();
    return v;
}

/// A view, as of a text.
inline value blob_value(std::span<const std::byte> bytes) {
    value v = text_value({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    v.type = value_type::blob;
    return v;
}

/// A view of a list of values, which must live until the plan has bound it.
template <class List>
value list_value(const List& items) {
    value v;
    v.type = value_type::list;
    v.size = static_cast<std::uint32_t>(items.size());
    v.items = items.data();
    return v;
}

}  // namespace squall
