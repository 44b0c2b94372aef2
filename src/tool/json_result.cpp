#include "json_result.hpp"

#include <simdjson.h>

#include <cmath>

#include "json_value.hpp"

namespace squall::tool {
namespace {

constexpr std::int64_t largest_integer = 9007199254740991;

bool is_null(const cell& c) { return std::holds_alternative<std::monostate>(c); }
/// A cell of another type than the declared one, as CAST to the declared type yields it.
cell as_declared(value_kind kind, const cell& given) {
    const bool is_text = std::holds_alternative<std::string>(given), is_real = std::holds_alternative<double>(given);
    switch (kind) {
        case value_kind::integer:
            return is_text || (is_real && std::isfinite(std::get<double>(given))) ? cell(detail::integer_of_cell(given)) : given;
        case value_kind::real: return is_text ? cell(detail::real_of_cell(given)) : given;
        case value_kind::timestamp:
        case value_kind::date: return is_null(given) ? given : cell(detail::text_of_cell(given));
        default: return given;
    }
}

class writer {
  public:
    writer(const std::vector<answer>& answers, std::uint32_t page_rows) : in_{answers, page_rows} {}

    std::string out;
    std::optional<error> failed;

    void result_of(const result_form& form, bool is_part) {
        switch (form.kind) {
            case form_kind::nothing: out += "null"; break;
            case form_kind::row:
            case form_kind::optional_row: one(form); break;
            case form_kind::optional_value: {
                const cell* first = first_cell();
                if (first == nullptr)
                    out += "null";
                else
                    column({}, *form.type, *first);
                break;
            }
            case form_kind::list: list(form, is_part); break;
            case form_kind::page: page(form, is_part); break;
            case form_kind::boolean: {
                const cell* first = first_cell();
                out += first != nullptr && truth_of_cell(*first) ? "true" : "false";
                break;
            }
            case form_kind::count: {
                const cell* first = first_cell();
                if (first == nullptr || is_null(*first))
                    out += '0';
                else
                    plain(*first);
                break;
            }
            case form_kind::object: {
                out += '{';
                for (const form_part& part : form.parts) {
                    name(part.name, &part == form.parts.data());
                    result_of(*part.form, true);
                }
                out += '}';
                break;
            }
        }
    }

  private:
    detail::answer_reader in_;

