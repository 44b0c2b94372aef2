#pragma once
// Tables for tests of value types that iofold does not use: blobs and exact integers of 64 bits.
#include "squall/squall.hpp"

namespace value_types {

using squall::bigint;
using squall::blob;
using squall::fixed_string;

/// An amount in cents.
struct Money {
    std::int64_t cents = 0;
    bool operator==(const Money&) const = default;
};
/// A country by its two letters.
struct Country {
    std::string letters;
    bool operator==(const Country&) const = default;
};
enum class Priority { low = 1, high = 5 };

}  // namespace value_types

template <>
struct squall::codec<value_types::Money> {
    using stored = std::int64_t;
    static constexpr std::string_view typescript = "number & { readonly unit?: \"cents\" }";
    static constexpr std::int64_t to_stored(const value_types::Money& m) { return m.cents; }
    static constexpr value_types::Money from_stored(std::int64_t cents) { return {cents}; }
};
template <>
struct squall::codec<value_types::Country> {
    using stored = std::string;
    static std::string_view to_stored(const value_types::Country& c) { return c.letters; }
    static value_types::Country from_stored(std::string letters) { return {std::move(letters)}; }
};
template <>
struct squall::codec<value_types::Priority> {
    using stored = std::int64_t;
    static constexpr std::int64_t to_stored(value_types::Priority p) { return static_cast<std::int64_t>(p); }
    static constexpr value_types::Priority from_stored(std::int64_t n) { return static_cast<value_types::Priority>(n); }
};

namespace value_types {
namespace schema {

template <template <fixed_string, class, auto...> class column>
struct folders_table {
    column<"id", std::string, squall::primary_key> id{};
    column<"key", blob, squall::unique> key{};
};
inline constexpr squall::table<folders_table, "folders"> folders;

template <template <fixed_string, class, auto...> class column>
struct files_table {
    column<"id", bigint, squall::primary_key> id{};
    column<"folder_id", std::string, squall::references<"folders", "id">> folder_id{};
    column<"data", blob> data{};
    column<"hash", std::optional<blob>> hash{};
    column<"size", std::optional<bigint>> size{};
};
inline constexpr squall::table<files_table, "files"> files;

template <template <fixed_string, class, auto...> class column>
struct prices_table {
    column<"country", Country, squall::primary_key> country{};
    column<"price", Money> price{};
    column<"reduced", std::optional<Money>> reduced{};
    column<"priority", Priority, squall::default_sql<"1">> priority{};
};
inline constexpr squall::table<prices_table, "prices"> prices;

inline constexpr auto tables = squall::relation_list<folders, files, prices>{};

using Price = squall::row_of<prices>;
using Folder = squall::row_of<folders>;
using File = squall::row_of<files>;

}  // namespace schema
}  // namespace value_types
