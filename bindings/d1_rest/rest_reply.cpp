#include "rest_reply.hpp"

#include <simdjson.h>

namespace squall::d1_rest {
namespace {

namespace json = simdjson::ondemand;
using simdjson::SUCCESS;

/// A blob comes as a list of its bytes.
std::string bytes_of(json::array list) {
    std::string bytes;
    for (auto item : list) {
        std::uint64_t byte = 0;
        if (item.get(byte) == SUCCESS) bytes += static_cast<char>(byte);
    }
    return bytes;
}

bool read_cell(json::value v, cell& out) {
    json::json_type type{};
    if (v.type().get(type) != SUCCESS) return false;
    switch (type) {
        case json::json_type::string: {
            std::string_view text;
            if (v.get(text) != SUCCESS) return false;
            out = std::string(text);
            return true;
        }
        case json::json_type::number: {
            json::number n;
            if (v.get_number().get(n) != SUCCESS) return false;
            out = n.is_int64() ? cell(n.get_int64()) : cell(n.as_double());
            return true;
        }
        case json::json_type::boolean: {
            bool b = false;
            if (v.get(b) != SUCCESS) return false;
            out = std::int64_t{b};
            return true;
        }
        case json::json_type::array: {
            json::array list;
            if (v.get(list) != SUCCESS) return false;
            out = bytes_of(list);
            return true;
        }
        default: {
            bool is_null = false;
            out = std::monostate{};
            return v.is_null().get(is_null) == SUCCESS && is_null;
        }
    }
}

bool read_rows(json::array rows, statement_reply& out) {
    for (auto row : rows) {
        json::array cells;
        if (row.get(cells) != SUCCESS) return false;
        std::size_t width = 0;
        for (auto one : cells) {
            json::value v;
            if (one.get(v) != SUCCESS || !read_cell(v, out.rows.cells.emplace_back())) return false;
            ++width;
        }
        out.rows.width = width;
    }
    return true;
}

bool read_raw_results(json::object results, statement_reply& out) {
    for (auto field : results) {
        std::string_view name;
        if (field.unescaped_key().get(name) != SUCCESS) return false;
        json::array list;
        if (name == "columns" && field.value().get(list) == SUCCESS) {
            for (auto item : list) {
                std::string_view column;
                if (item.get(column) != SUCCESS) return false;
                out.columns.emplace_back(column);
            }
        } else if (name == "rows") {
            if (field.value().get(list) != SUCCESS || !read_rows(list, out)) return false;
        }
    }
    return true;
}

bool read_result(json::object one, statement_reply& out) {
    for (auto field : one) {
        std::string_view name;
        if (field.unescaped_key().get(name) != SUCCESS) return false;
        json::object object;
        json::json_type type{};
        if (name != "results" && name != "meta") continue;
        if (field.value().type().get(type) != SUCCESS) return false;
        if (type != json::json_type::object) continue;
        if (field.value().get(object) != SUCCESS) return false;
        if (name == "results") {
            if (!read_raw_results(object, out)) return false;
        } else {
            std::int64_t changes = 0;
            if (object["changes"].get(changes) == SUCCESS) out.changes = changes;
        }
    }
    return true;
}

std::string read_errors(json::array errors) {
    for (auto one : errors) {
        std::string_view message;
        std::int64_t code = 0;
        std::string text;
        if (one["message"].get(message) == SUCCESS) text = message;
        if (one["code"].get(code) == SUCCESS) text += " [code: " + std::to_string(code) + ']';
        return text;
    }
    return {};
}

bool read_body(json::object root, read_reply& out, bool& is_success) {
    for (auto field : root) {
        std::string_view name;
        if (field.unescaped_key().get(name) != SUCCESS) return false;
        json::array list;
        json::json_type type{};
        if (name == "success") {
            if (field.value().get(is_success) != SUCCESS) return false;
        } else if (name == "errors" || name == "result") {
            if (field.value().type().get(type) != SUCCESS) return false;
            if (type != json::json_type::array) continue;
            if (field.value().get(list) != SUCCESS) return false;
            if (name == "errors") {
                out.fault = read_errors(list);
                continue;
            }
            for (auto one : list) {
                json::object object;
                if (one.get(object) != SUCCESS || !read_result(object, out.results.emplace_back())) return false;
            }
        }
    }
    return true;
}

}  // namespace

read_reply read(std::string& body, long status) {
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    json::parser parser;
    json::document document;
    json::object root;
    read_reply out;
    bool is_success = false;
    if (parser.iterate(body.data(), body.size(), body.capacity()).get(document) != SUCCESS || document.get(root) != SUCCESS ||
        !read_body(root, out, is_success)) {
        out.results.clear();
        if (out.fault.empty()) out.fault = "HTTP " + std::to_string(status) + " without JSON";
        return out;
    }
    if (out.fault.empty() && (!is_success || status >= 300)) out.fault = "HTTP " + std::to_string(status);
    return out;
}

}  // namespace squall::d1_rest
