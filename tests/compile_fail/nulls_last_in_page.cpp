// expect: squall: after() takes terms without nulls_first() and nulls_last()
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).where(after(runs.score.asc().nulls_last(), runs.number.asc(), param<"a">, param<"b">)));
