#include "squall/core/packed_arguments.hpp"

#include "argument_features.hpp"

namespace squall {
namespace {

struct byte_reader {
    const char* at;
    std::size_t byte() { return static_cast<unsigned char>(*at++); }
    std::string_view text() {
        const auto size = static_cast<std::size_t>(count());
        const std::string_view s(at, size);
        at += size;
        return s;
    }
    std::uint64_t count() {
        std::uint64_t n = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::size_t b = byte();
            n |= static_cast<std::uint64_t>(b & 127) << shift;
            if (b < 128) return n;
        }
    }
    std::int64_t number() {
        const std::uint64_t n = count();
        return n % 2 == 1 ? -static_cast<std::int64_t>(n >> 1) - 1 : static_cast<std::int64_t>(n >> 1);
    }
};

/// The result lives as long as the program: one set per function.
const argument_spec* unpack(byte_reader& in, std::size_t count) {
    auto* specs = new argument_spec[count];
    for (std::size_t i = 0; i < count; ++i) {
        argument_spec& a = specs[i];
        a.name = in.text();
        a.kind = static_cast<argument_kind>(in.byte());
        const auto flags = static_cast<std::uint32_t>(in.number());
        for (const detail::packed_switch& s : detail::packed_switches) a.*s.field = (flags & s.flag) != 0;
        a.json_opening = (flags & detail::packed_json_list) != 0 ? '[' : (flags & detail::packed_json_object) != 0 ? '{' : '\0';
        if (detail::is_used(detail::uses_bounds) && a.has_bounds) {
            a.least = static_cast<double>(in.number());
            a.most = static_cast<double>(in.number());
        }
        if ((flags & detail::packed_default) != 0) {
            const auto type = static_cast<value_type>(in.byte());
            if (type == value_type::text)
                a.default_value = text_value(in.text());
            else
                a.default_value = type == value_type::boolean ? boolean_value(in.number() != 0) : integer_value(in.number());
        }
        if (detail::is_used(detail::uses_enums) && a.kind == argument_kind::enumeration) {
            const auto values = static_cast<std::size_t>(in.count());
            auto* names = new std::string_view[values];
            for (std::size_t k = 0; k < values; ++k) names[k] = in.text();
            a.type = new sql_type{.kind = value_kind::enumeration, .sqlite = {}, .typescript = {}, .values = names, .value_count = values};
        }
        if (detail::is_used(detail::uses_objects) && a.kind == argument_kind::object) {
            a.field_count = static_cast<std::uint8_t>(in.count());
            a.fields = unpack(in, a.field_count);
        }
    }
    return specs;
}

}  // namespace

std::span<const argument_spec> detail::packed_arguments::specs() {
    byte_reader in{bytes_};
    const auto count = static_cast<std::size_t>(in.count());
    const argument_spec* known = specs_.load(std::memory_order_acquire);
    if (known == nullptr) {
        const argument_spec* made = unpack(in, count);
        // Of two threads that came at once, the second's copy is left: it is small, and happens once.
        known = specs_.compare_exchange_strong(known, made, std::memory_order_acq_rel) ? made : known;
    }
    return {known, count};
}

}  // namespace squall
