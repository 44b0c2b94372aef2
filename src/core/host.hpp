#pragma once
// What the environment offers a repository: the clock, new ids, and strings that stay where they are until their
// bytes are wanted. Each binding defines these functions once.
#include <cstddef>
#include <cstdint>

namespace squall::host {

/// Milliseconds since 1970-01-01 UTC.
std::int64_t now_ms();
/// Writes a random UUID (RFC 9562) as 36 characters.
void uuid(char* out);
/// Writes the bytes of a host handle's string, as UTF-8, at most 3 a UTF-16 unit; returns their number.
std::size_t read_text(std::uint16_t host_handle, char* out);
/// Writes a finite number as JSON, with as few digits as bring it back exactly; at most 32 characters, returns their number.
std::size_t write_number(double number, char* out);

}  // namespace squall::host
