// How the generated client reads a plan's result.
#include <catch2/catch.hpp>

#include "wasm/client_writer.hpp"

using namespace squall;

namespace {
template <class T>
std::string written() {
    client_writer::row_types rows;
    const client_writer::shape shape = client_writer::result_writer<T>::write(rows);
    return shape.javascript + ": " + shape.typescript;
}
}  // namespace

TEST_CASE("one value of a plan is read as its type, null where it may be", "[core][client]") {
    CHECK(written<std::int64_t>() == "count: number");
    CHECK(written<bool>() == "boolean: boolean");
    CHECK(written<std::optional<std::int64_t>>() == "optional(value(asInteger)): number | null");
    CHECK(written<std::optional<bool>>() == "optional(value(asBoolean)): boolean | null");
    CHECK(written<std::optional<std::string>>() == "optional(value()): string | null");
    CHECK(written<std::optional<blob>>() == "optional(value(asBlob)): Uint8Array | null");
    CHECK(written<std::optional<bigint>>() == "optional(value(asBigint)): bigint | null");
    CHECK(written<std::optional<timestamp>>() == "optional(value(asText)): string | null");
}
