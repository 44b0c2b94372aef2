#pragma once
// Lists and objects of a C++ caller, laid out as arguments carry them.
#include <string>
#include <vector>

#include "argument.hpp"

namespace squall {

/// A list argument: list_of(ids), list_of(std::vector{new_job{…}, …}). It must live until the function has its plan; it
/// keeps texts and blobs itself, of objects their values only.
class value_list {
  public:
    explicit value_list(std::vector<std::string> texts) : texts_(std::move(texts)) {
        for (const std::string& text : texts_) items_.push_back(text_value(text));
    }
    explicit value_list(const std::vector<blob>& blobs) {
        texts_.reserve(blobs.size());
        for (const blob& one : blobs) {
            texts_.emplace_back(reinterpret_cast<const char*>(one.data()), one.size());
            items_.push_back(blob_value(std::as_bytes(std::span(texts_.back()))));
        }
    }
    explicit value_list(std::vector<value> items) : items_(std::move(items)) {}
    template <arguments_like Args>
    explicit value_list(const std::vector<Args>& objects) {
        constexpr std::size_t width = detail::arguments_traits<Args>::count;
        fields_.reserve(objects.size() * width);
        for (const Args& one : objects)
            for (const value& field : values_of(one)) fields_.push_back(field);
        for (std::size_t i = 0; i < objects.size(); ++i) {
            value object;
            object.type = value_type::object;
            object.size = width;
            object.items = fields_.data() + i * width;
            items_.push_back(object);
        }
    }
    value_list(const value_list&) = delete;
    value_list& operator=(const value_list&) = delete;

    operator value() const {
        value list;
        list.type = value_type::list;
        list.size = static_cast<std::uint32_t>(items_.size());
        list.items = items_.data();
        return list;
    }

  private:
    std::vector<std::string> texts_;
    std::vector<value> fields_, items_;
};

inline value_list list_of(std::vector<std::string> texts) { return value_list(std::move(texts)); }
template <enumeration E>
value_list list_of(const std::vector<E>& values) {
    std::vector<value> items;
    for (const E one : values) items.push_back(text_value(name_of(one)));
    return value_list(std::move(items));
}
// Templates, so that a list in braces, list_of({"a", "b"}), is one of texts alone.
template <std::same_as<blob> Blob>
value_list list_of(const std::vector<Blob>& blobs) {
    return value_list(blobs);
}
template <std::same_as<bigint> Bigint>
value_list list_of(const std::vector<Bigint>& numbers) {
    std::vector<value> items;
    for (const bigint one : numbers) items.push_back(integer_value(one));
    return value_list(std::move(items));
}
template <arguments_like Args>
value_list list_of(const std::vector<Args>& objects) {
    return value_list(objects);
}

}  // namespace squall
