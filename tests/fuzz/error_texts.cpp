// Any text as the error of a database.
#include "must.hpp"
#include "squall/core/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const squall::error e = squall::read_error(fuzz::text_of(data, size));
    fuzz::must(e.message.starts_with(squall::name_of(e.kind)), "the message begins with the kind");
    fuzz::must(e.batch_index >= -1, "a batch index is the number of a plan, or none");
    fuzz::must(e.guard.empty() || e.batch_index >= 0, "a guard has a batch index");
    fuzz::must(!e.retryable || e.kind == squall::error_kind::unavailable, "only what is unavailable is worth a retry");
    return 0;
}
