#pragma once
// The arguments of a repository function: one struct of named fields, declared once as a table is. From it come
// the struct that C++ callers fill, the checks, and the types of the client.
//
//     template <template <squall::fixed_string, class, auto...> class arg>
//     struct list_fields {
//         arg<"workspace_id", std::string, tenant>                          workspace_id{};
//         arg<"limit", std::int64_t, default_integer<20>, between<1, 100>>  limit{};
//     };
//     using list_args = squall::arguments<list_fields>;
//
// T: std::string, std::int64_t, bigint, double, bool, timestamp, date, blob, an enum, json<…>, std::vector of these, object<…>,
// and std::optional of any. Absent, undefined and null all leave an optional argument out; nullable lets null through.
#include <array>
#include <boost/pfr/core.hpp>
#include <cassert>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "argument_spec.hpp"
#include "as_laid_out.hpp"
#include "lifetime_bound.hpp"

namespace squall {

template <template <template <fixed_string, class, auto...> class> class Definition>
struct object {};

namespace detail {
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <>
inline constexpr bool is_vector<blob> = false;
template <class T>
struct element_of {
    using type = T;
};
template <class T>
struct element_of<std::vector<T>> {
    using type = T;
};
template <>
struct element_of<blob> {
    using type = blob;
};

template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_arguments();
/// The arguments of a declaration, in order.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr auto argument_table = describe_arguments<Definition>();

template <class T>
struct argument_type {
    static constexpr void apply(argument_spec& a) {
        if constexpr (check_value_type<T>()) {
            a.type = type_of<T>;
            a.kind = static_cast<argument_kind>(a.type->kind);
        }
    }
};
static_assert(static_cast<int>(argument_kind::json) == static_cast<int>(value_kind::json));
static_assert(static_cast<int>(argument_kind::bigint) == static_cast<int>(value_kind::bigint));
template <template <template <fixed_string, class, auto...> class> class Definition>
struct argument_type<object<Definition>> {
    static constexpr void apply(argument_spec& a) {
        a.kind = argument_kind::object;
        a.fields = argument_table<Definition>.data();
        static_assert(argument_table<Definition>.size() < 256, "squall: an object argument has at most 255 fields");
        a.field_count = static_cast<std::uint8_t>(argument_table<Definition>.size());
    }
};
}  // namespace detail

/// One argument in the struct that callers fill.
template <fixed_string Name, class T, auto... Marks>
struct argument;

namespace detail {
template <fixed_string Name, class T, auto... Marks>
struct argument_reading {
    using member = argument<Name, T, Marks...>;
    static constexpr argument_spec spec() {
        argument_spec a;
        a.name = kept<Name>;
        a.is_required = !is_optional<T>;
        a.is_list = is_vector<bare<T>>;
        argument_type<typename element_of<bare<T>>::type>::apply(a);
        (describe(a, Marks), ...);
        return a;
    }
};

template <class T>
inline constexpr bool is_one_of = false;
template <fixed_string... Texts>
inline constexpr bool is_one_of<one_of<Texts...>> = true;
/// The kinds of C++ value that a caller may pass for a T.
template <class T, class V>
constexpr bool accepts() {
    using B = bare<T>;
    if constexpr (std::same_as<V, std::nullopt_t>)
        return true;
    else if constexpr (has_codec<B>)
        return std::same_as<V, B>;
    else if constexpr (std::same_as<B, std::string> || std::same_as<B, timestamp> || std::same_as<B, date> || is_json<B> || is_one_of<B>)
        return std::convertible_to<const V&, std::string_view>;
    else if constexpr (std::same_as<B, bool>)
        return std::same_as<V, bool>;
    else if constexpr (std::same_as<B, blob>)
        return std::convertible_to<const V&, std::span<const std::byte>>;
    else if constexpr (std::same_as<B, bigint>)
        return std::same_as<V, bigint> || (std::integral<V> && !std::same_as<V, bool>);
    else if constexpr (std::same_as<B, std::int64_t>)
        return std::integral<V> && !std::same_as<V, bool>;
    else if constexpr (std::same_as<B, double>)
        return std::integral<V> || std::floating_point<V>;
    else if constexpr (enumeration<B>)
        return std::same_as<V, B>;
    else
        return false;
}
/// What is copied into an argument, or is itself a view; of anything else the argument is a view.
template <class V>
concept held_by_value = std::is_scalar_v<V> || std::same_as<V, std::string_view> || std::same_as<V, std::span<const std::byte>> ||
    std::same_as<V, bigint> || std::same_as<V, std::nullopt_t>;
template <class V, class T>
concept value_for = accepts<T, V>() && held_by_value<V>;
template <class V, class T>
concept text_for = accepts<T, V>() && !held_by_value<V> && !std::is_array_v<V>;

template <class V>
value value_from(const V& v) {
    if constexpr (std::same_as<V, std::nullopt_t>)
        return null_value();
    else if constexpr (has_codec<V>) {
        using passed = decltype(codec<V>::to_stored(v));
        constexpr bool outlives_call = !std::same_as<passed, std::string> && !std::same_as<passed, blob>;
        static_assert(outlives_call, "squall: to_stored() of a codec returns a view of the value's text or bytes, not a copy");
        return value_from(codec<V>::to_stored(v));
    } else if constexpr (std::same_as<V, bool>)
        return boolean_value(v);
    else if constexpr (enumeration<V>)
        return text_value(name_of(v));
    else if constexpr (std::integral<V> || std::same_as<V, bigint>)
        return integer_value(static_cast<std::int64_t>(v));
    else if constexpr (std::convertible_to<const V&, std::span<const std::byte>>)
        return blob_value(v);
    else if constexpr (std::floating_point<V>)
        return real_value(static_cast<double>(v));
    else
        return text_value(std::string_view(v));
}

/// A value whose SQL type is known: from an argument, or from a plan. A view, like arguments.
template <class T>
struct typed_value {
    value content;
    operator const value&() const { return content; }
    std::string_view view() const { return content.view(); }
};
}  // namespace detail

/// A view of what the caller gave: texts and lists must live until the function has returned its plan.
struct argument_cell {
    value cell;

