#include "rest_reply.hpp"

#include <simdjson.h>

namespace squall::d1_rest {
namespace {

namespace json = simdjson::ondemand;
using simdjson::SUCCESS;

/// A shorter text is no secret, and stands in many others.
constexpr std::size_t shortest_token = 8;

/// Reads one body. Each step returns whether the answer is as documented; where it is not, `why` may say what is wrong.
class reply_reader {
  public:
    reply_reader(reply_form form, std::string_view token) : form_(form), token_(token.size() < shortest_token ? "" : token) {}

    bool read_body(json::object root) {
        for (auto field : root) {
            std::string_view name;
            if (field.unescaped_key().get(name) != SUCCESS) return false;
            json::value v;
            if (name != "success" && name != "errors" && name != "result") continue;
            if (field.value().get(v) != SUCCESS) return false;
            json::json_type type{};
            if (v.type().get(type) != SUCCESS) return false;
            if (name == "success") {
                if (type != json::json_type::boolean || v.get(is_success_) != SUCCESS) return false;
            } else if (type == json::json_type::array) {
                json::array list;
                if (v.get(list) != SUCCESS) return false;
                if (name == "errors" ? !read_errors(list) : !read_results(list)) return false;
            }
        }
        return true;
    }

    /// What the body says that went wrong; else what is missing in it.
    std::string fault(long status) {
        if (!error_.empty()) return error_;
        std::string http = "HTTP " + std::to_string(status);
        if (status >= 300 && status < 400) return http + ": a redirect, which is not followed";
        if (!is_success_ || status >= 400) return http;
        if (status < 200) return http;
        if (!has_results_) return http + ": the answer has no results";
        return {};
    }
    std::string malformed(long status, bool is_json) const {
        if (!error_.empty()) return error_;
        std::string http = "HTTP " + std::to_string(status);
        if (status >= 300 && status < 400) return http + ": a redirect, which is not followed";
        return http + (is_json ? ": a malformed answer" + (why_.empty() ? "" : ": " + why_) : " without JSON");
    }
    std::vector<statement_reply> results;

  private:
    bool wrong(std::string what) {
        why_ = std::move(what);
        return false;
    }
    bool repeats_token(std::string_view text) const { return !token_.empty() && text.find(token_) != text.npos; }
    std::string without_token(std::string text) const {
        if (!token_.empty())
            for (std::size_t at; (at = text.find(token_)) != text.npos;) text.replace(at, token_.size(), "[API token]");
        return text;
    }

    bool read_errors(json::array errors) {
        for (auto one : errors) {
            json::object object;
            std::string_view message;
            std::int64_t code = 0;
            std::string text;
            if (one.get(object) != SUCCESS) return wrong("an error that is not an object");
            if (object["message"].get(message) == SUCCESS) text = message;
            if (object["code"].get(code) == SUCCESS) text += " [code: " + std::to_string(code) + ']';
            if (error_.empty()) error_ = text.empty() ? "an error without a message" : without_token(std::move(text));
        }
        return true;
    }

    bool read_results(json::array list) {
        if (has_results_) return wrong("results twice");
        has_results_ = true;
        for (auto one : list) {
            json::object object;
            if (one.get(object) != SUCCESS) return wrong("a result that is not an object");
            if (!read_result(object, results.emplace_back())) return false;
        }
        return true;
    }

    bool read_result(json::object one, statement_reply& out) {
        bool has_rows = false;
        for (auto field : one) {
            std::string_view name;
            if (field.unescaped_key().get(name) != SUCCESS) return false;
            if (name != "results" && name != "meta" && name != "success") continue;
            json::value v;
            if (field.value().get(v) != SUCCESS) return false;
            if (name == "success") {
                bool well = false;
                if (v.get(well) != SUCCESS || !well) return wrong("a result that did not succeed, without an error");
            } else if (name == "meta") {
                json::json_type type{};
                if (v.type().get(type) != SUCCESS) return false;
                json::object meta;
                std::int64_t changes = 0;
                if (type == json::json_type::object && v.get(meta) == SUCCESS && meta["changes"].get(changes) == SUCCESS)
                    out.changes = changes;
            } else {
                if (has_rows) return wrong("rows twice");
                has_rows = true;
                if (form_ == reply_form::raw ? !read_raw(v, out) : !is_list(v)) return false;
            }
        }
        return has_rows || wrong("a result without rows");
    }
    bool is_list(json::value v) {
        json::json_type type{};
        return v.type().get(type) == SUCCESS && (type == json::json_type::array || wrong("rows that are not a list"));
    }

