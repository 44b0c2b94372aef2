#pragma once
// What every wrong program includes: the language and the tables of its tests.
#include "../native/sql/test_schema.hpp"

using namespace squall;
using namespace test_schema;

template <template <fixed_string, class, auto...> class column>
struct parcels_table {
    column<"id", bigint, primary_key> id{};
    column<"content", blob> content{};
    column<"weight", std::int64_t> weight{};
};
inline constexpr table<parcels_table, "parcels"> parcels;
