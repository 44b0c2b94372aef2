#pragma once
// The named values that a plan's statements bind: the function's arguments, and what it made of them.
#include <algorithm>
#include <array>

#include "argument.hpp"
#include "squall/sql/guard.hpp"
#include "squall/sql/statement.hpp"

namespace squall {

namespace detail {
/// A value under a name, of a type: bind<"now">(p.now()).
template <fixed_string Name, class T, auto... Marks>
struct named_value {
    static constexpr argument_spec spec = argument_reading<Name, T, Marks...>::spec();
    value content;
};
}  // namespace detail

/// Whether every value of one type is one of the other, an enum's by its texts.
constexpr bool is_value_of(const sql_type* type, const sql_type* value) {
    if (type->kind != value_kind::enumeration || value->kind != value_kind::enumeration) return holds(type, value);
    for (std::size_t i = 0; i < value->value_count; ++i) {
        bool found = false;
        for (std::size_t k = 0; k < type->value_count; ++k) found = found || type->values[k] == value->values[i];
        if (!found) return false;
    }
    return true;
}

namespace detail {
template <class As, class T, bool MayBeNull>
constexpr void check_bound_as() {
    constexpr bool same_type = is_value_of(type_of<As>, type_of<T>);
    static_assert(same_type, "squall: bind<...> names another type than the value has");
    constexpr bool null_safe = is_optional<As> || !MayBeNull;
    static_assert(null_safe, "squall: bind<...> names a type without std::optional for a value that may be missing");
}
}  // namespace detail

// Always inlined: a value is then written once, where it is read from.
/// An argument under its own name; of an object or a list's item: bind(args.patch->name). The first parameter refuses bind<…>,
/// which names something.
template <int = 0, fixed_string Name, class T, auto... Marks>
[[gnu::always_inline]] inline detail::named_value<Name, T, Marks...> bind(const argument<Name, T, Marks...>& a) {
    return {a.cell};
}
/// An argument under another name.
template <fixed_string Name, fixed_string Own, class T, auto... Marks>
[[gnu::always_inline]] inline detail::named_value<Name, T, Marks...> bind(const argument<Own, T, Marks...>& a) {
    return {a.cell};
}
/// An argument as a wider type: std::optional of its own, a real for an integer, an enum with more values.
template <fixed_string Name, class As, fixed_string Own, class T, auto... Marks>
[[gnu::always_inline]] inline detail::named_value<Name, As> bind(const argument<Own, T, Marks...>& a) {
    detail::check_bound_as<As, T, argument<Own, T, Marks...>::may_be_null>();
    return {a.cell};
}
template <fixed_string Name, class T>
[[gnu::always_inline]] inline detail::named_value<Name, T> bind(const detail::typed_value<T>& v) {
    return {v.content};
}
template <fixed_string Name, class As, class T>
[[gnu::always_inline]] inline detail::named_value<Name, As> bind(const detail::typed_value<T>& v) {
    detail::check_bound_as<As, T, is_optional<T>>();
    return {v.content};
}
/// A value whose type only its author knows.
template <fixed_string Name, class T = std::string>
[[gnu::always_inline]] inline detail::named_value<Name, T> bind(const value& v) {
    return {v};
}
template <fixed_string Name>
[[gnu::always_inline]] inline detail::named_value<Name, timestamp> bind_time(const value& v) {
    return {v};
}
template <fixed_string Name>
[[gnu::always_inline]] inline detail::named_value<Name, std::int64_t> bind_integer(std::int64_t n) {
    return {integer_value(n)};
}
/// A list for list<"…"> or rows<"…">: a list of values, or the JSON text of one (json_text.hpp). Rows with fields: row_lists.hpp.
template <fixed_string Name>
[[gnu::always_inline]] inline detail::named_value<Name, std::vector<std::string>> bind_list(const value& v) {
    return {v};
}
/// For when<"…">: whether those fragments are in the statement.
template <fixed_string Name>
[[gnu::always_inline]] inline detail::named_value<Name, bool> bind_flag(bool b) {
    return {boolean_value(b)};
}

/// Arguments, and further values; a further value hides an argument of its name. A view of the arguments.
template <class Args, class... Named>
struct inputs {
    static constexpr std::size_t argument_count = detail::arguments_traits<Args>::count;
    static constexpr std::size_t count = argument_count + sizeof...(Named);
    const value* arguments;
    std::array<value, sizeof...(Named)> further;

    [[gnu::always_inline]] explicit inputs(const Args& args, const Named&... named)
        : arguments(values_of(args).data()), further{named.content...} {}
    [[gnu::always_inline]] explicit inputs(const Named&... named) requires std::same_as<Args, no_arguments>
        : arguments(nullptr), further{named.content...} {}
    /// The first of the further values as an array, which are many wherever a page begins.
    template <std::size_t Count, class... Last>
    [[gnu::always_inline]] inputs(const Args& args, const std::array<value, Count>& first,
                                  const Last&... last) requires(Count + sizeof...(Last) == sizeof...(Named))
        : arguments(values_of(args).data()) {
        std::copy(first.begin(), first.end(), further.begin());
        std::size_t i = Count;
        ((further[i++] = last.content), ...);
    }

