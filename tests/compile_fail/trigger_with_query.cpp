// expect: squall: a trigger's statements have no with() and write a table under its own name
#include "programs.hpp"

#include "squall/sql/trigger.hpp"

constexpr auto due = named<"due">(select(agents.id).from(agents));
constexpr auto t = after_insert<"t", agents>(with(due)(delete_from(runs).where(runs.agent_id.in(select(due[agents.id]).from(due)))));
