#pragma once
// The functions of SQLite that D1 allows, by their names there: fn<"unicode">(t.name), fn<"strftime">(literal<"%Y">, t.created_at).
// The table has the types of each one. What squall has a word of its own for says it.
#include "aggregate.hpp"
#include "json.hpp"

namespace squall {

namespace detail {
enum class function_result : unsigned char { text, integer, bigint, real, date, json, blob, as_first };
/// When a function is null: when an argument is, when its first argument is, never, or also otherwise; unless its first argument is
/// a constant: that of an empty format.
enum class null_of : unsigned char { any, first, none, other, unless_constant };

struct sql_function {
    std::string_view name;
    /// Types of the arguments: t text, i integer, n number, d time or date or text, j JSON or a text or JSONB, a anything; those after | may be left
    /// out, those after * are repeated, any number of times.
    std::string_view takes{};
    function_result result = function_result::text;
    null_of null = null_of::any;
    bool is_pure = true;  // returns the same for the same arguments
    bool is_aggregate = false;
    std::string_view written_as{};  // squall's own word
};
using result_of = function_result;

inline constexpr sql_function sql_functions[] = {
    // https://www.sqlite.org/lang_corefunc.html
    {.name = "abs", .written_as = "abs()"},
    {.name = "changes", .written_as = "changes"},
    {.name = "char", .takes = "*i", .null = null_of::none},
    {.name = "coalesce", .written_as = "coalesce()"},
    {.name = "concat", .takes = "a*a", .null = null_of::none},
    {.name = "concat_ws", .takes = "ta*a", .null = null_of::first},
    {.name = "format", .takes = "t*a", .null = null_of::unless_constant},
    {.name = "glob", .written_as = "text.glob(pattern)"},
    {.name = "hex", .written_as = "hex()"},
    {.name = "ifnull", .written_as = "coalesce()"},
    {.name = "iif", .written_as = "iif()"},
    {.name = "instr", .written_as = "position()"},
    {.name = "last_insert_rowid", .result = result_of::integer, .null = null_of::none, .is_pure = false},
    {.name = "length", .written_as = "length()"},
    {.name = "like", .written_as = "text.like(pattern)"},
    {.name = "likelihood", .takes = "an", .result = result_of::as_first, .null = null_of::first},
    {.name = "likely", .takes = "a", .result = result_of::as_first},
    {.name = "lower", .written_as = "lower()"},
    {.name = "ltrim", .takes = "t|t"},
    {.name = "nullif", .written_as = "nullif()"},
    {.name = "octet_length", .takes = "a", .result = result_of::integer},
    {.name = "printf", .takes = "t*a", .null = null_of::unless_constant},
    {.name = "quote", .takes = "a", .null = null_of::none},
    {.name = "random", .result = result_of::bigint, .null = null_of::none, .is_pure = false},
    {.name = "randomblob", .takes = "i", .result = result_of::blob, .is_pure = false},
    {.name = "replace", .written_as = "replace()"},
    {.name = "round", .written_as = "round()"},
    {.name = "rtrim", .takes = "t|t"},
    {.name = "sign", .written_as = "sign()"},
    {.name = "substr", .takes = "ti|i"},
    {.name = "substring", .takes = "ti|i"},
    {.name = "total_changes", .result = result_of::integer, .null = null_of::none, .is_pure = false},
    {.name = "trim", .takes = "t|t"},
    {.name = "typeof", .takes = "a", .null = null_of::none},
    {.name = "unhex", .takes = "t|t", .result = result_of::blob, .null = null_of::other},
    {.name = "unicode", .takes = "t", .result = result_of::integer, .null = null_of::other},
    {.name = "unlikely", .takes = "a", .result = result_of::as_first},
    {.name = "upper", .written_as = "upper()"},
    {.name = "zeroblob", .takes = "i", .result = result_of::blob},
    // https://www.sqlite.org/lang_datefunc.html: null where a text is no time. "now" makes each of them read the clock.
    {.name = "date", .takes = "|d*t", .result = result_of::date, .null = null_of::other, .is_pure = false},
    {.name = "time", .takes = "|d*t", .null = null_of::other, .is_pure = false},
    {.name = "datetime", .takes = "|d*t", .null = null_of::other, .is_pure = false},
    {.name = "julianday", .takes = "|d*t", .result = result_of::real, .null = null_of::other, .is_pure = false},
    {.name = "unixepoch", .takes = "|d*t", .result = result_of::integer, .null = null_of::other, .is_pure = false},
    {.name = "strftime", .takes = "t|d*t", .null = null_of::other, .is_pure = false},
    {.name = "timediff", .takes = "dd", .null = null_of::other, .is_pure = false},
    {.name = "current_date", .result = result_of::date, .null = null_of::none, .is_pure = false},
    {.name = "current_time", .null = null_of::none, .is_pure = false},
    {.name = "current_timestamp", .null = null_of::none, .is_pure = false},
    // https://www.sqlite.org/lang_aggfunc.html
    {.name = "avg", .written_as = "avg()"},
    {.name = "count", .written_as = "count()"},
    {.name = "group_concat", .written_as = "group_concat()"},
    {.name = "max", .written_as = "max(), and greatest() of values"},
    {.name = "min", .written_as = "min(), and least() of values"},
    {.name = "string_agg", .takes = "tt", .null = null_of::any, .is_aggregate = true},
    {.name = "sum", .written_as = "sum()"},
    {.name = "total", .written_as = "total()"},
    // https://www.sqlite.org/windowfunctions.html
    {.name = "row_number", .written_as = "row_number()"},
    {.name = "rank", .written_as = "rank()"},
    {.name = "dense_rank", .written_as = "dense_rank()"},
    {.name = "percent_rank", .written_as = "percent_rank()"},
    {.name = "cume_dist", .written_as = "cume_dist()"},
    {.name = "ntile", .written_as = "ntile<n>()"},
    {.name = "lag", .written_as = "lag()"},
    {.name = "lead", .written_as = "lead()"},
    {.name = "first_value", .written_as = "first_value()"},
    {.name = "last_value", .written_as = "last_value()"},
    {.name = "nth_value", .written_as = "nth_value<n>()"},
    // https://www.sqlite.org/lang_mathfunc.html: null where there is no such number.
    {.name = "acos", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "acosh", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "asin", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "asinh", .takes = "n", .result = result_of::real},
    {.name = "atan", .takes = "n", .result = result_of::real},
    {.name = "atan2", .takes = "nn", .result = result_of::real},
    {.name = "atanh", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "ceil", .takes = "n", .result = result_of::as_first},
    {.name = "cos", .takes = "n", .result = result_of::real},
    {.name = "cosh", .takes = "n", .result = result_of::real},
    {.name = "degrees", .takes = "n", .result = result_of::real},
    {.name = "exp", .takes = "n", .result = result_of::real},
    {.name = "floor", .takes = "n", .result = result_of::as_first},
    {.name = "ln", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "log", .takes = "n|n", .result = result_of::real, .null = null_of::other},
    {.name = "log2", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "mod", .takes = "nn", .result = result_of::real, .null = null_of::other},
    {.name = "pi", .result = result_of::real, .null = null_of::none},
    {.name = "pow", .takes = "nn", .result = result_of::real, .null = null_of::other},
    {.name = "radians", .takes = "n", .result = result_of::real},
    {.name = "sin", .takes = "n", .result = result_of::real},
    {.name = "sinh", .takes = "n", .result = result_of::real},
    {.name = "sqrt", .takes = "n", .result = result_of::real, .null = null_of::other},
    {.name = "tan", .takes = "n", .result = result_of::real},
    {.name = "tanh", .takes = "n", .result = result_of::real},
    {.name = "trunc", .takes = "n", .result = result_of::as_first},
    // https://www.sqlite.org/json1.html
    {.name = "json", .takes = "j", .result = result_of::json},
    {.name = "json_array", .takes = "*a", .result = result_of::json, .null = null_of::none},
    {.name = "json_array_length", .takes = "j|t", .result = result_of::integer, .null = null_of::other},
    {.name = "json_extract", .written_as = "json_extract<\"$.path\", T>()"},
    {.name = "->", .written_as = "json_extract<\"$.path\", json<>>()"},
    {.name = "->>", .written_as = "json_extract<\"$.path\", T>()"},
    {.name = "json_insert", .takes = "j*ta", .result = result_of::json, .null = null_of::first},
    {.name = "json_object", .written_as = "json_object(entry<\"key\">(), …)"},
    {.name = "json_patch", .takes = "jj", .result = result_of::json},
    {.name = "json_remove", .takes = "j*t", .result = result_of::json, .null = null_of::other},
    {.name = "json_replace", .takes = "j*ta", .result = result_of::json, .null = null_of::first},
    {.name = "json_set", .takes = "j*ta", .result = result_of::json, .null = null_of::first},
    {.name = "json_type", .takes = "j|t", .null = null_of::other},
    {.name = "json_valid", .written_as = "json_valid()"},
    {.name = "json_quote", .takes = "a", .result = result_of::json, .null = null_of::none},
    {.name = "json_group_array", .written_as = "json_group_array()"},
    {.name = "json_group_object", .takes = "ta", .result = result_of::json, .null = null_of::none, .is_aggregate = true},
    {.name = "json_each", .written_as = "json_each<\"alias\">() in from()"},
    {.name = "json_tree", .written_as = "json_tree<\"alias\">() in from()"},
    // The same as JSONB, SQLite's own form of a document: bytes for other functions of JSON.
    {.name = "jsonb", .takes = "j", .result = result_of::blob},
    {.name = "jsonb_array", .takes = "*a", .result = result_of::blob, .null = null_of::none},
    {.name = "jsonb_extract", .written_as = "json_extract<\"$.path\", T>()"},
    {.name = "jsonb_group_array", .takes = "a", .result = result_of::blob, .null = null_of::none, .is_aggregate = true},
    {.name = "jsonb_group_object", .takes = "ta", .result = result_of::blob, .null = null_of::none, .is_aggregate = true},
    {.name = "jsonb_insert", .takes = "j*ta", .result = result_of::blob, .null = null_of::first},
    {.name = "jsonb_object", .takes = "*ta", .result = result_of::blob, .null = null_of::none},
    {.name = "jsonb_patch", .takes = "jj", .result = result_of::blob},
    {.name = "jsonb_remove", .takes = "j*t", .result = result_of::blob, .null = null_of::other},
    {.name = "jsonb_replace", .takes = "j*ta", .result = result_of::blob, .null = null_of::first},
    {.name = "jsonb_set", .takes = "j*ta", .result = result_of::blob, .null = null_of::first},
    // https://www.sqlite.org/fts5.html
    {.name = "match", .written_as = "matches()"},
    {.name = "highlight", .written_as = "highlight<\"column\", …>()"},
    {.name = "bm25", .written_as = "index.rank"},
    {.name = "snippet", .written_as = "snippet<\"column\", …>()"},
};

constexpr const sql_function* function_named(std::string_view name) {
    for (const sql_function& f : sql_functions)
        if (f.name == name) return &f;
    return nullptr;
}
/// The letter of an argument's type; NUL where there is none.
constexpr char letter_of_argument(const sql_function& f, std::size_t place) {
    const std::size_t star = f.takes.find('*');
    const std::string_view fixed = f.takes.substr(0, star);
    const std::string_view repeated = star == f.takes.npos ? "" : f.takes.substr(star + 1);
    std::size_t i = 0;
    for (char c : fixed)
        if (c != '|' && i++ == place) return c;
    return repeated.empty() ? '\0' : repeated[(place - i) % repeated.size()];
}
constexpr bool takes_so_many(const sql_function& f, std::size_t count) {
    const std::size_t star = f.takes.find('*');
    const std::string_view fixed = f.takes.substr(0, star);
    const std::size_t bar = fixed.find('|');
    const std::size_t least = bar == fixed.npos ? fixed.size() : bar, most = bar == fixed.npos ? least : fixed.size() - 1;
    if (count <= most) return count >= least;
    return star != f.takes.npos && (count - most) % (f.takes.size() - star - 1) == 0;
}
constexpr bool takes_type(char letter, const sql_type* type) {
    switch (letter) {
        case 't': return is_kept_as_text(type);
        case 'd': return is_kept_as_text(type) || is_number(type);
        case 'i': return is_integer(type);
        case 'n': return is_number(type);
        case 'j': return type->kind == value_kind::json || type->kind == value_kind::text || type->kind == value_kind::blob;
        default: return type->kind != value_kind::rows;
    }
}
/// The type of a parameter without one, by the letter.
template <char Letter>
struct type_of_letter {
    using type = std::string;
};
template <>
struct type_of_letter<'i'> {
    using type = std::int64_t;
};
template <>
struct type_of_letter<'n'> {
    using type = double;
};
template <>
struct type_of_letter<'j'> {
    using type = json<>;
};
/// A value inside a JSON document.
template <class Node>
struct json_item_node {
    using value_type = typename Node::value_type;
    static constexpr facts text(renderer& out) { return json_item<Node>(out); }
};
template <fixed_string Name, std::size_t Place, class Arg>
struct function_argument {
    static constexpr char letter = letter_of_argument(*function_named(Name.view()), Place);
    static constexpr bool has_type = true, fits = takes_type(letter, type_of_node<typename Arg::node>);
    static constexpr bool is_item = letter == 'a' && Name.view().substr(0, 4) == "json";
    using node = std::conditional_t<is_item, json_item_node<typename Arg::node>, typename Arg::node>;
};
template <fixed_string Name, std::size_t Place, fixed_string Parameter>
struct function_argument<Name, Place, untyped_parameter<Parameter>> {
    static constexpr char letter = letter_of_argument(*function_named(Name.view()), Place);
    static constexpr bool has_type = letter != 'a', fits = true;
    using node = parameter_node<Parameter, typename type_of_letter<letter>::type, false>;
};
template <function_result Result, class... Nodes>
struct type_of_result {
    using type = std::string;
};
template <class... Nodes>
struct type_of_result<function_result::integer, Nodes...> {
    using type = std::int64_t;
};
template <class... Nodes>
struct type_of_result<function_result::real, Nodes...> {
    using type = double;
};
template <class... Nodes>
struct type_of_result<function_result::bigint, Nodes...> {
    using type = bigint;
};
template <class... Nodes>
struct type_of_result<function_result::blob, Nodes...> {
    using type = blob;
};
template <class... Nodes>
struct type_of_result<function_result::date, Nodes...> {
    using type = date;
};
template <class... Nodes>
struct type_of_result<function_result::json, Nodes...> {
    using type = json<>;
};
template <class First, class... Rest>
struct type_of_result<function_result::as_first, First, Rest...> {
    using type = bare<typename First::value_type>;
};

template <class... Nodes>
inline constexpr bool begins_with_constant = false;
template <class First, class... Rest>
inline constexpr bool begins_with_constant<First, Rest...> = is_constant_node<First>;

template <fixed_string Name, class T, class... Nodes>
struct function_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        constexpr const sql_function& f = *function_named(kept<Name>);
        if (!f.is_pure) out.repeat.reads_clock = true;
        constexpr bool is_keyword = Name.view().substr(0, 8) == "current_";
        out << Name << (is_keyword ? "" : "(");
        facts all, first;
        std::size_t i = 0;
        [[maybe_unused]] const auto add = [&](facts one) {
            if (i++ == 0) first = one;
            all |= one;
        };
        ((out << (i == 0 ? "" : ", "), add(Nodes::text(out))), ...);
        if (!is_keyword) out << ')';
        all.has_two_time_forms = f.result == result_of::as_first && first.has_two_time_forms;
        if (f.null == null_of::first) {
            all.may_be_null = first.may_be_null;
            all.null_with = first.null_with;
        }
        if (f.null == null_of::unless_constant) return all.null_if(!begins_with_constant<Nodes...>);
        if (f.null == null_of::none || f.null == null_of::other) return all.null_if(f.null == null_of::other);
        return all;
    }
};
template <fixed_string Name, class T, class... Nodes>
inline constexpr bool is_real_node<function_node<Name, T, Nodes...>> = function_named(Name.view())->result == function_result::real;
template <fixed_string Name, class... Nodes>
constexpr auto make_call() {
    constexpr const sql_function& f = *function_named(kept<Name>);
    using type = typename type_of_result<f.result, Nodes...>::type;
    if constexpr (f.is_aggregate)
        return expression<aggregate_node<joined_text<Name, "(">(), ")", type,
                                         f.null == null_of::none ? of_no_rows::is_value : of_no_rows::is_null, Nodes...>>{};
    else
        return expression<function_node<Name, type, Nodes...>>{};
}
template <class Argument, class Arg>
constexpr void check_item() {
    if constexpr (requires { Argument::is_item; }) {
        if constexpr (Argument::is_item) check_json_items<typename Arg::node>();
    }
}
template <fixed_string Name, class... Args, std::size_t... I>
constexpr auto checked_call(std::index_sequence<I...>) {
    constexpr bool typed = (function_argument<Name, I, Args>::has_type && ...);
    static_assert(typed, "squall: this argument of the function may have any type: param<\"name\", T> says which");
    constexpr bool fits = (function_argument<Name, I, Args>::fits && ...);
    static_assert(fits, "squall: an argument of the function has another type than sql/sqlite_functions.hpp says");
    (check_item<function_argument<Name, I, Args>, Args>(), ...);
    if constexpr (typed && fits) return make_call<Name, typename function_argument<Name, I, Args>::node...>();
}
}  // namespace detail

/// A function of SQLite that D1 allows, by its name there. Its types stand in the table above.
template <fixed_string Name, operand... Args>
constexpr auto fn(Args...) {
    constexpr const detail::sql_function* f = detail::function_named(Name.view());
    constexpr bool is_known = f != nullptr;
    static_assert(is_known, "squall: fn<...>() names no function of SQLite that D1 allows; sql/sqlite_functions.hpp lists them");
    if constexpr (is_known) {
        constexpr bool has_no_own_word = f->written_as.empty();
        static_assert(has_no_own_word, "squall: squall has a word of its own for this function; sql/sqlite_functions.hpp says which");
        constexpr bool count_fits = !has_no_own_word || detail::takes_so_many(*f, sizeof...(Args));
        static_assert(count_fits, "squall: the function takes another number of arguments than sql/sqlite_functions.hpp says");
        if constexpr (has_no_own_word && count_fits) return detail::checked_call<Name, Args...>(std::index_sequence_for<Args...>{});
    }
}

}  // namespace squall
