#pragma once
// Rows as a native binding reads them, and how they become a plan's result. The module has no part in this: there the
// shim maps rows (js-shim/src/result.ts).
#include <algorithm>
#include <boost/pfr/core.hpp>
#include <string>
#include <variant>
#include <vector>

#include "result.hpp"
#include "result_shape.hpp"
#include "squall/sql/nested.hpp"

namespace squall {

using cell = std::variant<std::monostate, std::int64_t, double, std::string>;

namespace detail {
/// What a C++ value cannot hold of a row that is being read: the first such cell.
struct unread_cell {
    enum class reason : unsigned char { none, no_integer, no_bigint, no_exact_real };
    reason why = reason::none;
    std::string_view column{};

    void report(reason r) {
        if (why == reason::none) why = r;
    }
    bool found() const { return why != reason::none; }
};
/// The error of such a cell; it names the column.
error unreadable(const unread_cell& cell);

template <class Row>
Row read_row(const cell* cells, unread_cell& unread);
}  // namespace detail

/// The rows of one statement, cell after cell.
struct answer {
    std::size_t width = 0;
    std::vector<cell> cells;
    std::vector<std::size_t> blobs{};  // the places of those cells that are blobs, in order: a cell has their bytes as a text's
    std::size_t rows() const { return width == 0 ? 0 : cells.size() / width; }
    const cell* row(std::size_t i) const { return cells.data() + i * width; }
    bool is_blob(std::size_t row, std::size_t column) const { return std::binary_search(blobs.begin(), blobs.end(), row * width + column); }
    void append(const answer& more) {
        for (const std::size_t place : more.blobs) blobs.push_back(cells.size() + place);
        cells.insert(cells.end(), more.cells.begin(), more.cells.end());
    }
};

namespace detail {
// ---- one cell -------------------------------------------------------------------------------------------------------
/// A cell of another type than the declared one is read as CAST to the declared type reads it; squall verify finds such cells.
std::string text_of_cell(const cell& c);
std::int64_t integer_of_cell(const cell& c);
double real_of_cell(const cell& c);
/// The integer of an integer column. A number beyond 64 bits is an error, never the nearest one.
std::int64_t integer_of_cell(const cell& c, unread_cell& unread);
/// The integer of a bigint column. What is no integer of 64 bits is an error, never the nearest one.
std::int64_t bigint_of_cell(const cell& c, unread_cell& unread);
/// The number of a real column. A stored integer that no double is equal to is an error, never the nearest one.
double exact_real_of_cell(const cell& c, unread_cell& unread);
}  // namespace detail

/// As SQLite takes a value for a condition: a number other than 0, or a text that begins with one. 'false' and 'true' are both false.
bool truth_of_cell(const cell& c);

namespace detail {
/// The cells of one nested row, and of a list of them, row after row (include/squall/sql/nested.hpp says how they come).
std::vector<cell> cells_of_row(std::string_view json);
std::vector<cell> cells_of_rows(std::string_view json);

template <class T>
void read_cell(const cell& c, T& out, unread_cell& unread) {
    if constexpr (is_optional<T>) {
        if (std::holds_alternative<std::monostate>(c)) {
            out.reset();
        } else {
            out.emplace();
            read_cell(c, *out, unread);
        }
    } else if constexpr (std::same_as<T, std::string>) {
        out = text_of_cell(c);
    } else if constexpr (std::same_as<T, std::int64_t>) {
        out = integer_of_cell(c, unread);
    } else if constexpr (std::same_as<T, double>) {
        out = exact_real_of_cell(c, unread);
    } else if constexpr (std::same_as<T, bool>) {
        out = truth_of_cell(c);
    } else if constexpr (std::same_as<T, bigint>) {
        out = bigint_of_cell(c, unread);
    } else if constexpr (has_codec<T>) {
        typename codec<T>::stored stored{};
        read_cell(c, stored, unread);
        out = codec<T>::from_stored(stored);
    } else if constexpr (std::same_as<T, blob>) {
        const std::string bytes = text_of_cell(c);
        const auto* begin = reinterpret_cast<const std::byte*>(bytes.data());
        out.assign(begin, begin + bytes.size());
    } else if constexpr (declared_row<T>) {
        constexpr std::size_t width = definition_of<T>::columns.size();
        const std::vector<cell> cells = cells_of_row(text_of_cell(c));
        if (cells.size() == width) out = read_row<T>(cells.data(), unread);
    } else if constexpr (is_row_list<T>) {
        using row = typename T::value_type;
        constexpr std::size_t width = definition_of<row>::columns.size();
        const std::vector<cell> cells = cells_of_rows(text_of_cell(c));
        for (std::size_t i = 0; i + width <= cells.size(); i += width) out.push_back(read_row<row>(&cells[i], unread));
    } else {
        out.text = text_of_cell(c);  // timestamp, date, json<…>, stored_enum<…>
    }
}

// ---- results --------------------------------------------------------------------------------------------------------
/// The answers of one plan, taken one after the other.
struct answer_reader {
    const std::vector<answer>& answers;
    std::uint32_t page_rows = 0;
    std::size_t next = 0;
    const answer* take() { return next < answers.size() ? &answers[next++] : nullptr; }
};

/// A field of a row: that of a bigint column is an std::int64_t.
template <class T>
void read_field(value_kind kind, const cell& c, T& out, unread_cell& unread) {
    if constexpr (std::same_as<bare<T>, std::int64_t>) {
        const bool is_missing = is_optional<T> && std::holds_alternative<std::monostate>(c);
        if (kind == value_kind::bigint && !is_missing) {
            out = bigint_of_cell(c, unread);
            return;
        }
    }
    read_cell(c, out, unread);
}
template <class Row>
Row read_row(const cell* cells, unread_cell& unread) {
    if constexpr (declared_row<Row>) {
        Row row{};
        std::size_t i = 0;
        boost::pfr::for_each_field(row, [&](auto& field) {
            read_field(definition_of<Row>::columns[i].type->kind, cells[i], field, unread);
            if (unread.found() && unread.column.empty()) unread.column = definition_of<Row>::columns[i].name;
            ++i;
        });
        return row;
    } else {
        Row value{};
        read_cell(cells[0], value, unread);
        return value;
    }
}

/// How many cells a row of a result has.
template <class Row>
inline constexpr std::size_t width_of = [] {
    if constexpr (declared_row<Row>)
        return definition_of<Row>::columns.size();
    else
        return std::size_t{1};
}();
/// Whether rows may be read as these. A database at another place, or of another schema, may answer otherwise.
inline bool has_width(const answer& a, std::size_t width) { return a.rows() == 0 || a.width == width; }
inline error wrong_width(const answer& a, std::size_t width) {
    error e;
    e.message = "internal: the database answered with rows of " + std::to_string(a.width) + " cells where " + std::to_string(width) +
                " were asked for";
    return e;
}

inline error missing_row() {
    error e;
    e.kind = error_kind::not_found;
    e.message = "not_found: row";
    return e;
}

template <class T>
struct result_reader {
    /// One row: a struct needs it; a count is 0 and a boolean false without.
    static result<T> read(answer_reader& in) {
        const answer* a = in.take();
        if (a == nullptr || a->rows() == 0) {
            if constexpr (needs_row<T>)
                return missing_row();
            else
                return T{};
        }
        if (!has_width(*a, width_of<T>)) return wrong_width(*a, width_of<T>);
        unread_cell unread;
        T row = read_row<T>(a->row(0), unread);
        if (unread.found()) return unreadable(unread);
        return row;
    }
};
template <>
struct result_reader<nothing> {
    static result<nothing> read(answer_reader&) { return nothing{}; }
};
template <class Row>
struct result_reader<std::optional<Row>> {
    static result<std::optional<Row>> read(answer_reader& in) {
        const answer* a = in.take();
        if (a == nullptr || a->rows() == 0) return std::optional<Row>{};
        if (!has_width(*a, width_of<Row>)) return wrong_width(*a, width_of<Row>);
        unread_cell unread;
        std::optional<Row> row;
        if constexpr (declared_row<Row>)
            row = read_row<Row>(a->row(0), unread);
        else
            row = read_row<std::optional<Row>>(a->row(0), unread);
        if (unread.found()) return unreadable(unread);
        return row;
    }
};
/// Appends the rows of an answer.
template <class Row>
std::optional<error> read_rows(const answer& a, std::vector<Row>& out) {
    if (!has_width(a, width_of<Row>)) return wrong_width(a, width_of<Row>);
    unread_cell unread;
    for (std::size_t i = 0; i < a.rows(); ++i) out.push_back(read_row<Row>(a.row(i), unread));
    if (unread.found()) return unreadable(unread);
    return std::nullopt;
}
/// A list alone takes all that is left: a plan may split it over statements.
template <class Row>
struct result_reader<std::vector<Row>> {
    static result<std::vector<Row>> read(answer_reader& in) {
        std::vector<Row> all;
        while (const answer* a = in.take())
            if (auto failed = read_rows(*a, all)) return *std::move(failed);
        return all;
    }
};
value key_of_cell(const cell& c);
/// A page cannot go on behind a blob: no cursor contains one, and its bytes as a text would find the same rows again.
error blob_in_key(std::string_view column);
template <class Page>
struct page_reader {
    using page_type = Page;
    using Row = typename page_traits<Page>::row;
    /// A page may be read in two statements: its rows are those of all answers.
    static result<page_type> read(answer_reader& in) {
        result<page_type> first = read_one(in);
        if (!first || in.next == in.answers.size()) return first;
        answer all{width_of<Row>, {}};
        for (const answer& a : in.answers) {
            if (!has_width(a, width_of<Row>)) return wrong_width(a, width_of<Row>);
            all.append(a);
        }
        in.next = in.answers.size();
        return page_of(all, in.page_rows);
    }
    static result<page_type> read_one(answer_reader& in) {
        const answer* a = in.take();
        if (a == nullptr) return page_type{};
        if (!has_width(*a, width_of<Row>)) return wrong_width(*a, width_of<Row>);
        return page_of(*a, in.page_rows);
    }