    bool read_raw(json::value v, statement_reply& out) {
        json::object raw;
        if (v.get(raw) != SUCCESS) return wrong("rows without their columns");
        bool has_columns = false, has_rows = false;
        std::size_t width = 0;
        for (auto field : raw) {
            std::string_view name;
            if (field.unescaped_key().get(name) != SUCCESS) return false;
            if (name != "columns" && name != "rows") continue;
            json::array list;
            if (field.value().get(list) != SUCCESS) return wrong(std::string(name) + " that are not a list");
            bool& has = name == "columns" ? has_columns : has_rows;
            if (has) return wrong(std::string(name) + " twice");
            has = true;
            if (name == "columns" ? !read_columns(list, out) : !read_rows(list, out, width)) return false;
        }
        if (!has_columns || !has_rows) return wrong(has_columns ? "columns without rows" : "rows without their columns");
        if (!out.rows.cells.empty() && width != out.columns.size())
            return wrong("a row of " + std::to_string(width) + " cells for " + std::to_string(out.columns.size()) + " columns");
        out.rows.width = out.columns.size();
        return true;
    }
    bool read_columns(json::array list, statement_reply& out) {
        for (auto item : list) {
            std::string_view column;
            if (item.get(column) != SUCCESS) return wrong("a column without a name");
            if (repeats_token(column)) return wrong("it repeats the API token");
            out.columns.emplace_back(column);
        }
        return true;
    }
    bool read_rows(json::array rows, statement_reply& out, std::size_t& width) {
        bool is_first = true;
        for (auto row : rows) {
            json::array cells;
            if (row.get(cells) != SUCCESS) return wrong("a row that is not a list");
            std::size_t count = 0;
            for (auto one : cells) {
                json::value v;
                json::json_type type{};
                if (one.get(v) != SUCCESS || v.type().get(type) != SUCCESS) return false;
                if (type == json::json_type::array) out.rows.blobs.push_back(out.rows.cells.size());
                if (!read_cell(v, out.rows.cells.emplace_back())) return false;
                ++count;
            }
            if (count == 0) return wrong("a row without cells");
            if (!is_first && count != width)
                return wrong("rows of " + std::to_string(width) + " and of " + std::to_string(count) + " cells");
            width = count;
            is_first = false;
        }
        return true;
    }

    bool read_cell(json::value v, cell& out) {
        json::json_type type{};
        if (v.type().get(type) != SUCCESS) return false;
        switch (type) {
            case json::json_type::string: {
                std::string_view text;
                if (v.get(text) != SUCCESS) return false;
                if (repeats_token(text)) return wrong("it repeats the API token");
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
                return v.get(list) == SUCCESS && read_blob(list, out);
            }
            default: {
                bool is_null = false;
                out = std::monostate{};
                return (v.is_null().get(is_null) == SUCCESS && is_null) || wrong("a cell that is an object");
            }
        }
    }
    /// A blob comes as a list of its bytes.
    bool read_blob(json::array list, cell& out) {
        std::string bytes;
        for (auto item : list) {
            std::uint64_t byte = 0;
            if (item.get(byte) != SUCCESS || byte > 0xFF) return wrong("a blob that is not a list of bytes");
            bytes += static_cast<char>(byte);
        }
        if (repeats_token(bytes)) return wrong("it repeats the API token");
        out = std::move(bytes);
        return true;
    }

    reply_form form_;
    std::string token_, error_, why_;
    bool is_success_ = false, has_results_ = false;
};

}  // namespace

read_reply read(std::string& body, long status, reply_form form, std::string_view token) {
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    json::parser parser;
    json::document document;
    json::object root;
    reply_reader reader(form, token);
    read_reply out;
    const bool is_json =
        parser.iterate(body.data(), body.size(), body.capacity()).get(document) == SUCCESS && document.get(root) == SUCCESS;
    // simdjson abandons the document at the first token that is no JSON, wherever the reader stands; at_end() needs a living one.
    if (!is_json || !reader.read_body(root) || !document.is_alive() || !document.at_end()) {
        out.fault = reader.malformed(status, is_json);
        return out;
    }
    out.fault = reader.fault(status);
    if (out.fault.empty()) out.results = std::move(reader.results);
    return out;
}

}  // namespace squall::d1_rest
