// expect: squall: a column of a table cannot hold rows; select them with a nested query
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct teams_table {
    column<"id", std::string, primary_key> id{};
    column<"agents", std::vector<Agent>> members{};
};
inline constexpr table<teams_table, "teams"> teams;
constexpr auto text = create_table<teams>;
