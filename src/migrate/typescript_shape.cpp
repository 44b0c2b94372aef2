#include "typescript_shape.hpp"

#include <cctype>

namespace squall::migrate {
namespace {

class type_reader {
  public:
    explicit type_reader(std::string_view text) : text_(text) {}

    json_shape_ptr type() {
        json_shape_ptr first = with_brackets();
        if (!take('|')) return first;
        json_shape all{.kind = shape_kind::one_of, .inner = {first}};
        do all.inner.push_back(with_brackets());
        while (take('|'));
        return std::make_shared<json_shape>(std::move(all));
    }

  private:
    void skip() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    }
    bool take(char c) {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    std::string word() {
        skip();
        const std::size_t begin = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }
    std::string quoted(char quote) {
        const std::size_t end = std::min(text_.find(quote, at_), text_.size());
        std::string inside(text_.substr(at_, end - at_));
        at_ = end + 1;
        return inside;
    }
    static json_shape_ptr simple(shape_kind kind) { return std::make_shared<json_shape>(json_shape{.kind = kind}); }

    json_shape_ptr with_brackets() {
        json_shape_ptr one = single();
        while (take('[')) {
            take(']');
            one = std::make_shared<json_shape>(json_shape{.kind = shape_kind::list, .inner = {one}});
        }
        return one;
    }
    json_shape_ptr single() {
        if (take('(')) {
            json_shape_ptr inside = type();
            take(')');
            return inside;
        }
        if (take('{')) return object();
        for (char quote : {'"', '\''})
            if (take(quote)) return std::make_shared<json_shape>(json_shape{.kind = shape_kind::literal, .text = quoted(quote)});
        const std::string name = word();
        if (name == "string") return simple(shape_kind::string);
        if (name == "number") return simple(shape_kind::number);
        if (name == "boolean") return simple(shape_kind::boolean);
        if (name == "null") return simple(shape_kind::null);
        if ((name == "Record" || name == "Array") && take('<')) {
            if (name == "Record") type(), take(',');
            json_shape_ptr value = type();
            take('>');
            return std::make_shared<json_shape>(
                json_shape{.kind = name == "Record" ? shape_kind::record : shape_kind::list, .inner = {value}});
        }
        if (name.empty() && at_ < text_.size()) ++at_;  // what this reader does not know must not hold it up
        return simple(shape_kind::anything);
    }
    json_shape_ptr object() {
        json_shape o{.kind = shape_kind::object};
        while (!take('}')) {
            skip();
            if (at_ >= text_.size()) break;
            if (take('[')) {  // [key: string]: any further field
                at_ = std::min(text_.find(']', at_), text_.size() - 1) + 1;
                take(':');
                type();
            } else {
                std::string name = take('"') ? quoted('"') : word();
                const bool optional = take('?');
                take(':');
                o.fields.push_back({std::move(name), optional, type()});
            }
            if (!take(';')) take(',');
        }
        return std::make_shared<json_shape>(std::move(o));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

using simdjson::dom::element;

std::string fault_at(const json_shape& s, element e, const std::string& path) {
    const auto must_be = [&](bool is, const char* what) { return is ? std::string() : path + " is not a " + what; };
    switch (s.kind) {
        case shape_kind::anything: return {};
        case shape_kind::string: return must_be(e.is_string(), "string");
        case shape_kind::number: return must_be(e.is_number(), "number");
        case shape_kind::boolean: return must_be(e.is_bool(), "boolean");
        case shape_kind::null: return must_be(e.is_null(), "null");
        case shape_kind::literal: {
            std::string_view text;
            return must_be(e.get(text) == simdjson::SUCCESS && text == s.text, "value of its list");
        }
        case shape_kind::list: {
            simdjson::dom::array list;
            if (e.get(list) != simdjson::SUCCESS) return path + " is not an array";
            for (element one : list)
                if (std::string fault = fault_at(*s.inner[0], one, path + "[]"); !fault.empty()) return fault;
            return {};
        }
        case shape_kind::record: {
            simdjson::dom::object object;
            if (e.get(object) != simdjson::SUCCESS) return path + " is not an object";
            for (const auto& [key, value] : object)
                if (std::string fault = fault_at(*s.inner[0], value, path + ".*"); !fault.empty()) return fault;
            return {};
        }
        case shape_kind::object: {
            if (!e.is_object()) return path + " is not an object";
            for (const json_shape::field& f : s.fields) {
                element value;
                if (e[f.name].get(value) != simdjson::SUCCESS) {
                    if (!f.optional) return path + '.' + f.name + " is missing";
                } else if (std::string fault = fault_at(*f.shape, value, path + '.' + f.name); !fault.empty()) {
                    return fault;
                }
            }
            return {};
        }
        case shape_kind::one_of: {
            std::string fault;
            for (const auto& one : s.inner)
                if (fault = fault_at(*one, e, path); fault.empty()) return {};
            return fault;
        }
    }
    return {};
}

}  // namespace

json_shape_ptr read_shape(std::string_view typescript) { return type_reader(typescript).type(); }
std::string fault_of(const json_shape& shape, element document) { return fault_at(shape, document, "$"); }

}  // namespace squall::migrate
