#pragma once
// What the library knows about a statement at compile time, printed as one line of JSON: its SQL, its parameters, its
// optional fragments, and the declared type and nullability of each result column.
#include <cstdio>
#include <squall/sql/choice.hpp>
#include <squall/sql/full_text.hpp>
#include <squall/sql/json_each.hpp>
#include <squall/sql/raw_statement.hpp>
#include <squall/sql/sql.hpp>
#include <squall/sql/sqlite_functions.hpp>
#include <squall/sql/unix_time.hpp>
#include <squall/sql/values.hpp>
#include <squall/sql/view.hpp>

namespace language_fuzz {

inline void print_text(std::string_view text) {
    std::putchar('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            std::printf("\\%c", c);
        else if (byte < 0x20)
            std::printf("\\u%04x", byte);
        else
            std::putchar(c);
    }
    std::putchar('"');
}
inline void print_field(const char* before, std::string_view text) {
    std::fputs(before, stdout);
    print_text(text);
}
inline std::string_view name_of_kind(const squall::sql_type* type) {
    using squall::value_kind;
    switch (type->kind) {
        case value_kind::text: return "text";
        case value_kind::integer: return "integer";
        case value_kind::bigint: return "bigint";
        case value_kind::real: return "real";
        case value_kind::boolean: return "boolean";
        case value_kind::timestamp: return "timestamp";
        case value_kind::date: return "date";
        case value_kind::enumeration: return "enumeration";
        case value_kind::json: return "json";
        case value_kind::blob: return "blob";
        default: return "rows";
    }
}
inline const char* word(bool value) { return value ? "true" : "false"; }

inline void print_analysis(int number, const squall::statement_data& data, const squall::detail::renderer& analysis) {
    std::printf("{\"number\":%d", number);
    print_field(",\"sql\":", data.view());
    std::printf(",\"writes\":%s,\"fragments\":[", word(data.writes));
    std::size_t begin = 0;
    for (std::size_t i = 0; i < analysis.piece_count; ++i) {
        const auto& fragment = analysis.pieces[i];
        print_field(begin == 0 && i == 0 ? "{\"text\":" : ",{\"text\":", data.view().substr(begin, fragment.begin - begin));
        print_field("},{\"text\":", data.view().substr(fragment.begin, fragment.end - fragment.begin));
        print_field(",\"condition\":", fragment.condition);
        std::putchar('}');
        begin = fragment.end;
    }
    print_field(analysis.piece_count == 0 ? "{\"text\":" : ",{\"text\":", data.view().substr(begin));
    std::fputs("}],\"parameters\":[", stdout);
    for (std::size_t i = 0; i < analysis.parameter_count; ++i) {
        const auto& p = analysis.parameters[i];
        print_field(i == 0 ? "{\"name\":" : ",{\"name\":", p.name);
        print_field(",\"type\":", name_of_kind(p.type));
        std::printf(",\"is_list\":%s,\"not_null\":%s}", word(p.is_list), word(p.not_null));
    }
    std::fputs("],\"columns\":[", stdout);
    for (std::size_t i = 0; i < analysis.column_count; ++i) {
        const auto& c = analysis.columns[i];
        print_field(i == 0 ? "{\"name\":" : ",{\"name\":", c.name);
        print_field(",\"type\":", name_of_kind(c.type));
        std::printf(",\"nullable\":%s}", word(c.nullable));
    }
    std::puts("]}");
}
template <class Q>
void print_statement(int number, Q) {
    squall::detail::check_statement<Q>();
    print_analysis(number, squall::detail::rendered_statement<Q>::data, squall::detail::analysis_of<Q>);
}
/// The same, whose rows go into a struct.
template <class Row, class Q>
void print_statement_into(int number, Q q) {
    squall::detail::check_row<Q, Row>();
    print_statement(number, q);
}
inline void print_table(std::string_view sql) {
    print_field("{\"create\":", sql);
    std::puts("}");
}

}  // namespace language_fuzz

using language_fuzz::print_statement;
using language_fuzz::print_statement_into;
using language_fuzz::print_table;