    /// An input by its number.
    const value& at(std::size_t i) const { return i < argument_count ? arguments[i] : further[i - argument_count]; }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr const argument_spec& spec(std::size_t i) {
        if constexpr (sizeof...(Named) > 0) {
            const argument_spec* named[] = {&Named::spec...};
            if (i >= argument_count) return *named[i - argument_count];
        }
        return detail::arguments_traits<Args>::specs[i];
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
inputs(const detail::named_value<Name, T>&, const Named&...) -> inputs<no_arguments, detail::named_value<Name, T>, Named...>;

namespace detail {
template <class T>
concept inputs_like = requires(T in) {
    in.further;
    T::find("");
};

// Which of the inputs a parameter takes, by number; or
inline constexpr std::uint8_t takes_batch_index = 255;  // the place of the plan in its batch
inline constexpr std::uint8_t takes_now = 254;          // the time of the call

/// param<"now"> is the time of the call, unless the inputs have a value of that name.
template <class In>
constexpr bool is_time_of_call(const parameter_use& p) {
    return p.name == "now" && p.type == type_of<timestamp> && In::find(p.name) == In::none;
}

/// Whether a when<"…"> of that name is in the statement: then the value is present wherever its fragments are.
template <class Q>
constexpr bool is_chosen(std::string_view name) {
    for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
        if (rendered_statement<Q>::conditions.names[i] == name) return true;
    return false;
}

enum class binding_fault : unsigned char { none, parameter_missing, condition_missing, types_differ, null_not_allowed };

/// Where a statement's parameters and conditions stand among the inputs.
template <class Q, class In>
struct input_map_of {
    static constexpr binding_fault fault = [] {
        for (std::size_t i = 0; i < analysis_of<Q>.parameter_count; ++i) {
            const parameter_use& p = analysis_of<Q>.parameters[i];
            if (p.name == batch_index_parameter || is_time_of_call<In>(p)) continue;
            const std::size_t k = In::find(p.name);
            if (k == In::none) return binding_fault::parameter_missing;
            const argument_spec& a = In::spec(k);
            // A list is bound as its JSON text, which a JSON column takes as it is.
            const bool list_as_json = a.is_list && !p.is_list && p.type->kind == value_kind::json;
            if (list_as_json) continue;
            if (a.is_list != p.is_list) return binding_fault::types_differ;
            if (!p.is_list && !holds(p.type, a.type)) return binding_fault::types_differ;
            const bool may_be_null = a.is_nullable || (!a.is_required && !a.default_value.given());
            const bool chosen = is_chosen<Q>(p.name) && !a.is_nullable;
            if (p.not_null && may_be_null && !chosen) return binding_fault::null_not_allowed;
        }
        for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
            if (In::find(rendered_statement<Q>::conditions.names[i]) == In::none) return binding_fault::condition_missing;
        return binding_fault::none;
    }();

    static constexpr std::uint8_t parameter_index(const parameter_use& p) {
        if (p.name == batch_index_parameter) return takes_batch_index;
        if (is_time_of_call<In>(p)) return takes_now;
        return static_cast<std::uint8_t>(In::find(p.name));
    }
    /// Of each parameter, then of each condition.
    static constexpr auto indexes = [] {
        constexpr std::size_t parameter_count = analysis_of<Q>.parameter_count;
        std::array<std::uint8_t, parameter_count + rendered_statement<Q>::conditions.count + 1> all{};
        for (std::size_t i = 0; i < parameter_count; ++i) all[i] = parameter_index(analysis_of<Q>.parameters[i]);
        for (std::size_t i = 0; i < rendered_statement<Q>::conditions.count; ++i)
            all[parameter_count + i] = static_cast<std::uint8_t>(In::find(rendered_statement<Q>::conditions.names[i]));
        return all;
    }();
};

/// Stops the compiler with one sentence when the inputs are not what the statement binds.
template <class Q, class In>
constexpr void check_inputs() {
    using found = input_map_of<Q, In>;
    constexpr bool all_bound = found::fault != binding_fault::parameter_missing;
    static_assert(all_bound, "squall: a param<\"...\"> of the statement has no value of its name");
    constexpr bool all_conditions = found::fault != binding_fault::condition_missing;
    static_assert(all_conditions, "squall: a when<\"...\"> of the statement has no value of its name");
    constexpr bool same_types = found::fault != binding_fault::types_differ;
    static_assert(same_types, "squall: a value is bound to a param<\"...\"> of another type");
    constexpr bool null_safe = found::fault != binding_fault::null_not_allowed;
    static_assert(null_safe,
                  "squall: a value that may be missing is bound where the column is NOT NULL, or where the result is not optional");
}
}  // namespace detail

}  // namespace squall
