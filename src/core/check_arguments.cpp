#include "squall/core/check_arguments.hpp"

#include <cmath>
#include <string>

#include "host.hpp"
#include "json_check.hpp"
#include "squall/core/as_laid_out.hpp"
#include "squall/core/text.hpp"

namespace squall {
namespace {

constexpr double largest_integer = 9007199254740991.0;  // 2^53 - 1, the last that a JavaScript number carries exactly

std::string with_list(std::string text, const sql_type& type) {
    for (std::size_t i = 0; i < type.value_count; ++i) {
        text += i ? ", " : " ";
        text += type.values[i];
    }
    return text;
}
std::string whole(double n) { return std::to_string(static_cast<long long>(n)); }

std::string_view kind_phrase(const argument_spec& spec) {
    switch (spec.kind) {
        case argument_kind::text: return "must be text";
        case argument_kind::integer: return "must be an integer";
        case argument_kind::real: return "must be a finite number";
        case argument_kind::boolean: return "must be true or false";
        case argument_kind::timestamp: return "must be a time as ISO-8601 text";
        case argument_kind::date: return "must be a date as YYYY-MM-DD text";
        case argument_kind::enumeration: return "must be one of the listed texts";
        case argument_kind::json: return "must be a value that JSON can say";
        case argument_kind::object: return "must be an object";
        case argument_kind::blob: return "must be a Uint8Array or an ArrayBuffer";
        case argument_kind::bigint: return "must be a bigint from -2^63 to 2^63 - 1";
    }
    return "has a wrong type";
}
std::string_view json_phrase(json_fault fault) {
    switch (fault) {
        case json_fault::cyclic: return "must not contain itself or go deeper than 1000 levels";
        case json_fault::not_finite: return "must hold finite numbers only";
        case json_fault::bigint: return "must not hold a bigint";
        case json_fault::lone_surrogate: return "must not hold a lone surrogate";
        case json_fault::unreadable: return "could not be read";
        case json_fault::other: return "must be a value that JSON can say";
        case json_fault::not_plain: return "must hold plain objects, not instances of a class";
        case json_fault::undefined: return "must not hold undefined in a list, which JSON would make null";
    }
    return "must be a value that JSON can say";
}

class checker {
  public:
    explicit checker(detail::text_arena& texts) : texts_(texts) {}

    std::optional<error> all(std::span<const argument_spec> specs, std::span<value> values, std::string_view path) {
        return all(specs, values, path, false);
    }

  private:
    detail::text_arena& texts_;

    std::optional<error> all(std::span<const argument_spec> specs, std::span<value> values, std::string_view path, bool in_patch) {
        for (std::size_t i = 0; i < specs.size(); ++i)
            if (auto refused = one(specs[i], values[i], path, in_patch)) return refused;
        return std::nullopt;
    }

    /// The caller owns the items; the plan owns what the check makes of them.
    value* copy_items(value& v) {
        auto* items = detail::as_laid_out<value>(texts_.allocate(v.size * sizeof(value)));
        for (std::uint32_t i = 0; i < v.size; ++i) items[i] = v.items[i];
        v.items = items;
        return items;
    }
    // Out of line, and what every check returns: at each rule stands a call and nothing else.
    [[gnu::noinline, gnu::cold]] static std::optional<error> refuse(const argument_spec& spec, std::string_view path,
                                                                    std::string_view rule) {
        return invalid_argument(std::string(path) + std::string(spec.name), rule);
    }

    std::optional<error> one(const argument_spec& spec, value& v, std::string_view path, bool in_patch) {
        switch (v.type) {
            case value_type::null:
                if (spec.is_nullable) return std::nullopt;
                if (in_patch) return refuse(spec, path, "must not be null; leave it out to keep what is stored");
                [[fallthrough]];
            case value_type::undefined:
                if (spec.is_tenant) return refuse(spec, path, "must not be undefined or null; leave the name out to mean any");
                v = value{};
                [[fallthrough]];
            case value_type::absent:
                if (spec.is_required) return refuse(spec, path, "is required");
                v = spec.default_value;
                return std::nullopt;
            case value_type::unreadable: return refuse(spec, path, "could not be read");
            case value_type::not_own:
                return refuse(spec, path, "must be a property of the object itself: not inherited, computed or hidden");
            default: break;
        }
        if (!spec.is_list) return element(spec, v, path);
        if (v.type != value_type::list) return refuse(spec, path, "must be a list");
        if (spec.has_bounds && (v.size < spec.least || v.size > spec.most))
            return refuse(
                spec, path,
                "must have " +
                    (spec.most >= largest_integer ? "at least " + whole(spec.least) : whole(spec.least) + " to " + whole(spec.most)) +
                    " items");
        value* items = copy_items(v);
        for (std::uint32_t i = 0; i < v.size; ++i) {
            if (items[i].type == value_type::unreadable) return refuse(spec, path, "could not be read");
            if (items[i].type == value_type::null || items[i].type == value_type::undefined || items[i].type == value_type::absent)
                return refuse(spec, path, "must not hold null or undefined");
            if (auto refused = element(spec, items[i], path)) return refused;
        }
        return std::nullopt;
    }

