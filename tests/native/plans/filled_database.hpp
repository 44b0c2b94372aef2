#pragma once
#include "migrate/target.hpp"

namespace iofold::test {

/// Every table of the migrations with some hundred rows.
squall::migrate::target& filled_database();

}  // namespace iofold::test
