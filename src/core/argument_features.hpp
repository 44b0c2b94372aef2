#pragma once
// What the arguments of a program's functions need of the check. A module defines the constant for its own functions, and its linker
// drops the code of the rest; every other program has all_argument_features.cpp.
#include <cstdint>

#include "squall/core/argument_spec.hpp"

namespace squall::detail {

enum argument_feature : std::uint32_t {
    uses_times = 1,
    uses_trimming = 2,
    uses_documents = 4,
    uses_objects = 8,
    uses_lists = 16,
    uses_blobs = 32,
    uses_bigints = 64,
    uses_reals = 128,
    uses_enums = 256,
    uses_bounds = 512,
    uses_integers = 1024,
};

constexpr std::uint32_t features_of(const argument_spec* specs, std::size_t count) {
    std::uint32_t used = 0;
    for (const argument_spec* a = specs; a != specs + count; ++a) {
        switch (a->kind) {
            case argument_kind::text:
            case argument_kind::boolean: break;
            case argument_kind::integer: used |= uses_integers; break;
            case argument_kind::real: used |= uses_reals; break;
            case argument_kind::timestamp:
            case argument_kind::date: used |= uses_times; break;
            case argument_kind::enumeration: used |= uses_enums; break;
            case argument_kind::json: used |= uses_documents; break;
            case argument_kind::object: used |= uses_objects | features_of(a->fields, a->field_count); break;
            case argument_kind::blob: used |= uses_blobs; break;
            case argument_kind::bigint: used |= uses_bigints; break;
        }
        if (a->is_list) used |= uses_lists;
        if (a->has_bounds) used |= uses_bounds;
        if (a->is_trimmed || a->not_blank || a->json_opening != 0) used |= uses_trimming;
    }
    return used;
}

extern const std::uint32_t used_argument_features;

/// Whether an argument of that kind, or with that mark, can be there.
[[gnu::always_inline]] inline bool is_used(argument_feature feature) { return (used_argument_features & feature) != 0; }

}  // namespace squall::detail
