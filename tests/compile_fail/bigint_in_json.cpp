// expect: squall: a bigint is rounded as a number of JSON; cast<std::string>(...) makes a text of it
#include "programs.hpp"

constexpr auto text = text_of(select(as<"all">(json_array(parcels.id))).from(parcels));
