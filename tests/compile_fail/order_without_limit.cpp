// expect: squall: order_by() of update and delete needs limit(): it says which rows are the first
#include "programs.hpp"

constexpr auto text = text_of(delete_from(runs).where(runs.number > literal<1>).order_by(runs.number));
