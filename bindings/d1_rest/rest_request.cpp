#include "rest_request.hpp"

#include "squall/core/json_text.hpp"

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
        case value_type::text: append_json(out, v); break;
        case value_type::batch_index: append_json(out, text_value(batch_index)); break;
        default: out += "null"; break;
    }
}

}  // namespace

void request_text::add(std::string_view sql, std::span<const value> values, std::string_view batch_index, bool batch_index_last) {
    text_ += count_++ == 0 ? "" : ",";
    text_ += R"({"sql":)";
    append_json(text_, text_value(sql));
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
