#include "record.hpp"

#include <string>

#include "core/host.hpp"
#include "imports.hpp"

namespace squall::d1 {
namespace {

constexpr std::int64_t largest_exact = 9007199254740991;

std::uint32_t address(const void* p) { return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(p)); }

void bind_as(bind_kind kind, double number = 0, std::uint32_t data = 0, std::uint32_t size = 0) {
    squall_bind(static_cast<std::uint32_t>(kind), number, data, size);
}
void bind(const value& v) {
    switch (v.type) {
        case value_type::boolean:
        case value_type::integer:
            if (v.integer > largest_exact || v.integer < -largest_exact) {  // as text: an INTEGER column makes it exact
                const std::string digits = std::to_string(v.integer);
                return bind_as(bind_kind::text, 0, address(digits.data()), static_cast<std::uint32_t>(digits.size()));
            }
            return bind_as(bind_kind::number, static_cast<double>(v.integer), 0, 0);
        case value_type::real: return bind_as(bind_kind::number, v.real, 0, 0);
        case value_type::text:
        case value_type::blob:
            if (v.host_handle != 0) return bind_as(bind_kind::host_text, 0, v.host_handle, 0);
            return bind_as(v.type == value_type::text ? bind_kind::text : bind_kind::blob, 0, address(v.text), v.size);
        case value_type::batch_index: return bind_as(bind_kind::batch_index);
        default: return bind_as(bind_kind::null);
    }
}

}  // namespace

std::uint32_t refuse(const error& e) {
    squall_refuse(e.message.data(), static_cast<std::uint32_t>(e.message.size()));
    return 1;
}

std::uint32_t record(const plan_core& plan, bool in_batch) {
    if (plan.refused()) return refuse(*plan.refused());
    const bool is_one_write = !in_batch && plan.is_one_write();
    for (const plan_statement& s : plan.statements()) {
        if (is_one_write && !s.statement->writes) {
            squall_prepare(s.statement, 0, is_change_guard);
            continue;
        }
        const value* values = plan.values_of(s);
        if (in_batch && s.is_answer && plan.needs_row() && !s.statement->writes) {
            squall_prepare(s.statement, s.active_conditions, is_row_guard);
            for (std::uint8_t i = 0; i < s.value_count; ++i) bind(values[i]);
            bind_as(bind_kind::batch_index);
        }
        const std::uint32_t flags = (s.is_answer || is_one_write ? is_answer : 0U) | (s.statement->writes ? writes : 0U) |
                                    (s.statement->frees_keys ? frees_keys : 0U);
        squall_prepare(s.statement, s.active_conditions, flags | static_cast<std::uint32_t>(s.statement->repeated) << idempotency_shift);
        for (std::uint8_t i = 0; i < s.value_count; ++i) bind(values[i]);
    }
    squall_batch(plan.page_rows());
    return 0;
}

}  // namespace squall::d1

namespace squall::host {

std::int64_t now_ms() { return static_cast<std::int64_t>(squall_now()); }
void uuid(char* out) { squall_uuid(out); }
std::size_t read_text(std::uint16_t host_handle, char* out) { return squall_read_text(host_handle, out); }
std::size_t write_number(double number, char* out) { return squall_write_number(number, out); }

}  // namespace squall::host
