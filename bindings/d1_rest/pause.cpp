#include "pause.hpp"

#include <thread>

namespace squall::d1_rest {

void pause(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

}  // namespace squall::d1_rest
