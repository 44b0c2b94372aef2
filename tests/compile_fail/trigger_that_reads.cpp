// expect: squall: a trigger's statements are inserts, updates and deletes
#include "programs.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/trigger.hpp"

constexpr auto t = after_insert<"t", agents>(select(users).from(users));
