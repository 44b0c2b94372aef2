#include "exports.hpp"

#include <cstdlib>
#include <string>

#include "bindings/d1/imports.hpp"
#include "protocol.hpp"
#include "squall/core/as_laid_out.hpp"
#include "squall/core/error.hpp"
#include "squall/core/statement_text.hpp"

// Addresses cross the boundary as 32-bit numbers. The shim writes offsets from the start of the arguments where a value
// points to bytes or items, because that start may move while it writes.
#define SQUALL_EXPORT(name) __attribute__((export_name(name)))

namespace {

using namespace squall;

char* arguments_memory = nullptr;
std::uint32_t arguments_size = 0;
std::string answer_text;

void rebase(value* values, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
        value& v = values[i];
        switch (v.type) {
            case value_type::text:
            case value_type::json:
            case value_type::blob:
                if (v.payload != 0) v.text = arguments_memory + static_cast<std::uint32_t>(v.payload);
                break;
            case value_type::list:
            case value_type::object: {
                auto* items = detail::as_laid_out<value>(arguments_memory + static_cast<std::uint32_t>(v.payload));
                v.payload = 0;
                v.items = items;
                rebase(items, v.size);
                break;
            }
            default: break;
        }
    }
}

}  // namespace

extern "C" {

/// Room for arguments: at least `size` bytes, what was written stays. Returns its address.
SQUALL_EXPORT("squall_arguments") char* squall_arguments(std::uint32_t size) {
    if (size > arguments_size) {
        arguments_memory = static_cast<char*>(std::realloc(arguments_memory, size));
        if (arguments_memory == nullptr) __builtin_trap();
        arguments_size = size;
    }
    return arguments_memory;
}

/// Calls a function with the arguments in that room. `unknown` is the number of the host handle that names an argument
/// which the function does not have, or 0. Returns 0 when a plan was recorded, 1 when the call was refused.
SQUALL_EXPORT("squall_call") std::uint32_t squall_call(std::uint32_t function, std::uint32_t in_batch, std::uint32_t unknown) {
    const wasm::entry& entry = wasm::functions[function];
    if (unknown != 0) {
        detail::text_arena texts;
        value name;
        name.type = value_type::text;
        name.host_handle = static_cast<std::uint16_t>(unknown);
        name.size = protocol::longest_name;
        return d1::refuse(invalid_argument(load(name, texts), "is not an argument of this function"));
    }
    auto* values = detail::as_laid_out<value>(arguments_memory);
    rebase(values, entry.argument_count);
    return entry.invoke(values, in_batch != 0);
}

/// Continues a chain of steps: the rows of the previous step are in that room, as a list of answers, each a list of
/// rows of cells. Returns what squall_call returns; 2 when no step waits under the number.
SQUALL_EXPORT("squall_resume") std::uint32_t squall_resume(std::uint32_t step, std::uint32_t page_rows) {
    if (wasm::steps_of_module.resume == nullptr) return 2;
    auto* rows = detail::as_laid_out<value>(arguments_memory);
    rebase(rows, 1);
    return wasm::steps_of_module.resume(step, *rows, page_rows);
}
/// Forgets a step that will not come: the one before it failed.
SQUALL_EXPORT("squall_drop") void squall_drop(std::uint32_t step) {
    if (wasm::steps_of_module.drop != nullptr) wasm::steps_of_module.drop(step);
}

/// The SQL of a statement in one variant; as a row guard, or of a change guard the text of its failure, if `form` is that flag.
/// Returns the size; squall_text is the address.
SQUALL_EXPORT("squall_statement_text")
std::uint32_t squall_statement_text(const statement_data* statement, std::uint32_t active_conditions, std::uint32_t form) {
    answer_text = form == d1::is_row_guard      ? row_guard_text(*statement, active_conditions)
                  : form == d1::is_change_guard ? guard_failure_text(*statement)
                                                : variant_text(*statement, active_conditions);
    return static_cast<std::uint32_t>(answer_text.size());
}

/// Reads an error's text from the room for arguments. squall_text then contains: kind, message, table, columns
/// (with commas), guard, batch index and retryable (0 or 1), a line each. Returns the size.
SQUALL_EXPORT("squall_read_error") std::uint32_t squall_read_error(std::uint32_t size) {
    const error e = read_error({arguments_memory, size});
    std::string columns;
    for (const std::string& column : e.columns) {
        if (!columns.empty()) columns += ',';
        columns += column;
    }
    const std::string batch_index = std::to_string(e.batch_index);
    const std::string_view lines[] = {name_of(e.kind), e.message, e.table, columns, e.guard, batch_index, e.retryable ? "1" : "0"};
    answer_text.clear();
    for (const std::string_view line : lines) {
        answer_text += line;
        answer_text += '\n';
    }
    return static_cast<std::uint32_t>(answer_text.size());
}

SQUALL_EXPORT("squall_text") const char* squall_text() { return answer_text.data(); }

/// The shim compares it with its own: module, client and shim must be of one build.
SQUALL_EXPORT("squall_contract") std::uint32_t squall_contract() { return wasm::contract; }
}
