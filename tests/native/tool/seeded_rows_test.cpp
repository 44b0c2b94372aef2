// Which of the rows that exist a new row refers to.
#include "tool/seeded_rows.hpp"

#include <catch2/catch.hpp>

using namespace squall::tool;

namespace {

constexpr std::size_t person = 0, city = 1, shop = 2;
const seed_reference by_id{.columns = {0}, .parent = person, .to = {0}};

/// People with an id, or null, each in a city and with a shop.
seeded_rows people(const std::vector<seeded_row>& all) {
    std::vector<seed_table> tables(3);
    for (seed_table& t : tables) t.is_remembered = {true};
    seeded_rows rows(tables);
    for (const seeded_row& one : all) rows.add(person, one);
    return rows;
}

}  // namespace

TEST_CASE("seed: a chosen row agrees with every ancestor, not with one alone") {
    const seeded_rows rows = people({
        {{"1"}, {{city, 0}, {shop, 1}}},
        {{"2"}, {{city, 0}, {shop, 0}}},
        {{"3"}, {{city, 1}, {shop, 0}}},
        {{"4"}, {{city, 2}, {shop, 0}}},
    });
    random_source chance(1);
    for (std::size_t from = 0; from < 4; ++from) {
        CHECK(rows.choose(by_id, {""}, {{city, 0}, {shop, 0}}, true, from, chance) == 1);
        CHECK(rows.choose(by_id, {""}, {{city, 2}, {shop, 1}}, true, from, chance) == std::nullopt);
        CHECK(rows.choose(by_id, {""}, {{city, 2}, {shop, 1}}, false, from, chance).has_value());
    }
}

TEST_CASE("seed: a row whose referenced column is NULL is never chosen") {
    const seeded_rows rows = people({{{"null"}, {}}, {{"7"}, {}}, {{"null"}, {}}});
    random_source chance(1);
    for (const bool strict : {true, false})
        for (std::size_t from = 0; from < 3; ++from) CHECK(rows.choose(by_id, {""}, {}, strict, from, chance) == 1);
    CHECK(rows.choose(by_id, {"8"}, {}, true, 0, chance) == std::nullopt);
    const seeded_rows none = people({{{"null"}, {}}});
    CHECK(none.choose(by_id, {""}, {}, false, 0, chance) == std::nullopt);
}
