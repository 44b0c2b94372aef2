// expect: squall: a term of after() with three keys may be null, and such rows would be in no page; sort by coalesce(...) of it
#include "programs.hpp"

constexpr auto text =
    text_of(select(runs.number).from(runs).where(after(runs.day, runs.agent_id, runs.number, param<"a">, param<"b">, param<"c">)));
