// expect: will be destroyed at the end of the full-expression
// only: clang++
#include "programs.hpp"
#include "squall/core/value_list.hpp"

#pragma clang diagnostic error "-Wdangling"
template <template <fixed_string, class, auto...> class arg>
struct find_fields {
    arg<"ids", std::vector<std::string>> ids{};
};
using find_args = arguments<find_fields>;
void find(find_args&&);

void call(std::vector<std::string> ids) {
    find_args args{.ids = list_of(ids)};
    find(std::move(args));
}
