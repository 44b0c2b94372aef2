// expect: squall: the second part of a recursive query reads so_far() once, in its own from() or join(), without an aggregate
#include "programs.hpp"

constexpr auto found = so_far<"t">(select(agents.id).from(agents));
constexpr auto tree = recursive(found, select(agents.id).from(agents));
constexpr auto text = text_of(with(tree)(select(tree[agents.id]).from(tree)));
