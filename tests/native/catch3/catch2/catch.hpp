#pragma once
// Catch2 3 under the name of Catch2 2's single header. On the include path only where version 3 is installed.
#include <catch2/catch_all.hpp>

namespace Catch {
inline auto Contains(const std::string& part) { return Matchers::ContainsSubstring(part); }
}  // namespace Catch
