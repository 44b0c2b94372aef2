#pragma once
// A repository function as data: its name, its arguments, the form of its result, and how to run it when all of that is
// known only at run time. Made for any list of functions.
#include <span>
#include <string>
#include <vector>

#include "json_result.hpp"
#include "squall/core/database.hpp"
#include "squall/core/function.hpp"

namespace squall::tool {

struct planned_statement {
    std::string sql;
    std::size_t parameters = 0;
};

struct callable {
    std::string_view domain, function;
    std::span<const argument_spec> arguments;
    const result_form* form = nullptr;
    bool has_steps = false;  // needs an answer in between: several round trips
    /// The result as JSON. `values`: one for each argument, in order; the function may change them.
    result<std::string> (*run)(database& db, value* values) = nullptr;
    /// What would be sent; of a chain of steps, the first step's.
    result<std::vector<planned_statement>> (*plan)(value* values) = nullptr;

    std::string name() const { return std::string(domain) + '.' + std::string(function); }
};

result<std::vector<planned_statement>> statements_of(const plan_core& p);

template <class T>
result<std::string> run_to_json(database& db, const plan<T>& p) {
    const auto answers = db.answers(p);
    if (!answers) return answers.error();
    return json_of(the_form_of<T>, answers.value(), p.page_rows());
}
template <class A, class Next>
result<std::string> run_to_json(database& db, const steps<A, Next>& s) {
    const auto first = db.run(s.first);
    if (!first) return first.error();
    return run_to_json(db, s.next(first.value()));
}
template <class T>
const plan_core& first_plan(const plan<T>& p) {
    return p;
}
template <class A, class Next>
const plan_core& first_plan(const steps<A, Next>& s) {
    return s.first;
}

template <auto Function>
callable callable_of() {
    using traits = detail::function_traits<Function>;
    using args = typename traits::args;
    constexpr function_name name = name_of_function<Function>();
    return {.domain = name.domain,
            .function = name.function,
            .arguments = detail::arguments_traits<args>::specs,
            .form = &the_form_of<typename traits::result_type>,
            .has_steps = traits::has_steps,
            .run = [](database& db, value* values) { return run_to_json(db, Function(std::move(detail::arguments_at<args>(values)))); },
            .plan =
                [](value* values) {
                    const auto made = Function(std::move(detail::arguments_at<args>(values)));
                    return statements_of(first_plan(made));
                }};
}
template <auto... Functions>
std::vector<callable> callables_of(function_list<Functions...>) {
    return {callable_of<Functions>()...};
}

}  // namespace squall::tool
