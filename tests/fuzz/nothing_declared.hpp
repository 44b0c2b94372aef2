#pragma once
// A tool without tables of its own: every database is another's.
#include "squall/sql/relation_list.hpp"

namespace fuzz {
inline constexpr squall::relation_list<> no_tables{};
}
