#include <charconv>

#include "core/host.hpp"

namespace squall::host {

std::size_t write_number(double number, char* out) { return static_cast<std::size_t>(std::to_chars(out, out + 32, number).ptr - out); }

}  // namespace squall::host
