// expect: squall: rows<...> takes fields_in<...>, columns and typed_field<...>
#include "programs.hpp"

constexpr auto item = rows<"items", 7>;
