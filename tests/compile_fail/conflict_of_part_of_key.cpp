// expect: squall: on_conflict() names columns that are no unique key; that of a partial index has its where()
#include "programs.hpp"

constexpr auto q = insert_into(runs).set(runs.agent_id, runs.number).on_conflict(runs.number).do_nothing();
