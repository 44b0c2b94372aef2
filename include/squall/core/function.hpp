#pragma once
// Which repository functions a module exports: their arguments, their results and their names, all read off the
// functions themselves.
#include "steps.hpp"

namespace squall {

namespace detail {
template <auto Function>
struct function_traits {
    static constexpr bool is_repository_function = false && Function != nullptr;
    static_assert(is_repository_function, "squall: an exported function takes Args&& and returns a plan or a chain of steps");
};
/// A function returns a plan, or a chain of steps (steps.hpp). It takes its arguments as a temporary, which their check brings
/// into the form that is bound.
template <class Runs, class Args, Runs (*Function)(Args&&)>
struct function_traits<Function> {
    using result_type = typename outcome_of<Runs>::type;
    using args = Args;
    static constexpr bool has_steps = outcome_of<Runs>::has_steps;
};
}  // namespace detail

struct function_name {
    std::string_view domain, function;
};

namespace detail {
/// The function's qualified name, as the compiler spells it: "iofold::agents::get".
template <auto Function>
constexpr std::string_view qualified_name_of() {
    std::string_view all = detail::enums::spelling<Function>();
    all = all.substr(all.find("Values = ") + 9);
    all = all.substr(0, all.find_first_of(";}>]"));
    return all.substr(all.find_last_of("{<& ") + 1);
}
}  // namespace detail

/// The last two parts of that name. A function whose name is a word of C++ has an underscore behind it: delete_ is exported as
/// delete.
template <auto Function>
constexpr function_name name_of_function() {
    const std::string_view all = detail::qualified_name_of<Function>();
    const std::size_t last = all.rfind("::");
    const std::string_view before = all.substr(0, last);
    std::string_view function = all.substr(last + 2);
    if (function.back() == '_') function.remove_suffix(1);
    return {before.substr(before.find_last_of(':') + 1), function};
}

/// The functions of a domain, in the order of its header.
template <auto... Functions>
struct function_list {};

template <class... Lists>
struct joined_lists;
template <auto... A>
struct joined_lists<function_list<A...>> {
    using type = function_list<A...>;
};
template <auto... A, auto... B, class... Rest>
struct joined_lists<function_list<A...>, function_list<B...>, Rest...> {
    using type = typename joined_lists<function_list<A..., B...>, Rest...>::type;
};

}  // namespace squall
