#include "any_value.hpp"

#include "core/json_check.hpp"

namespace fuzz {

using namespace squall;

namespace {

value of_type(value_type type) {
    value v;
    v.type = type;
    return v;
}

}  // namespace

std::vector<value> value_source::values_for(std::span<const argument_spec> specs) {
    std::vector<value> all;
    for (const argument_spec& a : specs) all.push_back(detail::value_for(a));
    return all;
}

value value_source::value_for(const argument_spec& spec) {
    if (!spec.is_required && from_.ConsumeBool()) return {};
    if (from_.ConsumeIntegralInRange(0, 7) == 0) return anything(spec);
    if (!spec.is_list) return element_for(spec);
    std::vector<value> items;
    for (auto count = from_.ConsumeIntegralInRange(0, 4); count > 0; --count)
        items.push_back(from_.ConsumeIntegralInRange(0, 7) == 0 ? anything(spec) : element_for(spec));
    return list_value(lists_.emplace_back(std::move(items)));
}

value value_source::element_for(const argument_spec& spec) {
    switch (spec.kind) {
        case argument_kind::integer:
        case argument_kind::real: {
            value v = of_type(value_type::number);
            v.real =
                from_.ConsumeBool() ? from_.ConsumeFloatingPoint<double>() : static_cast<double>(from_.ConsumeIntegralInRange(-2, 101));
            return v;
        }
        case argument_kind::boolean: return boolean_value(from_.ConsumeBool());
        case argument_kind::enumeration:
            return text_value(spec.type->values[from_.ConsumeIntegralInRange<std::size_t>(0, spec.type->value_count - 1)]);
        case argument_kind::timestamp:
        case argument_kind::date: return from_.ConsumeBool() ? text_value("2026-02-03") : text(from_.ConsumeRandomLengthString(40));
        case argument_kind::json: return json();
        case argument_kind::object: {
            value v = list_value(lists_.emplace_back(values_for({spec.fields, spec.field_count})));
            v.type = value_type::object;
            return v;
        }
        default: return from_.ConsumeBool() ? text_value("x") : text(from_.ConsumeRandomLengthString(40));
    }
}

value value_source::anything(const argument_spec& spec) {
    switch (from_.ConsumeIntegralInRange(0, 12)) {
        case 0: return of_type(value_type::undefined);
        case 1: return null_value();
        case 2: return boolean_value(from_.ConsumeBool());
        case 3: {
            value v = of_type(value_type::number);
            v.real = from_.ConsumeFloatingPoint<double>();
            return v;
        }
        case 4: return text(from_.ConsumeRandomLengthString(200));
        case 5: return of_type(value_type::broken_text);
        case 6: return of_type(value_type::bigint);
        case 7: return list_value(lists_.emplace_back());
        case 8: return json();
        case 9: {
            value v = of_type(value_type::broken_json);
            v.size = from_.ConsumeIntegralInRange(0U, 5U);
            return v;
        }
        case 10: return of_type(value_type::unreadable);
        case 11: return spec.kind == argument_kind::object ? of_type(value_type::unknown_field) : of_type(value_type::other);
        default: return integer_value(from_.ConsumeIntegral<std::int64_t>());
    }
}

value value_source::text(std::string content) { return text_value(texts_.emplace_back(std::move(content))); }

value value_source::json() {
    const std::string content = from_.ConsumeRandomLengthString(60);
    if (json_problem(content)) return text_value(R"({"x":[1,"y",null]})");
    value v = text(content);
    v.type = value_type::json;
    return v;
}

}  // namespace fuzz
