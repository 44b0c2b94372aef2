// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct born_view {
    column<"id", std::string> id{};
    column<"born", timestamp> born{};
};
inline constexpr auto born = squall::view<born_view, "born">(select(agents.id, as<"born">(agents.created_at)).from(agents));
inline constexpr auto other = alias<"other">(born);
constexpr auto text = text_of(select(other.id).from(other).where(other.born == param<"at">));
