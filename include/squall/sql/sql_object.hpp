#pragma once
// An object of the database that is declared as its own SQL: a trigger, a view, an index, a virtual table, or a table. Migrations
// create it, and drop and create it where its SQL has changed; it is part of snapshots and exports.
//
//     inline constexpr squall::sql_object<"places", "CREATE VIRTUAL TABLE places USING rtree(id, west, east)"> places;
//     inline constexpr squall::sql_object<"audit_users",
//                                     "CREATE TRIGGER audit_users BEFORE DELETE ON users WHEN old.is_admin BEGIN "
//                                     "SELECT RAISE(ABORT, 'an admin stays'); END", users> audit_users;
//
// List it with the full-text indexes and triggers: squall_add_tool(… OTHERS …).
#include <array>
#include <string_view>

#include "declared_triggers.hpp"
#include "fixed_string.hpp"
#include "identifier.hpp"

namespace squall {

namespace detail {
/// Reads the words at the beginning of a CREATE statement.
class create_words {
  public:
    constexpr explicit create_words(std::string_view sql) : sql_(sql) {}

    constexpr bool take(std::string_view word) {
        const std::string_view rest = sql_;
        if (!identifiers::same_word(next(), word)) sql_ = rest;
        return sql_.size() != rest.size();
    }
    constexpr std::string_view next() {
        while (!sql_.empty() && (sql_[0] == ' ' || sql_[0] == '\n' || sql_[0] == '\t' || sql_[0] == '\r')) sql_.remove_prefix(1);
        if (sql_.empty()) return {};
        std::size_t end = end_of_quoted(sql_, 0);
        while (end < sql_.size() && is_of_word(sql_[end])) ++end;
        if (end == 0) end = 1;
        const std::string_view word = sql_.substr(0, end);
        sql_.remove_prefix(end);
        return word;
    }
    constexpr std::string_view rest() const { return sql_; }

  private:
    static constexpr bool is_of_word(char c) {
        const char l = identifiers::lower(c);
        return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
    }
    std::string_view sql_;
};

/// Whether a name as it stands in SQL is this one.
constexpr bool is_written_name(std::string_view written, std::string_view name) {
    if (written.size() < 2 || end_of_quoted(written, 0) == 0) return identifiers::same_word(written, name);
    const char close = written[0] == '[' ? ']' : written[0];
    std::size_t at = 0;
    for (std::size_t i = 1; i + 1 < written.size(); ++i, ++at) {
        if (at >= name.size() || identifiers::lower(written[i]) != identifiers::lower(name[at])) return false;
        if (written[i] == close) ++i;
    }
    return at == name.size();
}
/// Whether the SQL creates one lasting object of this name.
constexpr bool creates_object(std::string_view sql, std::string_view name) {
    create_words words(sql);
    if (name.empty() || !words.take("CREATE")) return false;
    if (words.take("VIRTUAL")) {
        if (!words.take("TABLE")) return false;
    } else if (words.take("UNIQUE")) {
        if (!words.take("INDEX")) return false;
    } else if (!words.take("TABLE") && !words.take("INDEX") && !words.take("VIEW") && !words.take("TRIGGER")) {
        return false;
    }
    if (words.take("IF") && !(words.take("NOT") && words.take("EXISTS"))) return false;
    const std::string_view first = words.next();
    create_words behind = words;
    return is_written_name(behind.take(".") ? behind.next() : first, name);
}
}  // namespace detail

/// `Tables`: those whose writes a trigger adds to. Such writes are never retried.
template <fixed_string Name, fixed_string Sql, const auto&... Tables>
struct sql_object {
    static constexpr std::string_view name = detail::kept<Name>;
    static constexpr bool is_created = detail::creates_object(detail::kept<Sql>, detail::kept<Name>);
    static_assert(is_created, "squall: sql_object<...> creates a table, virtual table, index, view or trigger of its name");
    static_assert(((sizeof(detail::declared_trigger<typename std::remove_cvref_t<decltype(Tables)>::self_::base>) > 0) && ... && true));
    struct ddl {
        static constexpr std::array<std::string_view, 1> statements{detail::kept<Sql>};
    };
};

}  // namespace squall
