#pragma once
// The tables or views of a database as one value, in the order in which they can be created.
#include <cstddef>

namespace squall {

template <const auto&... Relations>
struct relation_list {
    static constexpr std::size_t size = sizeof...(Relations);

    /// Calls f.template operator()<relation>() for each, in order: list.for_each([]<const auto& t>() { … }).
    template <class F>
    static constexpr void for_each(F f) {
        (f.template operator()<Relations>(), ...);
    }
};

}  // namespace squall
