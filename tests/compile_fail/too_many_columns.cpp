// expect: squall: a result has at most 100 columns on D1
#include "programs.hpp"

template <std::size_t I>
constexpr char name[] = {'c', '0' + I / 100, '0' + I / 10 % 10, '0' + I % 10, 0};

constexpr auto wide = []<std::size_t... I>(std::index_sequence<I...>) { return select(as<fixed_string(name<I>)>(literal<1>)...); }
(std::make_index_sequence<101>{});
constexpr auto text = text_of(wide);
