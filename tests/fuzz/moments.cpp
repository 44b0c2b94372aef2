// Any text as a moment: what is read is written in the library's form, and that form reads as the same moment.
#include "core/text.hpp"
#include "must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const std::string_view trimmed = squall::trimmed_text(text);
    fuzz::must(squall::trimmed_text(trimmed) == trimmed, "a trimmed text stays as it is");
    const auto moment = squall::read_moment(text);
    if (!moment) return 0;
    char iso[squall::iso_size];
    squall::write_iso(*moment, iso);
    const auto again = squall::read_moment({iso, squall::iso_size});
    fuzz::must(again == moment, "a moment that is written reads as the same");
    return 0;
}