    std::optional<error> element(const argument_spec& spec, value& v, std::string_view path) {
        switch (spec.kind) {
            case argument_kind::integer:
            case argument_kind::real: return number(spec, v, path);
            case argument_kind::boolean:
                if (v.type != value_type::boolean) return refuse(spec, path, kind_phrase(spec));
                return std::nullopt;
            case argument_kind::json: return document(spec, v, path);
            case argument_kind::blob:
                if (v.type != value_type::blob) return refuse(spec, path, kind_phrase(spec));
                return std::nullopt;
            case argument_kind::bigint: return exact_integer(spec, v, path);
            case argument_kind::object: {
                if (v.type == value_type::unknown_field) {
                    value name = v;
                    name.type = value_type::text;
                    return invalid_argument(std::string(path) + std::string(spec.name) + "." + std::string(load(name, texts_)),
                                            "is not a known field");
                }
                if (v.type == value_type::not_plain) return refuse(spec, path, "must be a plain object, not an instance of a class");
                if (v.type != value_type::object) return refuse(spec, path, kind_phrase(spec));
                if (v.size != spec.field_count) return refuse(spec, path, "is not laid out as it is declared");
                const std::string inside = std::string(path) + std::string(spec.name) + ".";
                return all({spec.fields, spec.field_count}, {copy_items(v), v.size}, inside, spec.is_patch);
            }
            default: return text(spec, v, path);
        }
    }

    std::optional<error> number(const argument_spec& spec, value& v, std::string_view path) {
        double n = 0;
        if (v.type == value_type::number || v.type == value_type::real)
            n = v.real;
        else if (v.type == value_type::integer)
            n = static_cast<double>(v.integer);
        else
            return refuse(spec, path, kind_phrase(spec));
        if (!std::isfinite(n)) return refuse(spec, path, kind_phrase(spec));
        const bool is_integer = spec.kind == argument_kind::integer;
        if (is_integer && n != std::trunc(n)) return refuse(spec, path, kind_phrase(spec));
        if (is_integer && v.type == value_type::number && std::fabs(n) > largest_integer)
            return refuse(spec, path, "must be an integer of at most 2^53 - 1 in size");
        if (auto refused = within_bounds(spec, n, path)) return refused;
        if (is_integer)
            v = v.type == value_type::integer ? v : integer_value(static_cast<std::int64_t>(n));
        else
            v = real_value(n + 0.0);  // -0 becomes 0, which is what comes back from D1
        return std::nullopt;
    }

    std::optional<error> exact_integer(const argument_spec& spec, value& v, std::string_view path) {
        if (v.type == value_type::bigint && v.size == 0) v.type = value_type::integer;
        if (v.type != value_type::integer) return refuse(spec, path, kind_phrase(spec));
        return within_bounds(spec, static_cast<double>(v.integer), path);
    }
    static std::optional<error> within_bounds(const argument_spec& spec, double n, std::string_view path) {
        const bool has_most = spec.most < largest_integer;  // at_least<…> has none
        if (!spec.has_bounds || spec.is_list || (n >= spec.least && (!has_most || n <= spec.most))) return std::nullopt;
        return has_most ? refuse(spec, path, "must be from " + whole(spec.least) + " to " + whole(spec.most))
                        : refuse(spec, path, "must be at least " + whole(spec.least));
    }

    std::optional<error> text(const argument_spec& spec, value& v, std::string_view path) {
        if (v.type == value_type::broken_text) return refuse(spec, path, "must not hold a lone surrogate");
        if (v.type != value_type::text) return refuse(spec, path, kind_phrase(spec));
        if (spec.kind == argument_kind::enumeration) {
            const std::string_view given = load(v, texts_);
            for (std::size_t i = 0; i < spec.type->value_count; ++i)
                if (spec.type->values[i] == given) return std::nullopt;
            return refuse(spec, path, with_list("must be one of", *spec.type));
        }
        if (spec.kind == argument_kind::timestamp) {
            const auto time = parse_timestamp(load(v, texts_));
            if (!time) return refuse(spec, path, kind_phrase(spec));
            if (spec.is_as_given) return std::nullopt;
            char* iso = texts_.allocate(iso_size);
            write_iso(*time, iso);
            v = text_value({iso, iso_size});
        } else if (spec.kind == argument_kind::date) {
            const std::string_view given = load(v, texts_);
            if (given.size() != 10 || !parse_timestamp(given)) return refuse(spec, path, kind_phrase(spec));
        }
        if (spec.is_trimmed || spec.not_blank) {
            const std::string_view given = load(v, texts_), inner = trimmed_text(given);
            if (spec.not_blank && inner.empty()) return refuse(spec, path, "must not be blank");
            if (spec.is_trimmed && inner.size() != given.size()) v = text_value(inner);
        }
        return std::nullopt;
    }

    std::optional<error> document(const argument_spec& spec, value& v, std::string_view path) {
        if (v.type == value_type::broken_json) return refuse(spec, path, json_phrase(static_cast<json_fault>(v.size)));
        if (v.type != value_type::json && v.type != value_type::text) return refuse(spec, path, kind_phrase(spec));
        v.type = value_type::text;
        if (const auto wrong = json_problem(v.view())) return refuse(spec, path, *wrong);
        const std::string_view inner = trimmed_text(v.view());
        if (spec.json_opening != 0 && (inner.empty() || inner.front() != spec.json_opening))
            return refuse(spec, path, spec.json_opening == '[' ? "must be an array" : "must be an object");
        return std::nullopt;
    }
};

}  // namespace

std::string_view load(value& text, detail::text_arena& texts) {
    if (text.host_handle == 0 || text.text != nullptr) return text.view();
    char* bytes = texts.allocate(std::size_t{3} * text.size);
    text.size = static_cast<std::uint32_t>(host::read_text(text.host_handle, bytes));
    text.text = bytes;
    return text.view();
}

std::optional<error> detail::check_arguments(std::span<const argument_spec> specs, std::span<value> values, detail::text_arena& texts) {
    return checker(texts).all(specs, values, {});
}

}  // namespace squall
