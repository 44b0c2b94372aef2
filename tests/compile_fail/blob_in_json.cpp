// expect: squall: JSON cannot contain a blob; hex(...) makes a text of it
#include "programs.hpp"

constexpr auto text = text_of(select(as<"all">(json_object(entry<"content">(parcels.content)))).from(parcels));
