#pragma once
// The values of an enum and their stored texts, read off the compiler's own spelling of them, so that no name is written twice.
#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

#include "enum_check.hpp"

namespace squall {

/// How a type of your own is stored (types.hpp).
template <class T>
struct codec;
namespace detail {
template <class T>
concept has_codec = requires {
    typename codec<T>::stored;
};
}  // namespace detail

/// An enum that is stored by its names. One with a codec is stored as that says.
template <class T>
concept enumeration = std::is_enum_v<T> && !std::is_same_v<T, std::byte> && !detail::has_codec<T>;

/// The text that the database holds for a value, where that is not the value's own name. Specialise it behind the enum:
///     template <> inline constexpr const char* squall::stored_text<Status::in_progress> = "in-progress";
template <auto Value>
inline constexpr const char* stored_text = nullptr;

namespace detail {
template <auto... Values>
struct enum_value_list {};
}  // namespace detail

/// The values of an enum, listed: needed where one lies outside the numbers that are searched. Without it, and where the list leaves
/// one out, the enum does not compile (enum_check.hpp).
///     template <> inline constexpr auto squall::enum_values_of<Code> = squall::enum_values<Code::ok, Code::gone>;
template <auto... Values>
inline constexpr detail::enum_value_list<Values...> enum_values{};
template <enumeration E>
inline constexpr detail::enum_value_list<> enum_values_of{};

namespace detail::enums {

template <auto... Values>
constexpr std::string_view spelling() {
    return __PRETTY_FUNCTION__;
}
/// Numbers that may have a name, each once.
struct number_list {
    std::array<long long, 1024> numbers{};
    std::size_t count = 0;
    constexpr void add(long long n) { numbers[count++] = n; }
};
// An enum without a type of its own need not hold all the numbers that are searched.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunknown-warning-option"
#pragma clang diagnostic ignored "-Wenum-constexpr-conversion"
#elif defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#endif
/// `enum E : int` and every enum class. Any other enum has the numbers that the bits of its values hold: clang 16 to 19 warn of
/// another number, newer ones refuse it, which a substitution can ask.
template <class E>
concept has_fixed_type = requires { E{0}; };
template <class E, long long N, class = void>
inline constexpr bool is_in_range = false;
template <class E, long long N>
inline constexpr bool is_in_range<E, N, std::void_t<std::integral_constant<E, static_cast<E>(N)>>> = true;
/// How many bits the numbers of such an enum have, the sign not counted.
template <class E>
inline constexpr int bits_of = []<int... Bit>(std::integer_sequence<int, Bit...>) {
    return (0 + ... + (is_in_range<E, (1LL << Bit)> ? 1 : 0));
}(std::make_integer_sequence<int, 31>{});

template <class E>
constexpr bool holds(long long n) {
    using number = std::underlying_type_t<E>;
    if constexpr (std::is_same_v<number, bool>)
        return n == 0 || n == 1;
    else if constexpr (!has_fixed_type<E>)
        return n >= (is_in_range<E, -1> ? -(1LL << bits_of<E>) : 0) && n < (1LL << bits_of<E>);
    else
        return n >= static_cast<long long>(std::numeric_limits<number>::min()) &&
               (n < 0 || static_cast<unsigned long long>(n) <= static_cast<unsigned long long>(std::numeric_limits<number>::max()));
}
/// Where almost every enum has all its values: the first numbers, and those that stand for "other" or "unknown". To spell a number
/// costs time in every source that includes the enum, so that the other numbers are searched only where these are not enough.
inline constexpr long long last_near = 62;
template <class E>
inline constexpr number_list near_numbers = [] {
    number_list all;
    for (long long n = -1; n <= last_near; ++n)
        if (holds<E>(n)) all.add(n);
    for (long long n : {99LL,     100LL,           127LL,   128LL,   200LL,   255LL,    256LL,    404LL,     500LL,           512LL,
                        999LL,    1'000LL,         1'024LL, 4'096LL, 9'999LL, 10'000LL, 32'767LL, 32'768LL,  65'535LL,        65'536LL,
                        99'999LL, 2'147'483'647LL, -2LL,    -100LL,  -128LL,  -999LL,   -1'000LL, -32'768LL, -2'147'483'648LL})
        if (holds<E>(n)) all.add(n);
    return all;
}();
/// All that are searched: from first_dense to last_dense, and behind them powers of two and of ten, their neighbours and multiples,
/// and the ends of the integer types.
inline constexpr long long first_dense = -16, last_dense = 639;
template <class E>
inline constexpr number_list all_numbers = [] {
    number_list all;
    for (long long n = first_dense; n <= last_dense; ++n)
        if (holds<E>(n)) all.add(n);
    const std::size_t sparse_begin = all.count;
    const auto add = [&](long long n) {
        if (!holds<E>(n) || (n >= first_dense && n <= last_dense)) return;
        for (std::size_t i = sparse_begin; i < all.count; ++i)
            if (all.numbers[i] == n) return;
        all.add(n);
    };
    for (int bit = 9; bit < 32; ++bit)
        for (long long near : {-1LL, 0LL, 1LL}) add((1LL << bit) + near);
    for (long long power = 100; power <= 100'000; power *= 10)
        for (long long digit = 1; digit < 10; ++digit) add(power * digit);
    for (long long nines : {999LL, 9'999LL, 99'999LL}) add(nines);
    for (long long negative : {-100LL, -128LL, -255LL, -999LL, -1'000LL, -9'999LL, -32'768LL, -2'147'483'648LL}) add(negative);
    return all;
}();

template <class E, const number_list& List, std::size_t... I>
constexpr std::string_view spelling_of(std::index_sequence<I...>) {
    return spelling<static_cast<E>(List.numbers[I])...>();
}
#if defined(__clang__)
#pragma clang diagnostic pop
#elif defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

template <auto... Values>
constexpr std::string_view spelling_of_all(detail::enum_value_list<Values...>) {
    return spelling<Values...>();
}

/// A value and where its name stands in the spelling.
struct found_name {
    std::size_t index = 0, begin = 0, size = 0;
    constexpr std::string_view in(std::string_view spelling) const { return spelling.substr(begin, size); }
};
template <std::size_t Most>
struct names_found {
    std::array<found_name, Most + 1> names{};
    std::size_t count = 0;
};
constexpr std::size_t digits_of(long long n) {
    std::size_t count = n < 0 ? 2 : 1;
    for (n /= 10; n != 0; n /= 10) ++count;
    return count;
}
/// Both compilers list the values in order, one without a name as a cast: "Values = {E::a, E::b, (E)2, …}". `cast`: the size of
/// "(E)", and 0 where it is not known yet.
template <std::size_t Count, class Number>
constexpr names_found<Count> find_names(std::string_view all, Number number) {
    names_found<Count> found;
    std::size_t at = all.find("Values = ") + 10;  // behind the brace
    std::size_t cast = 0;
    for (std::size_t i = 0; i < Count; ++i) {
        const std::size_t digits = digits_of(number(i));
        // As the casts before it, it ends just before a comma or the closing brace.
        if (cast != 0 && all[at] == '(' && all[at + cast - 1] == ')' && at + cast + digits < all.size() &&
            (all[at + cast] == '-' || (all[at + cast] >= '0' && all[at + cast] <= '9')) &&
            (all[at + cast + digits] == ',' || i + 1 == Count)) {
            at += cast + digits + 2;
            continue;
        }
        std::size_t end = at, begin = at;
        int depth = 0;  // of the <…> around the arguments of a template
        for (; depth > 0 || (all[end] != ',' && all[end] != ';' && all[end] != ']'); ++end) {
            if (all[end] == '<') ++depth;
            if (all[end] == '>') --depth;
            if (depth < 0) break;  // the closing brace of clang
            if (depth == 0 && (all[end] == ':' || all[end] == ')')) begin = end + 1;
        }
        std::size_t stop = end;
        if (i + 1 == Count && all[stop] != '>') --stop;
        if (all[begin] == '-' || (all[begin] >= '0' && all[begin] <= '9'))
            cast = begin - at;
        else
            found.names[found.count++] = {i, begin, stop - begin};
        at = end + 2;
    }
    return found;
}

/// The values of E among the numbers of a list.
template <class E, const number_list& List>
struct found_in {
    static constexpr std::string_view all = spelling_of<E, List>(std::make_index_sequence<List.count>{});
    static constexpr auto found = find_names<List.count>(all, [](std::size_t i) { return List.numbers[i]; });

    static constexpr std::size_t count = found.count;
    static constexpr long long number(std::size_t i) { return List.numbers[found.names[i].index]; }
    template <std::size_t I>
    static constexpr E value = static_cast<E>(number(I));
    static constexpr std::string_view name(std::size_t i) { return found.names[i].in(all); }
    /// The values are numbered from 0 without a gap, and the last number is not a name: no reason to search further. A value that lies
    /// elsewhere all the same does not compile (enum_check.hpp).
    static constexpr bool is_plain = [] {
        for (std::size_t i = 0; i < count; ++i)
            if (number(i) != static_cast<long long>(i)) return false;
        return count > 0 && static_cast<long long>(count) <= last_near;
    }();
};
template <class E, bool IsPlain = found_in<E, near_numbers<E>>::is_plain>
struct found_anywhere : found_in<E, near_numbers<E>> {};
template <class E>
struct found_anywhere<E, false> : found_in<E, all_numbers<E>> {};

/// The values of an enum: those found, or those of enum_values_of.
template <class E, class List>
struct searched : found_anywhere<E> {};
template <class E, auto First, auto... Rest>
struct searched<E, detail::enum_value_list<First, Rest...>> {
    static constexpr std::string_view all = spelling_of_all(detail::enum_value_list<First, Rest...>{});
    static constexpr std::array<E, 1 + sizeof...(Rest)> listed{First, Rest...};
    static constexpr auto found = find_names<listed.size()>(all, [](std::size_t i) { return static_cast<long long>(listed[i]); });

    static constexpr std::size_t count = found.count;
    template <std::size_t I>
    static constexpr E value = listed[found.names[I].index];
    static constexpr std::string_view name(std::size_t i) { return found.names[i].in(all); }
};

/// The names and texts of an enum, in the order of their numbers, or as they are listed in enum_values_of.
template <enumeration E>
struct table_of {
    using search = searched<E, std::remove_cvref_t<decltype(enum_values_of<E>)>>;
    static constexpr std::size_t count = search::count;
    static constexpr bool has_values = count > 0;
    static_assert(has_values, "squall: no value of the enum is found; list them: enum_values_of<E> = enum_values<E::a, ...>");

    static constexpr auto numbers = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<E, count>{search::template value<I>...};
    }
    (std::make_index_sequence<count>{});
    static constexpr value_runs<E, count> runs{numbers};
    static constexpr bool are_few_runs = runs.count <= most_runs;
    static_assert(are_few_runs, "squall: the values of the enum have too many gaps; number them without gaps: the database stores names");
    static constexpr bool is_whole = squall_does_not_find_a_value_so_list_all_in_enum_values_of<runs>(numbers[0]);
    static_assert(is_whole || !are_few_runs, "squall: not every value of the enum is found");
    /// The texts, of which only these bytes come into a program.
    static constexpr std::string_view given(std::size_t i, const char* stored) {
        return stored != nullptr ? std::string_view(stored) : search::name(i);
    }
    static constexpr std::size_t bytes = []<std::size_t... I>(std::index_sequence<I...>) {
        return (given(I, stored_text<search::template value<I>>).size() + ... + 1);
    }
    (std::make_index_sequence<count>{});
    static constexpr auto chars = []<std::size_t... I>(std::index_sequence<I...>) {
        std::array<char, bytes> buffer{};
        std::size_t at = 0;
        const auto append = [&](std::string_view text) {
            for (char c : text) buffer[at++] = c;
        };
        (append(given(I, stored_text<search::template value<I>>)), ...);
        return buffer;
    }
    (std::make_index_sequence<count>{});
    static constexpr auto names = []<std::size_t... I>(std::index_sequence<I...>) {
        const std::size_t sizes[] = {given(I, stored_text<search::template value<I>>).size()...};
        std::array<std::string_view, count> all{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < count; ++i) {
            all[i] = std::string_view(chars.data() + at, sizes[i]);
            at += sizes[i];
        }
        return all;
    }
    (std::make_index_sequence<count>{});
    static constexpr bool are_distinct = [] {
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (names[i] == names[k]) return false;
        return true;
    }();
    static_assert(are_distinct, "squall: two values of the enum have the same stored_text");
    static constexpr bool is_dense = [] {
        for (std::size_t i = 0; i < count; ++i)
            if (static_cast<long long>(numbers[i]) != static_cast<long long>(i)) return false;
        return true;
    }();
};

}  // namespace detail::enums

/// How many values an enum has.
template <enumeration E>
inline constexpr std::size_t enum_size = detail::enums::table_of<E>::count;

/// The texts of all values, in the order of their numbers.
template <enumeration E>
inline constexpr const auto& enum_texts = detail::enums::table_of<E>::names;

/// The value whose text stands at this place of enum_texts.
template <enumeration E>
constexpr E enum_value(std::size_t place) {
    return detail::enums::table_of<E>::numbers[place];
}

/// The place of a value in enum_texts; enum_size<E> for a number that has no name.
template <enumeration E>
constexpr std::size_t place_of(E value) {
    using table = detail::enums::table_of<E>;
    if constexpr (table::is_dense) {
        const auto number = static_cast<unsigned long long>(value);
        return number < table::count ? static_cast<std::size_t>(number) : table::count;
    } else {
        std::size_t i = 0;
        while (i < table::count && table::numbers[i] != value) ++i;
        return i;
    }
}
template <enumeration E>
constexpr bool is_value_of(E value) {
    return place_of(value) < enum_size<E>;
}

/// A value's text in the database: its own identifier, or its stored_text. Empty for a number that has no name.
template <enumeration E>
constexpr std::string_view name_of(E value) {
    const std::size_t place = place_of(value);
    return place < enum_size<E> ? enum_texts<E>[place] : std::string_view();
}

}  // namespace squall
