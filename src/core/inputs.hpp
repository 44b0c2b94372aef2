#pragma once
// The named values that a plan's statements bind: the function's arguments, and what it made of them.
#include <array>

#include "argument.hpp"
#include "sql/guard.hpp"
#include "sql/statement.hpp"

namespace squall {

/// A value under a name, of a type: bind<"now">(p.now()).
template <fixed_string Name, class T>
struct named_value {
    static constexpr argument_spec spec = argument_reading<Name, T>::spec();
    value content;
};
template <fixed_string Name, class T = std::string>
named_value<Name, T> bind(value v) {
    return {v};
}
template <fixed_string Name>
named_value<Name, timestamp> bind_time(value v) {
    return {v};
}
template <fixed_string Name>
named_value<Name, std::int64_t> bind_integer(std::int64_t n) {
    return {integer_value(n)};
}
/// A list for list<"…"> or rows<"…">: a list of values, or the JSON text of one (json_text.hpp).
template <fixed_string Name>
named_value<Name, std::vector<std::string>> bind_list(value v) {
    return {v};
}
/// For when<"…">: whether those pieces are in the statement.
template <fixed_string Name>
named_value<Name, bool> bind_flag(bool b) {
    return {boolean_value(b)};
}

/// Arguments, and further values; a further value hides an argument of its name. A view of the arguments.
template <class Args, class... Named>
struct inputs {
    static constexpr std::size_t argument_count = arguments_traits<Args>::count;
    static constexpr std::size_t count = argument_count + sizeof...(Named);
    const value* arguments;
    std::array<value, sizeof...(Named)> further;

    explicit inputs(const Args& args, const Named&... named) : arguments(values_of(args).data()), further{named.content...} {}
    explicit inputs(const Named&... named)
        requires std::same_as<Args, no_arguments>
        : arguments(nullptr), further{named.content...} {}

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr const argument_spec& spec(std::size_t i) {
        if constexpr (sizeof...(Named) > 0) {
            const argument_spec* named[] = {&Named::spec...};
            if (i >= argument_count) return *named[i - argument_count];
        }
        return arguments_traits<Args>::specs[i];
    }
    static constexpr std::size_t find(std::string_view name) {
        for (std::size_t i = count; i-- > 0;)
            if (spec(i).name == name) return i;
        return none;
    }
};
template <class Args, class... Named>
inputs(const Args&, const Named&...) -> inputs<Args, Named...>;
template <fixed_string Name, class T, class... Named>
inputs(const named_value<Name, T>&, const Named&...) -> inputs<no_arguments, named_value<Name, T>, Named...>;

template <class T>
concept inputs_like = requires(T in) {
    in.further;
    T::find("");
};

/// Where a statement's parameters and conditions stand among the inputs.
struct input_map {
    std::uint8_t argument_count;  // from this index on, further values
    const std::uint8_t* parameters;
    std::uint8_t parameter_count;
    const std::uint8_t* conditions;
    std::uint8_t condition_count;
    static constexpr std::uint8_t is_slot = 255;
};

/// Whether a when<"…"> of that name is in the statement: then the value is there wherever its pieces are.
template <class Q>
constexpr bool is_chosen(std::string_view name) {
    for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
        if (rendered_statement<Q>::conditions.names[i] == name) return true;
    return false;
}

enum class binding_fault : unsigned char { none, parameter_missing, condition_missing, types_differ, null_not_allowed };

template <class Q, class In>
struct input_map_of {
    static constexpr auto& analysis = analysis_of<Q>;
    static constexpr auto& conditions = rendered_statement<Q>::conditions;

    static constexpr binding_fault fault = [] {
        for (std::size_t i = 0; i < analysis_of<Q>.parameter_count; ++i) {
            const parameter_use& p = analysis_of<Q>.parameters[i];
            if (p.name == slot_parameter) continue;
            const std::size_t k = In::find(p.name);
            if (k == In::none) return binding_fault::parameter_missing;
            const argument_spec& a = In::spec(k);
            // A list is bound as its JSON text, which a JSON column takes as it is.
            const bool list_as_json = a.is_list && !p.is_list && p.type->kind == value_kind::json;
            if (list_as_json) continue;
            if (a.is_list != p.is_list) return binding_fault::types_differ;
            if (!p.is_list && !comparable(p.type, a.type)) return binding_fault::types_differ;
            const bool may_be_null = a.is_nullable || (!a.is_required && !a.default_value.given());
            const bool chosen = is_chosen<Q>(p.name) && !a.is_nullable;
            if (p.not_null && may_be_null && !chosen) return binding_fault::null_not_allowed;
        }
        for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
            if (In::find(rendered_statement<Q>::conditions.names[i]) == In::none) return binding_fault::condition_missing;
        return binding_fault::none;
    }();

    static constexpr auto parameter_indexes = [] {
        std::array<std::uint8_t, analysis_of<Q>.parameter_count + 1> all{};
        for (std::size_t i = 0; i < analysis_of<Q>.parameter_count; ++i)
            all[i] = analysis_of<Q>.parameters[i].name == slot_parameter ? input_map::is_slot
                                                                        : static_cast<std::uint8_t>(In::find(analysis_of<Q>.parameters[i].name));
        return all;
    }();
    static constexpr auto condition_indexes = [] {
        std::array<std::uint8_t, rendered_statement<Q>::conditions.count + 1> all{};
        for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
            all[i] = static_cast<std::uint8_t>(In::find(rendered_statement<Q>::conditions.names[i]));
        return all;
    }();
};

template <class Q, class In>
constexpr input_map map_of() {
    using found = input_map_of<Q, In>;
    constexpr bool all_bound = found::fault != binding_fault::parameter_missing;
    static_assert(all_bound, "squall: a param<\"…\"> of the statement has no value of its name");
    constexpr bool all_conditions = found::fault != binding_fault::condition_missing;
    static_assert(all_conditions, "squall: a when<\"…\"> of the statement has no value of its name");
    constexpr bool same_types = found::fault != binding_fault::types_differ;
    static_assert(same_types, "squall: a value is bound to a param<\"…\"> of another type");
    constexpr bool null_safe = found::fault != binding_fault::null_not_allowed;
    static_assert(null_safe, "squall: a value that may be missing is bound where the column is NOT NULL");
    return {static_cast<std::uint8_t>(In::argument_count), found::parameter_indexes.data(), static_cast<std::uint8_t>(found::analysis.parameter_count), found::condition_indexes.data(),
            static_cast<std::uint8_t>(found::conditions.count)};
}

}  // namespace squall
