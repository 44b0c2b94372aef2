#include "squall/core/check_arguments.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "argument_features.hpp"
#include "host.hpp"
#include "json_check.hpp"
#include "squall/core/as_laid_out.hpp"
#include "squall/core/text.hpp"
#include "text_list.hpp"

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

/// The rule of each argument_kind.
constexpr char kind_rules[] =
    "must be text\0"
    "must be an integer\0"
    "must be a finite number\0"
    "must be true or false\0"
    "must be a time as ISO-8601 text\0"
    "must be a date as YYYY-MM-DD text\0"
    "must be one of the listed texts\0"
    "must be a value that JSON can say\0"
    "must be an object\0"
    "must be a Uint8Array or an ArrayBuffer\0"
    "must be a bigint from -2^63 to 2^63 - 1";
static_assert(static_cast<int>(argument_kind::text) == 0 && static_cast<int>(argument_kind::bigint) == 10);
/// The rule that each json_fault breaks.
constexpr char json_rules[] =
    "must not contain itself or go deeper than 1000 levels\0"
    "must hold finite numbers only\0"
    "must not hold a bigint\0"
    "must not hold a lone surrogate\0"
    "could not be read\0"
    "must be a value that JSON can say\0"
    "must hold plain objects, not instances of a class\0"
    "must not hold undefined in a list, which JSON would make null";
static_assert(static_cast<int>(json_fault::cyclic) == 0 && static_cast<int>(json_fault::undefined) == 7);
constexpr std::string_view could_not_be_read = "could not be read";
/// Every check returns whether it refuses. Then rule_ has the reason, and path_ the way to the value; both texts are in the arena of the
/// plan, or constants.
class checker {
  public:
    explicit checker(detail::text_arena& texts) : texts_(texts) {}

    std::optional<error> all(std::span<const argument_spec> specs, std::span<value> values) {
        if (!refuses_one(specs, values.data(), false)) return std::nullopt;
        return invalid_argument(path_, rule_);
    }

  private:
    detail::text_arena& texts_;
    std::string_view path_, rule_;

    [[gnu::noinline, gnu::cold]] bool refuse(std::string_view rule) {
        rule_ = rule;
        return true;
    }
    [[gnu::cold]] bool refuse_kind(const argument_spec& spec) {
        return refuse(detail::text_at(kind_rules, static_cast<std::size_t>(spec.kind)));
    }
    /// Of a rule that was built.
    bool refuse_kept(const std::string& rule) { return refuse(texts_.keep(rule)); }
    /// The way to a value within an object is complete when its checks have returned.
    [[gnu::noinline, gnu::cold]] bool refuse_inside(std::string_view name) {
        path_ = path_.empty() ? name : texts_.keep(std::string(name) + "." + std::string(path_));
        return true;
    }

    bool refuses_one(std::span<const argument_spec> specs, value* values, bool in_patch) {
        for (const argument_spec& spec : specs)
            if (refuses(spec, *values++, in_patch)) return refuse_inside(spec.name);
        return false;
    }

    /// The caller owns the items; the plan owns what the check makes of them.
    value* copy_items(value& v) {
        auto* items = detail::as_laid_out<value>(texts_.allocate(v.size * sizeof(value)));
        for (std::uint32_t i = 0; i < v.size; ++i) items[i] = v.items[i];
        v.items = items;
        return items;
    }

    bool refuses(const argument_spec& spec, value& v, bool in_patch) {
        switch (v.type) {
            case value_type::null:
                if (spec.is_nullable) return false;
                if (in_patch) return refuse("must not be null; leave it out to keep what is stored");
                [[fallthrough]];
            case value_type::undefined:
                if (spec.is_tenant) return refuse("must not be undefined or null; leave the name out to mean any");
                v = value{};
                [[fallthrough]];
            case value_type::absent:
                if (spec.is_required) return refuse("is required");
                v = spec.default_value;
                return false;
            case value_type::unreadable: return refuse(could_not_be_read);
            case value_type::not_own: return refuse("must be a property of the object itself: not inherited, computed or hidden");
            default: break;
        }
        if (!detail::is_used(detail::uses_lists) || !spec.is_list) return refuses_element(spec, v);
        if (v.type != value_type::list) return refuse("must be a list");
        if (spec.has_bounds && (v.size < spec.least || v.size > spec.most))
            return refuse_kept(
                "must have " +
                (spec.most >= largest_integer ? "at least " + whole(spec.least) : whole(spec.least) + " to " + whole(spec.most)) +
                " items");
        value* items = copy_items(v);
        for (std::uint32_t i = 0; i < v.size; ++i) {
            if (items[i].type == value_type::unreadable) return refuse(could_not_be_read);
            if (items[i].type == value_type::null || items[i].type == value_type::undefined || items[i].type == value_type::absent)
                return refuse("must not hold null or undefined");
            if (refuses_element(spec, items[i])) return true;
        }
        return false;
    }