    [[gnu::always_inline]] bool given() const { return cell.given(); }
    [[gnu::always_inline]] bool is_null() const { return cell.is_null(); }
    bool has_value() const { return given() && !is_null(); }
    std::int64_t integer() const { return cell.integer; }
    double real() const { return cell.type == value_type::real ? cell.real : static_cast<double>(cell.integer); }
    bool is_true() const { return cell.type == value_type::boolean && cell.integer != 0; }
    std::size_t size() const { return cell.size; }
    /// Of a blob.
    std::span<const std::byte> bytes() const { return std::as_bytes(std::span(cell.text, cell.size)); }
    /// The elements of a list as values, after the check.
    std::span<const value> items() const { return {cell.items, cell.size}; }
};

namespace detail {
/// The content of an object or a list of objects: the struct of its declaration.
template <class T>
struct object_struct {
    using type = void;
};
template <template <template <fixed_string, class, auto...> class> class Definition>
struct object_struct<object<Definition>> {
    using type = Definition<argument>;
};
template <class T>
concept object_type = !std::is_void_v<typename object_struct<T>::type>;
template <class T>
concept object_list_type = is_vector<T> && object_type<typename element_of<T>::type>;

/// The objects of a list, each as the struct made from its declaration: for (const auto& trace : args.traces).
template <class Fields>
class object_iterator {
  public:
    explicit object_iterator(const value* at) : at_(at) {}
    const Fields& operator*() const {
        static_assert(sizeof(Fields) % sizeof(value) == 0);
        return *as_laid_out<const Fields>(at_->items);
    }
    object_iterator& operator++() {
        ++at_;
        return *this;
    }
    bool operator==(const object_iterator&) const = default;

  private:
    const value* at_;
};
}  // namespace detail

class value_list;

template <fixed_string Name, class T, auto... Marks>
struct argument : argument_cell {
    using bare_type = bare<T>;
    static constexpr argument_spec spec = detail::argument_reading<Name, T, Marks...>::spec();
    static constexpr bool may_be_left_out = !spec.is_required;
    static constexpr bool may_be_null = spec.is_nullable || (may_be_left_out && !spec.default_value.given());

    constexpr argument() requires may_be_left_out = default;
    template <detail::value_for<T> V>
    argument(V v) : argument_cell{detail::value_from(v)} {}
    template <detail::text_for<T> V>
    argument(const V& text SQUALL_LIFETIMEBOUND) : argument_cell{detail::value_from(text)} {}
    template <detail::value_for<T> V>
    argument(std::optional<V> v) : argument_cell{v ? detail::value_from(*v) : value{}} {}
    template <detail::text_for<T> V>
    argument(const std::optional<V>& text SQUALL_LIFETIMEBOUND) : argument_cell{text ? detail::value_from(*text) : value{}} {}
    /// A list: list_of(…).
    template <class V>
        requires(std::same_as<V, value_list>&& detail::is_vector<bare<T>>)
    argument(const V& list SQUALL_LIFETIMEBOUND) : argument_cell{list} {}
    /// An object: the struct made from its declaration, whose members are its values in order.
    template <class V>
        requires(detail::object_type<bare<T>>&& std::same_as<V, typename detail::object_struct<bare<T>>::type>)
    argument(const V& fields SQUALL_LIFETIMEBOUND) {
        cell.type = value_type::object;
        cell.size = sizeof(V) / sizeof(value);
        cell.items = detail::as_laid_out<const value>(&fields);
    }

