#pragma once
// What every wrong program includes: the language and the tables of its tests.
#include "../native/sql/test_schema.hpp"

using namespace squall;
using namespace test_schema;
