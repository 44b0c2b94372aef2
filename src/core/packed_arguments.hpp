#pragma once
// The declaration of a function's arguments as plain bytes: no address stands in them, so they shrink well in a module,
// and every function has one small constant. They are read once, when the function is first called.
#include <atomic>

#include "argument.hpp"
#include "sql/module_section.hpp"

namespace squall {

// Bytes: the number of arguments, then of each: size and bytes of its name; kind; flags; then what the flags say is
// there: bounds, default; of an enum its values; of an object its fields, as here.
enum packed_flag : std::uint32_t {
    packed_list = 1,
    packed_required = 2,
    packed_nullable = 4,
    packed_tenant = 8,
    packed_not_blank = 16,
    packed_trimmed = 32,
    packed_bounds = 64,
    packed_default = 128,
    packed_as_given = 256,
    packed_json_list = 512,
    packed_json_object = 1024,
};

/// Writes, or counts when it has no buffer.
struct byte_writer {
    char* buffer = nullptr;
    std::size_t size = 0;
    constexpr void byte(std::size_t b) {
        if (buffer) buffer[size] = static_cast<char>(static_cast<unsigned char>(b));
        ++size;
    }
    constexpr void text(std::string_view s) {
        number(static_cast<std::int64_t>(s.size()));
        for (char c : s) byte(static_cast<unsigned char>(c));
    }
    /// Seven bits a byte, the lowest first, the sign in the lowest bit.
    constexpr void number(std::int64_t n) {
        std::uint64_t rest = n < 0 ? (static_cast<std::uint64_t>(-(n + 1)) << 1 | 1) : static_cast<std::uint64_t>(n) << 1;
        while (rest > 127) {
            byte(static_cast<std::size_t>(rest % 128 + 128));
            rest /= 128;
        }
        byte(static_cast<std::size_t>(rest));
    }
};

constexpr std::uint32_t packed_flags(const argument_spec& a) {
    std::uint32_t flags = 0;
    if (a.is_list) flags |= packed_list;
    if (a.is_required) flags |= packed_required;
    if (a.is_nullable) flags |= packed_nullable;
    if (a.is_tenant) flags |= packed_tenant;
    if (a.not_blank) flags |= packed_not_blank;
    if (a.is_trimmed) flags |= packed_trimmed;
    if (a.has_bounds) flags |= packed_bounds;
    if (a.default_value.given()) flags |= packed_default;
    if (a.is_as_given) flags |= packed_as_given;
    if (a.json_opening == '[') flags |= packed_json_list;
    if (a.json_opening == '{') flags |= packed_json_object;
    return flags;
}
// A field that argument_spec gains must find its place here and in packed_arguments.cpp.
static_assert(sizeof(void*) != 8 || sizeof(argument_spec) == 88);

constexpr void pack(byte_writer& out, const argument_spec* specs, std::size_t count) {
    out.byte(count);
    for (std::size_t i = 0; i < count; ++i) {
        const argument_spec& a = specs[i];
        out.text(a.name);
        out.byte(static_cast<std::size_t>(a.kind));
        out.number(packed_flags(a));
        if (a.has_bounds) {
            out.number(static_cast<std::int64_t>(a.least));
            out.number(static_cast<std::int64_t>(a.most));
        }
        if (a.default_value.given()) {
            out.byte(static_cast<std::size_t>(a.default_value.type));
            if (a.default_value.type == value_type::text)
                out.text({a.default_value.text, a.default_value.size});
            else
                out.number(a.default_value.integer);
        }
        if (a.kind == argument_kind::enumeration) {
            out.number(static_cast<std::int64_t>(a.type->value_count));
            for (std::size_t k = 0; k < a.type->value_count; ++k) out.text(a.type->values[k]);
        }
        if (a.kind == argument_kind::object) pack(out, a.fields, a.field_count);
    }
}

template <class Args>
SQUALL_MODULE_SECTION("squall_arguments")
inline constexpr auto packed_bytes = [] {
    constexpr std::size_t size = [] {
        byte_writer out;
        pack(out, arguments_traits<Args>::specs.data(), arguments_traits<Args>::count);
        return out.size;
    }();
    std::array<char, size> bytes{};
    byte_writer out{bytes.data()};
    pack(out, arguments_traits<Args>::specs.data(), arguments_traits<Args>::count);
    return bytes;
}();

/// The arguments of a function, unpacked at their first use.
class packed_arguments {
  public:
    constexpr explicit packed_arguments(const char* bytes) : bytes_(bytes) {}
    std::span<const argument_spec> specs();

  private:
    const char* bytes_;
    std::atomic<const argument_spec*> specs_{nullptr};
};
template <class Args>
inline constinit packed_arguments packed_arguments_of{packed_bytes<Args>.data()};

}  // namespace squall
