// expect: squall: the second term of after() may be null, and such rows would be in no page; end the order with a column that is never null, such as the key
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).where(after_null(runs.day.desc(), runs.score.desc(), param<"score">)));
