// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct born_view {
    column<"id", std::string> id{};
    column<"born", timestamp> born{};
};
inline constexpr auto born = squall::view<born_view, "born">(select(agents.id, as<"born">(agents.created_at)).from(agents));
constexpr auto text = text_of(select(born.id).from(born).where(born.born >= param<"since">));
