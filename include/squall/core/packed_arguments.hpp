#pragma once
// The declaration of a function's arguments as plain bytes: no address stands in them, so they shrink well in a module,
// and every function has one small constant. They are read once, when the function is first called.
#include <atomic>

#include "argument.hpp"
#include "squall/sql/module_section.hpp"

namespace squall::detail {

// Bytes: the number of arguments, then of each: size and bytes of its name; kind; flags; then what the flags say is
// there: bounds, default; of an enum its values; of an object its fields, as here. Sizes and numbers take as many bytes
// as they need.
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
    packed_patch = 2048,
};
/// What is true or false of an argument: one list, for writing and reading.
struct packed_switch {
    packed_flag flag;
    bool argument_spec::*field;
};
inline constexpr packed_switch packed_switches[] = {
    {packed_list, &argument_spec::is_list},         {packed_required, &argument_spec::is_required},
    {packed_nullable, &argument_spec::is_nullable}, {packed_tenant, &argument_spec::is_tenant},
    {packed_not_blank, &argument_spec::not_blank},  {packed_trimmed, &argument_spec::is_trimmed},
    {packed_bounds, &argument_spec::has_bounds},    {packed_as_given, &argument_spec::is_as_given},
    {packed_patch, &argument_spec::is_patch},
};
// A field that argument_spec gains must find its place here or in pack() and unpack().
static_assert(boost::pfr::tuple_size_v<argument_spec> == 18);

/// Writes, or counts when it has no buffer.
struct byte_writer {
    char* buffer = nullptr;
    std::size_t size = 0;
    constexpr void byte(std::size_t b) {
        if (buffer) buffer[size] = static_cast<char>(static_cast<unsigned char>(b));
        ++size;
    }
    /// Seven bits a byte, the lowest first.
    constexpr void count(std::uint64_t rest) {
        while (rest > 127) {
            byte(static_cast<std::size_t>(rest % 128 + 128));
            rest /= 128;
        }
        byte(static_cast<std::size_t>(rest));
    }
    constexpr void text(std::string_view s) {
        count(s.size());
        for (char c : s) byte(static_cast<unsigned char>(c));
    }
    /// With the sign in the lowest bit.
    constexpr void number(std::int64_t n) {
        count(n < 0 ? (static_cast<std::uint64_t>(-(n + 1)) << 1 | 1) : static_cast<std::uint64_t>(n) << 1);
    }
};

constexpr std::uint32_t packed_flags(const argument_spec& a) {
    std::uint32_t flags = 0;
    for (const packed_switch& s : packed_switches)
        if (a.*s.field) flags |= s.flag;
    if (a.default_value.given()) flags |= packed_default;
    if (a.json_opening == '[') flags |= packed_json_list;
    if (a.json_opening == '{') flags |= packed_json_object;
    return flags;
}

constexpr void pack(byte_writer& out, const argument_spec* specs, std::size_t count) {
    out.count(count);
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
            out.count(a.type->value_count);
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

}  // namespace squall::detail
