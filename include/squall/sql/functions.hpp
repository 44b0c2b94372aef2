#pragma once
// Every function of the language but those for JSON and for time.
#include "aggregate.hpp"
#include "call.hpp"
#include "case.hpp"
#include "window.hpp"
