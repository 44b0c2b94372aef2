#pragma once
// Plans with a choice<...>: a value, which is one of some names, chooses the statement.
#include "plan.hpp"
#include "squall/sql/choice.hpp"

namespace squall {

namespace detail {
/// What can be wrong with the value that chooses.
enum class choice_fault : unsigned char { none, missing, no_names, names_differ, may_be_missing, default_unknown };
template <class Q, class In>
constexpr choice_fault fault_of_choice() {
    const std::size_t place = In::find(Q::choice_name);
    if (place == In::none) return choice_fault::missing;
    const argument_spec& a = In::spec(place);
    if (a.kind != argument_kind::enumeration || a.is_list) return choice_fault::no_names;
    const auto is_choice = [](std::string_view name) {
        for (std::string_view known : Q::names)
            if (known == name) return true;
        return false;
    };
    for (std::size_t i = 0; i < a.type->value_count; ++i)
        if (!is_choice(a.type->values[i])) return choice_fault::names_differ;
    if (a.type->value_count != Q::names.size()) return choice_fault::names_differ;
    if (a.is_nullable || (!a.is_required && !a.default_value.given())) return choice_fault::may_be_missing;
    if (a.default_value.given() && !is_choice({a.default_value.text, a.default_value.size})) return choice_fault::default_unknown;
    return choice_fault::none;
}
template <class Q, class In>
constexpr bool check_choice() {
    constexpr choice_fault fault = fault_of_choice<Q, In>();
    constexpr bool has_value = fault != choice_fault::missing;
    static_assert(has_value, "squall: a choice<...> of the statement has no value of its name");
    constexpr bool has_names = fault != choice_fault::no_names;
    static_assert(has_names, "squall: the argument of a choice<...> is one_of<...> its names, or an enum");
    constexpr bool same_names = fault != choice_fault::names_differ;
    static_assert(same_names, "squall: the names of a choice<...> and those of its argument differ; each needs a by<...>");
    constexpr bool is_there = fault != choice_fault::may_be_missing;
    static_assert(is_there, "squall: the argument of a choice<...> may be missing; give it default_text<...> or default_enum<...>");
    constexpr bool known_default = fault != choice_fault::default_unknown;
    static_assert(known_default, "squall: the default of a choice's argument is none of its names");
    return fault == choice_fault::none;
}

/// A page, or a struct with one.
template <class T>
inline constexpr bool has_page = false;
template <class Row, fixed_string... Keys>
inline constexpr bool has_page<page<Row, Keys...>> = true;
template <class Row, class... Orders>
inline constexpr bool has_page<ordered_page<Row, Orders...>> = true;
template <object_result T>
inline constexpr bool has_page<T> = []<std::size_t... I>(std::index_sequence<I...>) {
    return (has_page<typename parts_of<T>::template part<I>::type> || ...);
}
(std::make_index_sequence<parts_of<T>::count>{});

/// Which of the names the value is. The check of the arguments has seen to it that it is one of them.
std::size_t place_of(const value& name, std::span<const std::string_view> names);

template <class Q, class T, class In, class F>
void choose(const In& in, F f) {
    constexpr bool is_no_page = !has_page<T>;
    static_assert(is_no_page, "squall: a choice<...> does not sort a page, as a cursor belongs to one order; see ordered_page<...>");
    if constexpr (is_no_page && check_choice<Q, In>()) {
        constexpr std::size_t place = In::find(Q::choice_name);
        Q::at(place_of(in.at(place), Q::names), f);
    }
}
}  // namespace detail

/// The same with the statement that a value chooses.
template <class T, detail::chosen_like Q, arguments_like Args>
plan<T> single(const Q& query, Args& args) {
    plan<T> p{args};
    if (!p.refused()) p.take(query, inputs{args});
    return p;
}

}  // namespace squall
