#pragma once
// Waiting between attempts, by the system that sends them.
#include <chrono>

namespace squall::d1_rest {

void pause(std::chrono::milliseconds time);

}  // namespace squall::d1_rest
