// Any text as a timestamp: what is read is written in the library's form, and that form reads as the same time.
#include "must.hpp"
#include "squall/core/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const std::string_view trimmed = squall::trimmed_text(text);
    fuzz::must(squall::trimmed_text(trimmed) == trimmed, "a trimmed text stays as it is");
    const auto time = squall::parse_timestamp(text);
    if (!time) return 0;
    char iso[squall::iso_size];
    squall::write_iso(*time, iso);
    const auto again = squall::parse_timestamp({iso, squall::iso_size});
    fuzz::must(again == time, "a time that is written reads as the same");
    return 0;
}