    /// The next answer, whose rows have this many cells; nothing where it has no rows.
    const answer* take(std::size_t width) {
        const answer* a = in_.take();
        if (a == nullptr || detail::has_width(*a, width)) return a;
        failed = detail::wrong_width(*a, width);
        return nullptr;
    }
    const cell* first_cell(std::size_t width = 1) {
        const answer* a = take(width);
        return a == nullptr || a->rows() == 0 ? nullptr : a->row(0);
    }
    void name(std::string_view text, bool is_first) {
        if (!is_first) out += ',';
        append_json_string(out, text);
        out += ':';
    }
    void one(const result_form& form) {
        const cell* cells = first_cell(form.row.columns.size());
        if (cells != nullptr)
            row(form.row, cells);
        else if (form.kind == form_kind::optional_row)
            out += "null";
        else if (!failed)
            failed = detail::missing_row();
    }
    /// A list alone takes all that is left: a plan may split it over statements.
    void list(const result_form& form, bool is_part) {
        bool is_first = true;
        out += '[';
        while (const answer* a = take(form.row.columns.size())) {
            for (std::size_t i = 0; i < a->rows(); ++i) {
                if (!is_first) out += ',';
                is_first = false;
                row(form.row, a->row(i));
            }
            if (is_part) break;
        }
        out += ']';
    }
    /// A page alone takes all that is left too: it may be read in two statements.
    void page(const result_form& form, bool is_part) {
        const std::size_t width = form.row.columns.size();
        std::vector<std::pair<const answer*, std::size_t>> all;
        while (const answer* a = take(width)) {
            for (std::size_t i = 0; i < a->rows(); ++i) all.emplace_back(a, i);
            if (is_part) break;
        }
        const std::uint32_t page_rows = form.has_orders ? in_.page_rows & detail::most_rows_of_order : in_.page_rows;
        const std::size_t count = std::min<std::size_t>(all.size(), page_rows);
        out += R"({"items":[)";
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) out += ',';
            row(form.row, all[i].first->row(all[i].second));
        }
        out += R"(],"next_cursor":)";
        if (all.size() > count && count > 0)
            append_json_string(out, cursor(form.row, form.cursors[form.has_orders ? in_.page_rows >> detail::order_shift : 0],
                                           *all[count - 1].first, all[count - 1].second));
        else
            out += "null";
        out += '}';
    }
    std::string cursor(const row_form& row, const detail::cursor_form& form, const answer& a, std::size_t last) {
        std::vector<value> keys;
        for (std::string_view key : form.keys)
            for (std::size_t i = 0; i < row.columns.size(); ++i) {
                if (row.columns[i].name != key) continue;
                if (a.is_blob(last, i) && !failed) failed = detail::blob_in_key(key);
                keys.push_back(detail::key_of_cell(a.row(last)[i]));
            }
        return write_cursor(form.number, keys);
    }
    void row(const row_form& form, const cell* cells) {
        out += '{';
        for (std::size_t i = 0; i < form.columns.size(); ++i) {
            name(form.columns[i].name, i == 0);
            if (form.nested[i].row != nullptr)
                rows_inside(form.nested[i], cells[i]);
            else
                column(form.columns[i].name, *form.columns[i].type, cells[i]);
        }
        out += '}';
    }
    /// A field that holds a row or rows: JSON text of their cells.
    void rows_inside(const nested_form& field, const cell& given) {
        const std::size_t width = field.row->columns.size();
        if (!field.is_list && is_null(given)) {
            out += "null";
        } else if (!field.is_list) {
            const std::vector<cell> cells = detail::cells_of_row(detail::text_of_cell(given));
            if (cells.size() != width) {
                failed = malformed("a nested row of another width");
                return;
            }
            row(*field.row, cells.data());
        } else {
            const std::vector<cell> cells = detail::cells_of_rows(detail::text_of_cell(given));
            if (width == 0 || cells.size() % width != 0) {
                failed = malformed("nested rows of another width");
                return;
            }
            out += '[';
            for (std::size_t i = 0; i + width <= cells.size(); i += width) {
                if (i > 0) out += ',';
                row(*field.row, &cells[i]);
            }
            out += ']';
        }
    }
    void column(std::string_view name, const sql_type& type, const cell& given) {
        detail::unread_cell unread;
        const auto* text = std::get_if<std::string>(&given);
        if (type.kind == value_kind::boolean && !is_null(given)) {
            out += truth_of_cell(given) ? "true" : "false";
        } else if (type.kind == value_kind::json && text != nullptr) {
            document(*text);
        } else if (type.kind == value_kind::blob && !is_null(given)) {
            append_json_string(out, hex_of(detail::text_of_cell(given)));
        } else if (type.kind == value_kind::bigint && !is_null(given)) {
            append_json_string(out, std::to_string(detail::bigint_of_cell(given, unread)));  // a reader of JSON rounds a number
        } else {
            const cell read = as_declared(type.kind, given);
            const auto* integer = std::get_if<std::int64_t>(&read);
            const bool is_large = integer != nullptr && (*integer > largest_integer || *integer < -largest_integer);
            if (type.kind == value_kind::integer && is_large)
                refuse(name, " is an integer beyond 2^53 - 1 and cannot be read exactly as a number");
            if (type.kind == value_kind::real) detail::exact_real_of_cell(read, unread);
            plain(read);
        }
        note(name, unread);
    }
    static std::string hex_of(std::string_view bytes) {
        std::string hex;
        for (const char c : bytes) {
            hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
            hex += "0123456789abcdef"[c & 15];
        }
        return hex;
    }
    static error malformed(std::string_view what) {
        error e;
        e.message = "internal: the database returned " + std::string(what);
        return e;
    }
    /// An integer that a JavaScript number does not hold, or a cell that the column's type does not hold. Only the first counts.
    void refuse(std::string_view column, std::string_view rule) {
        if (failed) return;
        error e;
        e.kind = error_kind::limit;
        e.message = "limit: ";
        e.message += column.empty() ? "a stored value" : column;
        e.message += rule;
        if (!column.empty()) e.columns.emplace_back(column);
        failed = e;
    }
    void note(std::string_view column, detail::unread_cell unread) {
        unread.column = column;
        if (unread.found() && !failed) failed = detail::unreadable(unread);
    }
    /// A JSON cell; one that does not parse comes through as its text.
    void document(const std::string& text) {
        simdjson::dom::parser parser;
        simdjson::dom::element parsed;
        if (parser.parse(text).get(parsed) == simdjson::SUCCESS)
            append_json(out, parsed);
        else
            append_json_string(out, text);
    }
    void plain(const cell& given) {
        if (const auto* text = std::get_if<std::string>(&given))
            append_json_string(out, *text);
        else if (const auto* integer = std::get_if<std::int64_t>(&given))
            out += std::to_string(*integer);
        else if (const auto* real = std::get_if<double>(&given))
            append_number(out, *real);
        else
            out += "null";
    }
};

}  // namespace

result<std::string> json_of(const result_form& form, const std::vector<answer>& answers, std::uint32_t page_rows) {
    writer w(answers, page_rows);
    w.result_of(form, false);
    if (w.failed) return *w.failed;
    return std::move(w.out);
}

}  // namespace squall::tool
