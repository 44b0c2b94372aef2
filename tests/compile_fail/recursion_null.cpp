// expect: squall: the second part of a recursive query selects other columns or types than the first, or a null where the first has none
#include "programs.hpp"

constexpr auto found = so_far<"t">(select(agents.id).from(agents));
constexpr auto tree = recursive(found, select(agents.parent_id).from(agents).join(found, found[agents.id] == agents.id));
constexpr auto text = text_of(with(tree)(select(tree[agents.id]).from(tree)));
