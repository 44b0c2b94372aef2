// expect: squall: JSON cannot contain a blob; unhex() makes one of a text
#include "programs.hpp"

constexpr auto text = text_of(select(as<"b">(json_extract<"$.b", blob>(agents.labels))).from(agents));