    // ---- after the check ----
    /// The fields of an object that is always there: args.patch->name, *args.patch.
    const auto& operator*() const requires(detail::object_type<bare<T>> && !may_be_null) { return *operator->(); }
    auto operator->() const requires(detail::object_type<bare<T>> && !may_be_null) {
        return detail::as_laid_out<const typename detail::object_struct<bare<T>>::type>(cell.items);
    }
    auto begin() const requires(detail::object_list_type<bare<T>>) {
        return detail::object_iterator<typename detail::object_struct<typename detail::element_of<bare<T>>::type>::type>(cell.items);
    }
    auto end() const requires(detail::object_list_type<bare<T>>) {
        return detail::object_iterator<typename detail::object_struct<typename detail::element_of<bare<T>>::type>::type>(cell.items +
                                                                                                                         cell.size);
    }
    /// The value, which must be there.
    [[gnu::always_inline]] detail::typed_value<bare<T>> operator*() const requires(column_value<T>) {
        assert(has_value());
        return {cell};
    }
    /// The value, or another where it is left out or null.
    [[gnu::always_inline]] detail::typed_value<bare<T>> value_or(const detail::typed_value<bare<T>>& other) const {
        return {has_value() ? cell : other.content};
    }
    template <detail::value_for<T> V>
    [[gnu::always_inline]] detail::typed_value<bare<T>> value_or(V other) const {
        return {has_value() ? cell : detail::value_from(other)};
    }
    template <detail::text_for<T> V>
    [[gnu::always_inline]] detail::typed_value<bare<T>> value_or(const V& other SQUALL_LIFETIMEBOUND) const {
        return {has_value() ? cell : detail::value_from(other)};
    }
    /// Null for a text that is empty; one that is left out stays so.
    detail::typed_value<std::optional<std::string>> null_if_empty() const requires(std::same_as<bare<T>, std::string>) {
        return {given() && size() == 0 ? null_value() : cell};
    }
    /// Whether a one_of<...> is this text: args.order.is<"newest">().
    template <fixed_string Text>
    bool is() const requires(detail::is_one_of<bare<T>>) {
        constexpr bool known = bare<T>::template contains<Text>;
        static_assert(known, "squall: is<...>() takes one of the texts of its one_of<...>");
        return has_value() && cell.view() == Text.view();
    }
    /// The value if the condition is true; otherwise it counts as omitted.
    [[gnu::always_inline]] detail::typed_value<std::optional<bare<T>>> only_if(bool condition) const {
        return {condition ? cell : value{}};
    }
};

namespace detail {
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_arguments() {
    using reading = Definition<argument_reading>;
    constexpr std::size_t width = boost::pfr::tuple_size_v<reading>;
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<argument_spec, width>{boost::pfr::tuple_element_t<I, reading>::spec()...};
    }
    (std::make_index_sequence<width>{});
}
}  // namespace detail

/// The struct that callers fill.
template <template <template <fixed_string, class, auto...> class> class Definition>
using arguments = Definition<argument>;

namespace detail {
template <template <fixed_string, class, auto...> class>
struct no_fields {};
}  // namespace detail

/// Of a function that takes none.
using no_arguments = arguments<detail::no_fields>;

namespace detail {
/// The declaration that an arguments struct was made from.
template <class Args>
struct arguments_traits;
template <template <template <fixed_string, class, auto...> class> class Definition>
struct arguments_traits<Definition<argument>> {
    static constexpr const auto& specs = argument_table<Definition>;
    static constexpr std::size_t count = argument_table<Definition>.size();
};
}  // namespace detail

template <class Args>
concept arguments_like = requires {
    detail::arguments_traits<Args>::specs;
};

/// The struct's values in order.
template <arguments_like Args>
[[gnu::always_inline]] inline std::span<value> values_of(Args& args) {
    static_assert(detail::arguments_traits<Args>::count == 0 || sizeof(Args) == detail::arguments_traits<Args>::count * sizeof(value));
    return {detail::as_laid_out<value>(&args), detail::arguments_traits<Args>::count};
}
template <arguments_like Args>
[[gnu::always_inline]] inline std::span<const value> values_of(const Args& args) {
    static_assert(detail::arguments_traits<Args>::count == 0 || sizeof(Args) == detail::arguments_traits<Args>::count * sizeof(value));
    return {detail::as_laid_out<const value>(&args), detail::arguments_traits<Args>::count};
}

namespace detail {
/// The values as the struct of a function's arguments.
template <arguments_like Args>
[[gnu::always_inline]] inline Args& arguments_at(value* values) {
    static_assert(arguments_traits<Args>::count == 0 || sizeof(Args) == arguments_traits<Args>::count * sizeof(value));
    return *as_laid_out<Args>(values);
}
}  // namespace detail

}  // namespace squall
