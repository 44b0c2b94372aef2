#pragma once
// SHA-256: the checksums of migration files, and the name under which miniflare keeps a database.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace squall::migrate {

using digest = std::array<std::uint8_t, 32>;

digest sha256(std::string_view bytes);
digest hmac_sha256(std::string_view key, std::string_view bytes);
/// In lower case.
std::string hex(std::string_view bytes);
inline std::string_view bytes_of(const digest& d) { return {reinterpret_cast<const char*>(d.data()), d.size()}; }

}  // namespace squall::migrate
