#pragma once
// The few functions that the shim offers the module (js-shim/src/engine.ts): by these a call records its plan, and has a
// clock and new ids. Every one returns at once; nothing of C++ is suspended while D1 answers.
#include <cstdint>

#define SQUALL_IMPORT(name) __attribute__((import_module("squall"), import_name(name)))

extern "C" {

/// Begins a statement of the plan. Flags: see record.hpp.
SQUALL_IMPORT("prepare") void squall_prepare(const void* statement, std::uint32_t active_conditions, std::uint32_t flags);
/// The next value of the statement. Kinds: see record.hpp; `data` is an address or the number of a string of the host.
SQUALL_IMPORT("bind") void squall_bind(std::uint32_t kind, double number, std::uint32_t data, std::uint32_t size);
/// The plan is complete.
SQUALL_IMPORT("batch") void squall_batch(std::uint32_t page_rows);
/// Behind the plan stands a next step, which waits under this number for its rows (steps.hpp).
SQUALL_IMPORT("then") void squall_then(std::uint32_t step);
/// The call is refused: no plan. The message begins with the error's kind.
SQUALL_IMPORT("refuse") void squall_refuse(const char* message, std::uint32_t size);
SQUALL_IMPORT("now") double squall_now();
SQUALL_IMPORT("uuid") void squall_uuid(char* out);
SQUALL_IMPORT("write_number") std::uint32_t squall_write_number(double number, char* out);
SQUALL_IMPORT("read_text") std::uint32_t squall_read_text(std::uint32_t host_handle, char* out);
}
