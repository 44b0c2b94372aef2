#include "exports.hpp"

#include <emscripten.h>

#include <cstdlib>
#include <string>

#include "bindings/d1/imports.hpp"
#include "core/error.hpp"
#include "core/statement_text.hpp"

// Addresses cross the boundary as 32-bit numbers. The shim writes offsets from the start of the arguments where a value
// points to bytes or items, because that start may move while it writes.
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
                if (v.payload != 0) v.text = arguments_memory + static_cast<std::uint32_t>(v.payload);
                break;
            case value_type::list:
            case value_type::object: {
                auto* items = reinterpret_cast<value*>(arguments_memory + static_cast<std::uint32_t>(v.payload));
                v.payload = 0;
                v.items = items;
                rebase(items, v.size);
                break;
            }
            default: break;
        }
    }
}

std::uint32_t refuse(const error& e) {
    squall_refuse(e.message.data(), static_cast<std::uint32_t>(e.message.size()));
    return 1;
}

}  // namespace

extern "C" {

/// Room for arguments: at least `size` bytes, what was written stays. Gives its address.
EMSCRIPTEN_KEEPALIVE char* squall_arguments(std::uint32_t size) {
    if (size > arguments_size) {
        arguments_memory = static_cast<char*>(std::realloc(arguments_memory, size));
        if (arguments_memory == nullptr) __builtin_trap();
        arguments_size = size;
    }
    return arguments_memory;
}

/// Calls a function with the arguments in that room. `unknown` is the number of a host's string that names an argument
/// which the function does not have, or 0. Gives 0 when a plan was recorded, 1 when the call was refused.
EMSCRIPTEN_KEEPALIVE std::uint32_t squall_call(std::uint32_t function, std::uint32_t in_batch, std::uint32_t unknown) {
    const wasm::entry& entry = wasm::functions[function];
    if (unknown != 0) {
        text_arena texts;
        value name;
        name.type = value_type::text;
        name.held_by_host = static_cast<std::uint16_t>(unknown);
        name.size = 256;  // the shim cuts it
        return refuse(invalid_argument(load(name, texts), "is not an argument of this function"));
    }
    auto* values = reinterpret_cast<value*>(arguments_memory);
    rebase(values, entry.argument_count);
    return entry.invoke(values, in_batch != 0);
}

/// The text of a statement with its chosen pieces, as a row guard when asked for. Gives the size; squall_text is where.
EMSCRIPTEN_KEEPALIVE std::uint32_t squall_statement_text(const statement_data* statement, std::uint32_t given_conditions, std::uint32_t as_row_guard) {
    answer_text = as_row_guard != 0 ? row_guard_text(*statement, given_conditions) : chosen_text(*statement, given_conditions);
    return static_cast<std::uint32_t>(answer_text.size());
}

/// Reads an error's text, which stands where arguments do. What squall_text then holds: kind, message, table, columns
/// (with commas), guard, slot and retryable (0 or 1), a line each. Gives the size.
EMSCRIPTEN_KEEPALIVE std::uint32_t squall_read_error(std::uint32_t size) {
    const error e = read_error({arguments_memory, size});
    answer_text = name_of(e.kind);
    answer_text += '\n' + e.message + '\n' + e.table + '\n';
    for (std::size_t i = 0; i < e.columns.size(); ++i) answer_text += (i ? "," : "") + e.columns[i];
    answer_text += '\n' + e.guard + '\n' + std::to_string(e.slot) + '\n' + (e.retryable ? '1' : '0');
    return static_cast<std::uint32_t>(answer_text.size());
}

EMSCRIPTEN_KEEPALIVE const char* squall_text() { return answer_text.data(); }

/// How many functions the module has; the shim compares it with its client's.
EMSCRIPTEN_KEEPALIVE std::uint32_t squall_function_count() { return wasm::function_count; }
}
