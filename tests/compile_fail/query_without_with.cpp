// expect: squall: from() reads a named query that no with() puts before the statement
#include "programs.hpp"

constexpr auto due = named<"due">(select(agents.id).from(agents));
constexpr auto text = text_of(select(due[agents.id]).from(due));
