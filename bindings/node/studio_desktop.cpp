#include "tool/studio_desktop.hpp"

#include "node_imports.hpp"

namespace squall::tool {

bool start_program(std::string program, std::string argument) { return squall_node_start_program(program.c_str(), argument.c_str()) != 0; }

// Signals reach Node's main thread, which ends studio::server::serve().
struct end_by_signal::waiting {};
end_by_signal::end_by_signal(studio::server&) {}
end_by_signal::~end_by_signal() = default;

}  // namespace squall::tool
