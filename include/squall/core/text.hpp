#pragma once
// Small questions about texts: white space as JavaScript's trim() sees it, and timestamps in both stored forms.
#include <cstdint>
#include <optional>
#include <string_view>

namespace squall {

/// Without the white space around it, by ECMAScript's list (WhiteSpace and LineTerminator), which is what the
/// applications' own trim() takes away.
std::string_view trimmed_text(std::string_view text);

/// "2026-02-03T04:05:06.789Z", 24 characters.
inline constexpr std::size_t iso_size = 24;
/// Writes a timestamp, milliseconds since 1970, in the form that the library writes.
void write_iso(std::int64_t milliseconds, char* out);
/// Reads "YYYY-MM-DD", and with a time after T or a space: HH:MM, :SS, .fraction, Z or ±HH:MM. A time without a zone is
/// UTC, as in the database; years 0000 to 9999. Returns milliseconds since 1970, or nothing if the text is not a timestamp.
std::optional<std::int64_t> parse_timestamp(std::string_view text);

}  // namespace squall
