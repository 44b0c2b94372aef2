// expect: squall: & | << >> need integers on both sides; conditions are joined by && and ||
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).where((runs.number == literal<1>) & (runs.number == literal<2>)));
