#pragma once
// The result of running a plan: its value, or an error.
#include <utility>
#include <variant>

#include "error.hpp"

namespace squall {

template <class T>
class [[nodiscard]] result {
  public:
    result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    result(squall::error e) : content_(std::in_place_index<1>, std::move(e)) {}

    bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& value() const& { return std::get<0>(content_); }
    T&& value() && { return std::get<0>(std::move(content_)); }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }
    const squall::error& error() const { return std::get<1>(content_); }

  private:
    std::variant<T, squall::error> content_;
};

}  // namespace squall
