#include "exported_functions.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "repositories/repositories.hpp"

namespace iofold::test {
namespace {

using namespace squall;

template <class Result>
struct cursors_of {
    static std::vector<std::string> make() { return {}; }
};
template <class Row, fixed_string... Keys>
struct cursors_of<page<Row, Keys...>> {
    static std::vector<std::string> make() {
        using traits = detail::page_traits<page<Row, Keys...>>;
        std::array<value, traits::key_count> keys;
        keys.fill(text_value("x"));
        std::string after_value = write_cursor(traits::number, keys);
        keys[0] = null_value();
        return {std::move(after_value), write_cursor(traits::number, keys)};
    }
};

template <auto Function>
plan_core plan_for(const value* arguments) {
    using args = typename detail::function_traits<Function>::args;
    std::array<value, detail::arguments_traits<args>::count> values;
    std::copy_n(arguments, values.size(), values.begin());
    return Function(std::bit_cast<args>(values));
}
template <auto Function>
exported_function describe() {
    using traits = detail::function_traits<Function>;
    constexpr function_name name = name_of_function<Function>();
    return {std::string(name.domain), std::string(name.function), detail::arguments_traits<typename traits::args>::specs,
            cursors_of<typename traits::result_type>::make(), &plan_for<Function>};
}
template <auto... Functions>
std::vector<exported_function> describe_all(function_list<Functions...>) {
    return {describe<Functions>()...};
}

}  // namespace

const std::vector<exported_function>& exported_functions() {
    static const std::vector<exported_function> all = describe_all(all_functions{});
    return all;
}

}  // namespace iofold::test
