// expect: will be destroyed at the end of the full-expression
// only: clang++
#include "programs.hpp"
#include "squall/core/value_list.hpp"

#pragma clang diagnostic error "-Wdangling"
template <template <fixed_string, class, auto...> class arg>
struct find_fields {
    arg<"id", std::string> id{};
};
using find_args = arguments<find_fields>;
void find(find_args&&);

void call(int number) {
    find_args args{.id = "user_" + std::to_string(number)};
    find(std::move(args));
}
