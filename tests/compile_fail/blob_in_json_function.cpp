// expect: squall: JSON cannot contain a blob; hex(...) makes a text of it
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto text = text_of(select(as<"q">(fn<"json_quote">(parcels.content))).from(parcels));