  private:
    static result<page_type> page_of(const answer& a, std::uint32_t page_rows) {
        page_type out;
        unread_cell unread;
        const std::size_t count = std::min(a.rows(), page_traits<Page>::rows(page_rows));
        for (std::size_t i = 0; i < count; ++i) out.items.push_back(read_row<Row>(a.row(i), unread));
        if (unread.found()) return unreadable(unread);
        if (a.rows() > count && count > 0) {
            const auto& columns = definition_of<Row>::columns;
            const cursor_form form = page_traits<Page>::cursor(page_rows);
            std::vector<value> keys;
            for (std::string_view key : form.keys)
                for (std::size_t i = 0; i < columns.size(); ++i) {
                    if (columns[i].name != key) continue;
                    if (a.is_blob(count - 1, i)) return blob_in_key(key);
                    keys.push_back(key_of_cell(a.row(count - 1)[i]));
                }
            out.next_cursor = write_cursor(form.number, keys);
        }
        return out;
    }
};
template <class Row, fixed_string... Keys>
struct result_reader<page<Row, Keys...>> : page_reader<page<Row, Keys...>> {};
template <class Row, class... Orders>
struct result_reader<ordered_page<Row, Orders...>> : page_reader<ordered_page<Row, Orders...>> {};
template <object_result T>
struct result_reader<T> {
    static result<T> read(answer_reader& in) {
        T out{};
        std::optional<error> failed;
        boost::pfr::for_each_field(out, [&]<class Part>(Part& part) {
            if (failed) return;
            auto one = part_reader<Part>::read(in);
            if (one)
                part = std::move(one).value();
            else
                failed = one.error();
        });
        if (failed) return *failed;
        return out;
    }

  private:
    template <class Part>
    struct part_reader : result_reader<Part> {};
    template <class Row, fixed_string... Keys>
    struct part_reader<page<Row, Keys...>> {
        static result<page<Row, Keys...>> read(answer_reader& in) { return result_reader<page<Row, Keys...>>::read_one(in); }
    };
    template <class Row>
    struct part_reader<std::vector<Row>> {
        static result<std::vector<Row>> read(answer_reader& in) {
            std::vector<Row> all;
            if (const answer* a = in.take())
                if (auto failed = read_rows(*a, all)) return *std::move(failed);
            return all;
        }
    };
};
}  // namespace detail

}  // namespace squall
