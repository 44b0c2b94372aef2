// expect: squall: only a table can be written, no view
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct names_view {
    column<"name", std::string> name{};
};
constexpr auto names = view<names_view, "names">(select(agents.name).from(agents));
constexpr auto q = delete_from(names).where(names.name == literal<"x">);
