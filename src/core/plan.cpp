#include "squall/core/plan.hpp"

#include <algorithm>

#include "host.hpp"
#include "squall/core/choose.hpp"
#include "squall/core/json_text.hpp"
#include "squall/core/statement_text.hpp"
#include "squall/core/text.hpp"

namespace squall {

plan_core::plan_core(bool needs_row) : needs_row_(needs_row) {}
plan_core::plan_core(bool needs_row, detail::packed_arguments& declared, value* arguments) : needs_row_(needs_row) {
    check(declared, arguments);
}
plan_core::plan_core(plan_core&&) noexcept = default;
plan_core& plan_core::operator=(plan_core&&) noexcept = default;
plan_core::~plan_core() = default;

void plan_core::refuse(error e) { refused_ = std::make_unique<error>(std::move(e)); }

void plan_core::check(detail::packed_arguments& declared, value* values) {
    const std::span<const argument_spec> specs = declared.specs();
    if (auto broken = detail::check_arguments(specs, {values, specs.size()}, texts_)) refuse(*std::move(broken));
}

void plan_core::fill(detail::packed_arguments& declared, value* arguments, const detail::plan_step& step) {
    check(declared, arguments);
    if (!refused()) add(step, arguments, nullptr);
}

bool plan_core::writes() const {
    for (const plan_statement& s : statements_)
        if (s.statement->writes) return true;
    return false;
}

bool plan_core::is_one_write() const { return statements_.size() == 2 && statements_[1].statement->guard == guard_place::after_write; }

detail::typed_value<timestamp> plan_core::now() {
    if (!now_.given()) now_ = now_plus(0);
    return {now_};
}

detail::typed_value<timestamp> plan_core::now_plus(std::int64_t milliseconds) {
    if (!now_ms_) now_ms_ = host::now_ms();
    char* iso = texts_.allocate(iso_size);
    write_iso(*now_ms_ + milliseconds, iso);
    return {text_value({iso, iso_size})};
}

detail::typed_value<std::string> plan_core::id_or_new(const argument_cell& id, const char* prefix) {
    return id.has_value() ? detail::typed_value<std::string>{id.cell} : new_id(prefix);
}

detail::typed_value<std::string> plan_core::new_id(const char* prefix) {
    constexpr std::size_t uuid_size = 36;
    const std::string_view begin(prefix);
    const std::size_t size = begin.size() + 1 + uuid_size;
    char* id = texts_.allocate(size);
    *std::copy(begin.begin(), begin.end(), id) = '_';
    host::uuid(id + begin.size() + 1);
    return {text_value({id, size})};
}

value plan_core::keep_list(const value& list) { return text_value(texts_.keep(json_of_list(list))); }

namespace {
bool holds_one_twice(std::vector<std::string_view>& texts) {
    std::sort(texts.begin(), texts.end());
    return std::adjacent_find(texts.begin(), texts.end()) != texts.end();
}
}  // namespace

bool plan_core::has_duplicates(const argument_cell& list) {
    std::vector<std::string_view> texts;
    for (const value& item : list.items()) texts.push_back(item.view());
    return holds_one_twice(texts);
}
bool plan_core::has_duplicate_fields(const argument_cell& list, std::size_t field) {
    std::vector<std::string_view> texts;
    for (const value& item : list.items()) texts.push_back(item.items[field].view());
    return holds_one_twice(texts);
}

page_start page_start::beyond() const {
    page_start start;
    start.values[3] = boolean_value(false);
    start.values[4] = boolean_value(true);
    start.values[5] = values[5];
    return start;
}

bool plan_core::takes_page(const argument_cell& limit, std::string_view name, std::int64_t most) {
    const std::int64_t rows = limit.has_value() ? limit.integer() : 0;
    if (rows < 1) refuse(invalid_argument(name, "must be at least 1"));
    if (rows > most) refuse(invalid_argument(name, "must be at most " + std::to_string(most)));
    return rows >= 1 && rows <= most;
}
void plan_core::check_row_count(const value& count, std::string_view name) {
    if (count.type == value_type::integer && count.integer < 0) refuse(invalid_argument(name, "must be at least 0"));
}

page_start plan_core::begin_page(std::uint32_t list, std::size_t key_count, argument_cell& cursor, const argument_cell& limit,
                                 std::size_t order) {
    page_start start = begin_page(list, key_count, cursor, limit);
    page_rows_ |= static_cast<std::uint32_t>(order) << detail::order_shift;
    return start;
}

page_start plan_core::begin_page(std::uint32_t list, std::size_t key_count, argument_cell& cursor, const argument_cell& limit) {
    page_rows_ = static_cast<std::uint32_t>(limit.integer());
    page_start start;
    auto& [first, second, third, first_is_null, is_beyond, fetch] = start.values;
    first_is_null = boolean_value(false);
    is_beyond = boolean_value(false);
    fetch = integer_value(limit.integer() + 1);
    if (!cursor.has_value()) return start;
    const auto keys = read_cursor(list, key_count, text(cursor), texts_);
    if (!keys) {
        refuse(invalid_argument("cursor", "is not a cursor that this list gave"));
        return start;
    }
    if (key_count == 1 && (*keys)[0].is_null()) {
        // Nothing tells such rows apart: the list would begin again.
        refuse(invalid_argument("cursor", "is of a row whose key is NULL"));
        return start;
    }
    if ((*keys)[0].is_null())
        first_is_null = boolean_value(true);
    else
        first = (*keys)[0];
    if (key_count > 1) second = (*keys)[1];
    if (key_count > 2) third = (*keys)[2];
    return start;
}

void plan_core::add(const detail::plan_step& write, const detail::plan_step& guard_behind, const value* arguments, const value* further) {
    add(write, arguments, further);
    add(guard_behind, nullptr, nullptr);
}
std::size_t detail::place_of(const value& name, std::span<const std::string_view> names) {
    std::size_t i = 0;
    while (i + 1 < names.size() && names[i] != name.view()) ++i;
    return i;
}

void plan_core::add(const detail::plan_step& step, const value* arguments, const value* further) {
    const auto input = [&](std::uint8_t i) -> const value& {
        return i < step.argument_count ? arguments[i] : further[i - step.argument_count];
    };
    plan_statement s;
    s.statement = &step.statement;
    s.is_answer = step.is_answer;
    s.first_value = static_cast<std::uint32_t>(values_.size());
    for (std::uint8_t k = 0; k < step.condition_count; ++k) {
        const value& v = input(step.condition_indexes()[k]);
        const bool is_false = v.type == value_type::boolean && v.integer == 0;
        if (v.given() && !is_false) s.active_conditions |= 1U << k;
    }
    s.value_count = chosen_parameter_count(step.statement, s.active_conditions);
    if (statements_.empty()) {
        statements_.reserve(4);
        values_.reserve(s.value_count);  // most plans have one statement; with more the vector grows as it does
    }
    for (std::uint8_t i = 0; i < s.value_count; ++i) {
        const std::uint8_t index = step.parameter_indexes()[i];
        if (index == detail::takes_batch_index) {
            value batch_index;
            batch_index.type = value_type::batch_index;
            values_.push_back(batch_index);
            continue;
        }
        value v = index == detail::takes_now ? now() : input(index);
        // A view of a caller's text would not outlive the call. What the host holds stays with it; what the plan has made or
        // kept is there, and several statements may point at it.
        const bool has_bytes = v.type == value_type::text || v.type == value_type::blob;
        if (has_bytes && v.host_handle == 0 && !texts_.owns(v.text)) v.text = texts_.keep(v.view()).data();
        if (v.type == value_type::list) v = text_value(texts_.keep(json_of_list(v)));
        if (!v.given()) v = null_value();
        values_.push_back(v);
    }
    statements_.push_back(s);
}

}  // namespace squall
