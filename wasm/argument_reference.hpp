#pragma once
// The declarations of the arguments as JSON, for tests that try every kind of wrong value on every function.
#include <string>

#include "client_names.hpp"
#include "core/argument_kind_name.hpp"

namespace squall {

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
        flag(a.is_patch, "patch");
        flag(a.is_as_given, "as_given");
        if (a.has_bounds) {
            all += ", \"least\": " + std::to_string(static_cast<std::int64_t>(a.least));
            all += ", \"most\": " + std::to_string(static_cast<std::int64_t>(a.most));
        }
        if (a.default_value.type == value_type::text)
            all += ", \"default\": " + in_quotes(a.default_value.view());
        else if (a.default_value.type == value_type::boolean)
            all += std::string(", \"default\": ") + (a.default_value.integer != 0 ? "true" : "false");
        else if (a.default_value.given())
            all += ", \"default\": " + std::to_string(a.default_value.integer);
        if (a.json_opening != 0) all += std::string(", \"opening\": \"") + a.json_opening + '"';
        if (a.kind == argument_kind::enumeration) {
            all += ", \"values\": [";
            for (std::size_t k = 0; k < a.type->value_count; ++k) all += (k ? ", " : "") + in_quotes(a.type->values[k]);
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
