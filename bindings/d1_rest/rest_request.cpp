#include "rest_request.hpp"

#include <algorithm>

#include "squall/core/json_text.hpp"
#include "squall/sql/identifier.hpp"

namespace squall::d1_rest {
namespace {

/// JSON's numbers are JavaScript's there: a larger integer is sent as text, which an INTEGER column converts.
constexpr std::int64_t largest_exact = 9007199254740991;

void append_value(std::string& out, const value& v, std::string_view batch_index) {
    switch (v.type) {
        case value_type::boolean:
        case value_type::integer:
            if (v.integer > largest_exact || v.integer < -largest_exact)
                append_json(out, text_value(std::to_string(v.integer)));
            else
                out += std::to_string(v.integer);
            break;
        case value_type::real:
        case value_type::blob:  // as hexadecimal digits
        case value_type::text: append_json(out, v); break;
        case value_type::batch_index: append_json(out, text_value(batch_index)); break;
        default: out += "null"; break;
    }
}

/// A request has no blobs: unhex() makes one of its digits, wherever the SQL names a parameter that is bound to one.
std::string with_blobs(std::string_view sql, std::span<const value> values) {
    std::string out;
    for (std::size_t i = 0; i < sql.size();) {
        std::size_t end = end_of_quoted(sql, i);
        const bool is_parameter = end == i && sql[i] == '?';
        if (end == i) ++end;
        std::size_t number = 0;
        while (is_parameter && end < sql.size() && sql[end] >= '0' && sql[end] <= '9')
            number = number * 10 + static_cast<std::size_t>(sql[end++] - '0');
        const bool is_blob = number > 0 && number <= values.size() && values[number - 1].type == value_type::blob;
        if (is_blob) out += "unhex(";
        out += sql.substr(i, end - i);
        if (is_blob) out += ')';
        i = end;
    }
    return out;
}
bool has_blob(std::span<const value> values) {
    return std::any_of(values.begin(), values.end(), [](const value& v) { return v.type == value_type::blob; });
}

}  // namespace

void request_text::add(std::string_view sql, std::span<const value> values, std::string_view batch_index, bool batch_index_last) {
    text_ += count_++ == 0 ? "" : ",";
    text_ += R"({"sql":)";
    const std::string own = has_blob(values) ? with_blobs(sql, values) : std::string();
    append_json(text_, text_value(own.empty() ? sql : own));
    text_ += R"(,"params":[)";
    const char* between = "";
    for (const value& v : values) {
        text_ += between;
        append_value(text_, v, batch_index);
        between = ",";
    }
    if (batch_index_last) {
        text_ += between;
        append_json(text_, text_value(batch_index));
    }
    text_ += "]}";
}

std::string request_text::finish() { return count_ == 1 ? std::move(text_) : R"({"batch":[)" + text_ + "]}"; }

}  // namespace squall::d1_rest
