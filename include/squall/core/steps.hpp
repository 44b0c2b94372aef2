#pragma once
// A chain of steps: a plan, and what its rows lead to. For what needs an answer in between; each step is a batch of its
// own, and a later step that fails leaves the earlier ones done.
#include <functional>
#include <type_traits>

#include "plan.hpp"

namespace squall {

template <class A, class Next>
struct steps {
    plan<A> first;
    Next next;  // const A& -> plan<B> or further steps
};
template <class A, class Next>
steps<A, Next> then(plan<A> first, Next next) {
    return {std::move(first), std::move(next)};
}
/// Two steps as a function's result, with any function for the second. What `next` captures must own its data: the
/// arguments are gone when it runs.
template <class A, class B>
using two_steps = steps<A, std::function<plan<B>(const A&)>>;

namespace detail {
/// The final result of a plan or a chain of steps.
template <class Runs>
struct outcome_of;
template <class T>
struct outcome_of<plan<T>> {
    using type = T;
    static constexpr bool has_steps = false;
};
template <class A, class Next>
struct outcome_of<steps<A, Next>> : outcome_of<std::invoke_result_t<const Next&, const A&>> {
    static constexpr bool has_steps = true;
};
}  // namespace detail

}  // namespace squall
