// Any cells as the rows of a statement: read into row structs, lists, pages and cursors.
#include "must.hpp"
#include "repositories/repositories.hpp"
#include "squall/core/answer.hpp"
#include "squall/core/database.hpp"

using namespace squall;

namespace {

cell any_cell(FuzzedDataProvider& from) {
    switch (from.ConsumeIntegralInRange(0, 3)) {
        case 0: return std::monostate{};
        case 1: return from.ConsumeIntegral<std::int64_t>();
        case 2: return from.ConsumeFloatingPoint<double>();
        default: return from.ConsumeRandomLengthString(40);
    }
}

/// How many columns the statement of a result has.
template <class T>
struct width_of {
    static constexpr std::size_t columns = boost::pfr::tuple_size_v<T>;
};
template <class Row>
struct width_of<std::optional<Row>> : width_of<Row> {};
template <class Row>
struct width_of<std::vector<Row>> : width_of<Row> {};
template <class Row, fixed_string... Keys>
struct width_of<page<Row, Keys...>> : width_of<Row> {};

/// An answer to a function whose statement gives so many columns.
template <class T>
void read(FuzzedDataProvider& from, std::size_t width) {
    std::vector<answer> answers(1);
    answers[0].width = width;
    const auto rows = from.ConsumeIntegralInRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < rows * width; ++i) answers[0].cells.push_back(any_cell(from));
    const auto page_rows = from.ConsumeIntegralInRange<std::uint32_t>(1, 3);
    detail::answer_reader in{answers, page_rows};
    const auto result = detail::result_reader<T>::read(in);
    if constexpr (needs_row<T>)
        fuzz::must(static_cast<bool>(result) == (rows > 0), "a row that is needed is there, or the result says that it is not");
    if constexpr (requires { result.value().next_cursor; }) {
        fuzz::must(static_cast<bool>(result), "a page can always be read");
        fuzz::must(result.value().items.size() == std::min<std::size_t>(rows, page_rows), "a page has the rows that it may have");
        fuzz::must(result.value().next_cursor.has_value() == (rows > page_rows), "there is a cursor where rows are left");
        if (!result.value().next_cursor) return;
        detail::text_arena texts;
        using traits = detail::page_traits<T>;
        fuzz::must(read_cursor(traits::number, traits::key_count, *result.value().next_cursor, texts).has_value(),
                   "the cursor is one of this list");
    }
}
template <auto Function>
void read_result_of(FuzzedDataProvider& from) {
    using result = typename detail::function_traits<Function>::result_type;
    read<result>(from, width_of<result>::columns);
}
template <class Row>
void read_row_of(FuzzedDataProvider& from) {
    constexpr std::size_t width = boost::pfr::tuple_size_v<Row>;
    switch (from.ConsumeIntegralInRange(0, 2)) {
        case 0: return read<Row>(from, width);
        case 1: return read<std::optional<Row>>(from, width);
        default: return read<std::vector<Row>>(from, width);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider from(data, size);
    switch (from.ConsumeIntegralInRange(0, 10)) {
        case 0: read_row_of<iofold::schema::Agent>(from); break;
        case 1: read_row_of<iofold::schema::Job>(from); break;
        case 2: read_row_of<iofold::schema::Trace>(from); break;
        case 3: read_result_of<iofold::agents::list>(from); break;
        case 4: read_result_of<iofold::traces::list>(from); break;
        case 5: read_result_of<iofold::task_similar_traces::list>(from); break;  // sorted by a real number
        case 6: read_result_of<iofold::feedback::list>(from); break;
        case 7: read_result_of<iofold::overviews::agent>(from); break;  // rows within rows
        case 8: read_result_of<iofold::overviews::taskset>(from); break;
        case 9: read_result_of<iofold::overviews::session>(from); break;
        default: read<std::int64_t>(from, 1); break;
    }
    return 0;
}
