#pragma once
// The declarations of the arguments as JSON, for tests that try every kind of wrong value on every function.
#include <string>

#include "core/argument_kind_name.hpp"
#include "core/json_text.hpp"

namespace squall {

/// A text as JSON, which is TypeScript too.
inline std::string quoted(std::string_view text) {
    std::string out;
    append_json(out, text_value(text));
    return out;
}
inline std::string arguments_as_json(const argument_spec* specs, std::size_t count) {
    std::string all = "[";
    for (std::size_t i = 0; i < count; ++i) {
        const argument_spec& a = specs[i];
        all += (i ? ", {\"name\": \"" : "{\"name\": \"") + std::string(a.name) + "\", \"kind\": \"" + std::string(name_of(a.kind)) + '"';
        const auto flag = [&](bool is_set, const char* name) {
            if (is_set) all += std::string(", \"") + name + "\": true";
        };
        flag(a.is_required, "required");
        flag(a.is_list, "list");
        flag(a.is_nullable, "nullable");
        flag(a.is_tenant, "tenant");
        flag(a.not_blank, "not_blank");
        flag(a.is_trimmed, "trimmed");
        if (a.has_bounds) {
            all += ", \"least\": " + std::to_string(static_cast<std::int64_t>(a.least));
            all += ", \"most\": " + std::to_string(static_cast<std::int64_t>(a.most));
        }
        if (a.json_opening != 0) all += std::string(", \"opening\": \"") + a.json_opening + '"';
        if (a.kind == argument_kind::enumeration) {
            all += ", \"values\": [";
            for (std::size_t k = 0; k < a.type->value_count; ++k) all += (k ? ", " : "") + quoted(a.type->values[k]);
            all += ']';
        }
        if (a.kind == argument_kind::object) all += ", \"fields\": " + arguments_as_json(a.fields, a.field_count);
        all += '}';
    }
    return all + "]";
}

inline void argument_reference(std::string& out, const std::string& function, const argument_spec* specs, std::size_t count) {
    out += (out.empty() ? "  \"" : ",\n  \"") + function + "\": " + arguments_as_json(specs, count);
}

}  // namespace squall
