// expect: squall: the named query does not select this column
#include "programs.hpp"

constexpr auto due = named<"due">(select(agents.id).from(agents));
constexpr auto q = with(due)(select(due[agents.name]).from(due));