    bool refuses_element(const argument_spec& spec, value& v) {
        if (detail::is_used(detail::uses_integers) && spec.kind == argument_kind::integer) return refuses_number(spec, v);
        if (detail::is_used(detail::uses_reals) && spec.kind == argument_kind::real) return refuses_number(spec, v);
        if (spec.kind == argument_kind::boolean) return v.type != value_type::boolean && refuse_kind(spec);
        if (detail::is_used(detail::uses_documents) && spec.kind == argument_kind::json) return refuses_document(spec, v);
        if (detail::is_used(detail::uses_blobs) && spec.kind == argument_kind::blob) return v.type != value_type::blob && refuse_kind(spec);
        if (detail::is_used(detail::uses_bigints) && spec.kind == argument_kind::bigint) {
            if (v.type == value_type::bigint && v.size == 0) v.type = value_type::integer;
            if (v.type != value_type::integer) return refuse_kind(spec);
            return refuses_bounds(spec, static_cast<double>(v.integer));
        }
        if (detail::is_used(detail::uses_objects) && spec.kind == argument_kind::object) return refuses_object(spec, v);
        return refuses_text(spec, v);
    }

    bool refuses_object(const argument_spec& spec, value& v) {
        if (v.type == value_type::unknown_field) {
            value name = v;
            name.type = value_type::text;
            path_ = load(name, texts_);
            return refuse("is not a known field");
        }
        if (v.type == value_type::not_plain) return refuse("must be a plain object, not an instance of a class");
        if (v.type != value_type::object) return refuse_kind(spec);
        if (v.size != spec.field_count) return refuse("is not laid out as it is declared");
        return refuses_one({spec.fields, spec.field_count}, copy_items(v), spec.is_patch);
    }

    bool refuses_number(const argument_spec& spec, value& v) {
        double n = 0;
        if (v.type == value_type::number || v.type == value_type::real)
            n = v.real;
        else if (v.type == value_type::integer)
            n = static_cast<double>(v.integer);
        else
            return refuse_kind(spec);
        const bool is_integer = spec.kind == argument_kind::integer;
        if (!std::isfinite(n) || (is_integer && n != std::trunc(n))) return refuse_kind(spec);
        if (is_integer && v.type == value_type::number && std::fabs(n) > largest_integer)
            return refuse("must be an integer of at most 2^53 - 1 in size");
        if (refuses_bounds(spec, n)) return true;
        if (is_integer)
            v = v.type == value_type::integer ? v : integer_value(static_cast<std::int64_t>(n));
        else
            v = real_value(n + 0.0);  // -0 becomes 0, which is what comes back from D1
        return false;
    }
    bool refuses_bounds(const argument_spec& spec, double n) {
        const bool has_most = spec.most < largest_integer;  // at_least<…> has none
        if (!detail::is_used(detail::uses_bounds) || !spec.has_bounds || spec.is_list || (n >= spec.least && (!has_most || n <= spec.most)))
            return false;
        return refuse_kept((has_most ? "must be from " : "must be at least ") + whole(spec.least) +
                           (has_most ? " to " + whole(spec.most) : ""));
    }

    bool refuses_text(const argument_spec& spec, value& v) {
        if (v.type == value_type::broken_text) return refuse("must not hold a lone surrogate");
        if (v.type != value_type::text) return refuse_kind(spec);
        if (detail::is_used(detail::uses_enums) && spec.kind == argument_kind::enumeration) {
            const std::string_view given = load(v, texts_);
            for (std::size_t i = 0; i < spec.type->value_count; ++i)
                if (spec.type->values[i] == given) return false;
            return refuse_kept(with_list("must be one of", *spec.type));
        }
        if (detail::is_used(detail::uses_times) && spec.kind == argument_kind::timestamp) {
            const auto time = parse_timestamp(load(v, texts_));
            if (!time) return refuse_kind(spec);
            if (spec.is_as_given) return false;
            char* iso = texts_.allocate(iso_size);
            write_iso(*time, iso);
            v = text_value({iso, iso_size});
        } else if (detail::is_used(detail::uses_times) && spec.kind == argument_kind::date) {
            const std::string_view given = load(v, texts_);
            if (given.size() != 10 || !parse_timestamp(given)) return refuse_kind(spec);
        }
        if (detail::is_used(detail::uses_trimming) && (spec.is_trimmed || spec.not_blank)) {
            const std::string_view given = load(v, texts_), inner = trimmed_text(given);
            if (spec.not_blank && inner.empty()) return refuse("must not be blank");
            if (spec.is_trimmed && inner.size() != given.size()) v = text_value(inner);
        }
        return false;
    }

    bool refuses_document(const argument_spec& spec, value& v) {
        if (v.type == value_type::broken_json)
            return refuse(detail::text_at(json_rules, std::min(v.size, static_cast<std::uint32_t>(json_fault::undefined))));
        if (v.type != value_type::json && v.type != value_type::text) return refuse_kind(spec);
        v.type = value_type::text;
        if (const auto wrong = json_problem(v.view())) return refuse(*wrong);
        if (!detail::is_used(detail::uses_trimming) || spec.json_opening == 0) return false;
        const std::string_view inner = trimmed_text(v.view());
        if (!inner.empty() && inner.front() == spec.json_opening) return false;
        return refuse(spec.json_opening == '[' ? "must be an array" : "must be an object");
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
    return checker(texts).all(specs, values);
}

}  // namespace squall
