#include "remote_connection.hpp"

#include <charconv>
#include <cstdlib>

#include "migrate/failure.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/sql_tokens.hpp"
#include "request_error.hpp"
#include "sql_literal.hpp"
#include "squall/core/error.hpp"

namespace squall::studio {
namespace {

// The schema is compared so often. A change by others is seen no later than this.
constexpr std::chrono::seconds schema_age{10};

/// The statement without its semicolon and with its values in it: D1 would turn each number into a real.
std::string with_values(const std::string& sql, const row& values) {
    const std::vector<migrate::token> tokens = migrate::tokens_of(sql);
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const migrate::token& t = tokens[i];
        const bool is_parameter = t.is_symbol("?") || t.is_symbol(":") || t.is_symbol("@") || t.is_symbol("$");
        if (!is_parameter) continue;
        std::size_t number = 0;
        if (t.is_symbol("?") && i + 1 < tokens.size() && tokens[i + 1].offset == t.offset + 1) {
            const std::string& digits = tokens[i + 1].text;
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        }
        if (number == 0 || number > values.size())
            throw request_error("invalid_argument", "the statement has a parameter without a value", {}, static_cast<int>(t.offset));
        out += sql.substr(copied, t.offset - copied) + sql_literal(values[number - 1]);
        copied = tokens[i + 1].offset + tokens[i + 1].text.size();
    }
    return out + sql.substr(copied);
}

/// A cell as text: "i" and an integer, "r" and a real, "t" or "b" with the number of its bytes, a colon, and the text or hex digits.
/// Of a longer text or blob no more than `most` characters or bytes, where that is not 0.
std::string as_text(const std::string& column, std::size_t most) {
    const std::string size = "length(CAST(" + column + " AS BLOB))", limit = std::to_string(most);
    // substr() ends a text at its first NUL: a text that is short enough is taken as it is.
    const std::string part =
        most == 0 ? column
                  : "CASE WHEN " + size + " <= " + limit + " THEN " + column + " ELSE substr(" + column + ", 1, " + limit + ") END";
    return "CASE typeof(" + column + ") WHEN 'integer' THEN 'i' || " + column + " WHEN 'real' THEN 'r' || printf('%!.17g', " + column +
           ") WHEN 'text' THEN 't' || " + size + " || ':' || " + part + " WHEN 'blob' THEN 'b' || " + size + " || ':' || hex(" + part +
           ") END";
}

std::string bytes_of_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        unsigned value = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
        bytes += static_cast<char>(value);
    }
    return bytes;
}

/// What as_text() wrote. A text that is not UTF-8 does not survive JSON: its length is then another.
cell read_cell(const migrate::cell& sent, std::size_t max_bytes) {
    const auto* text = std::get_if<std::string>(&sent);
    if (!text || text->empty()) return std::monostate{};
    const std::string_view rest = std::string_view(*text).substr(1);
    if (text->front() == 'i') {
        std::int64_t n = 0;
        std::from_chars(rest.data(), rest.data() + rest.size(), n);
        return n;
    }
    if (text->front() == 'r') return std::strtod(text->c_str() + 1, nullptr);
    std::int64_t length = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), length);
    const bool is_blob = text->front() == 'b';
    const std::string_view shown = rest.substr(rest.find(':') + 1);
    std::string bytes = is_blob ? bytes_of_hex(shown) : std::string(shown);
    if (static_cast<std::size_t>(length) > max_bytes) {
        bytes.resize(std::min(bytes.size(), max_bytes));
        return excerpt{std::move(bytes), length, is_blob};
    }
    if (bytes.size() != static_cast<std::size_t>(length))
        throw request_error("unavailable", "a text is not UTF-8, and D1 does not send it as it is: read it as CAST(… AS BLOB)");
    if (is_blob) return blob{std::move(bytes)};
    return bytes;
}

/// A cell of EXPLAIN or PRAGMA.
cell plain_cell(const migrate::cell& sent) {
    if (const auto* n = std::get_if<std::int64_t>(&sent)) return *n;
    if (const auto* d = std::get_if<double>(&sent)) return *d;
    if (const auto* text = std::get_if<std::string>(&sent)) return *text;
    return std::monostate{};
}

std::size_t size_of(const cell& c) {
    if (const auto* text = std::get_if<std::string>(&c)) return text->size();
    if (const auto* b = std::get_if<blob>(&c)) return b->bytes.size();
    if (const auto* e = std::get_if<excerpt>(&c)) return e->beginning.size();
    return sizeof(cell);
}

}  // namespace

remote_connection::remote_connection(std::unique_ptr<migrate::target> there, bookmark_source take_bookmark)
    : there_(std::move(there)), take_bookmark_(std::move(take_bookmark)) {
    refresh();
}

namespace {

request_error refused_statement(const std::string& text) {
    const error read = read_error(text);
    return statement_failed(std::string(name_of(read.kind)), text, read.columns.empty() ? std::string() : read.columns[0]);
}

}  // namespace

migrate::row_set remote_connection::ask(const std::string& sql) {
    try {
        return there_->query(sql);
    } catch (const migrate::failure& f) {
        throw refused_statement(f.what());
    }
}

bool remote_connection::refresh() {
    read_at_ = std::chrono::steady_clock::now();
    // Virtual tables first: each makes its own tables, which stand in the schema as well.
    const migrate::row_set got =
        ask("SELECT name, sql, (SELECT type FROM pragma_table_list WHERE schema = 'main' AND name = s.name) FROM sqlite_schema AS s "
            "WHERE sql IS NOT NULL ORDER BY sql NOT LIKE 'CREATE VIRTUAL %', type <> 'table', rowid");
    std::vector<std::string> texts;
    for (const auto& r : got.rows) texts.push_back(migrate::text_of(r[1]));
    if (copy_ && texts == schema_) return false;
    auto copy = std::make_unique<file_connection>(":memory:");
    std::vector<unread_object> unread;
    for (const auto& r : got.rows) {
        const std::string name = migrate::text_of(r[0]);
        if (migrate::text_of(r[2]) == "shadow" || migrate::lower(name).starts_with("sqlite_")) continue;
        try {
            copy->run({migrate::text_of(r[1])}, permission::write);
        } catch (const request_error& p) {
            unread.push_back({name, migrate::text_of(r[1]), p.what()});
        }
    }
    copy_ = std::move(copy);
    unread_ = std::move(unread);
    schema_ = std::move(texts);
    ++version_;
    return true;
}

std::int64_t remote_connection::schema_version() {
    if (std::chrono::steady_clock::now() - read_at_ > schema_age) refresh();
    return version_;
}

std::vector<std::string> remote_connection::columns_of(const std::string& sql, permission may) {
    try {
        return copy_->columns_of(sql, may);
    } catch (const statement_failed&) {
        if (!refresh()) throw;
        return copy_->columns_of(sql, may);
    }
}

answer remote_connection::run(const statement& s, permission may, const answer_limits& limits) {
    if (may == permission::write)
        throw request_error("check", "functions that write are not called on a remote database here: squall call --remote calls them");
    const auto all = migrate::split_statements(s.sql);
    if (all.size() != 1) throw request_error("invalid_argument", all.empty() ? "there is no statement" : "send one statement at a time");
    answer out;
    out.columns = columns_of(s.sql, may);
    const std::string sql = with_values(all[0].sql, s.values), first = migrate::first_word(sql);
    const bool is_query = first == "SELECT" || first == "WITH" || first == "VALUES";
    std::string sent = sql;
    if (is_query) {
        std::string names, cells;
        for (std::size_t i = 0; i < out.columns.size(); ++i) {
            const std::string name = "c" + std::to_string(i), separator = i ? ", " : "";
            const bool is_whole = i >= limits.whole_from || limits.cell_bytes == std::size_t(-1);
            names += separator + name;
            cells += separator + as_text(name, is_whole ? 0 : limits.cell_bytes);
        }
        sent = "WITH shown (" + names + ") AS (" + sql + "\n) SELECT " + cells + " FROM shown LIMIT " + std::to_string(limits.rows + 1);
    }
    const auto begin = std::chrono::steady_clock::now();
    const migrate::row_set got = ask(sent);
    out.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    std::size_t bytes = 0;
    for (const auto& r : got.rows) {
        if (out.rows.size() == limits.rows || bytes > limits.bytes) {
            out.is_cut = true;
            break;
        }
        row& cells = out.rows.emplace_back();
        for (std::size_t i = 0; i < r.size(); ++i) {
            const std::size_t most = i >= limits.whole_from ? std::size_t(-1) : limits.cell_bytes;
            bytes += size_of(cells.emplace_back(is_query ? read_cell(r[i], most) : plain_cell(r[i])));
        }
    }
    return out;
}

remote_connection::written remote_connection::send(std::vector<migrate::statement> all,
                                                   const std::function<request_error(std::size_t at, const std::string& reason)>& refused) {
    if (!take_bookmark_) throw request_error("check", "a remote database is only read");
    bookmark_ = take_bookmark_();
    all.insert(all.begin(), {"PRAGMA defer_foreign_keys = on"});
    written done;
    const auto failed = there_->perform(all, done.changed, &done.returned);
    if (!failed) {
        done.changed.erase(done.changed.begin());
        done.returned.erase(done.returned.begin());
        return done;
    }
    if (failed->is_uncertain)
        throw request_error("uncertain", failed->reason + "; the change may have been made: read the rows again before it is repeated");
    const std::size_t mark = failed->reason.find(migrate::refusal_mark);
    std::size_t at = failed->at.value_or(0);
    if (mark != failed->reason.npos) {
        const char* number = failed->reason.data() + mark + migrate::refusal_mark.size();
        std::from_chars(number, failed->reason.data() + failed->reason.size(), at);
    }
    throw refused(at == 0 ? all.size() : at - 1, failed->reason);
}

std::vector<row> remote_connection::apply(const std::vector<change_step>& steps) {
    std::vector<migrate::statement> sent;
    for (const change_step& step : steps) {
        if (!step.refuses) {
            std::vector<std::string> exact;
            for (const std::string& column : step.returning) exact.push_back(as_text(column, 0));
            sent.push_back({with_values(with_returning(step, exact), step.sql.values)});
            continue;
        }
        // The statement names itself by its place among those that are sent.
        sent.push_back({"SELECT CASE WHEN n > 0 THEN json_extract('{}', '" + std::string(migrate::refusal_mark) +
                        std::to_string(sent.size() + 1) + " ' || n) END FROM (SELECT (" + with_values(step.sql.sql, step.sql.values) +
                        ") AS n)"});
    }
    const written done = send(std::move(sent), [&](std::size_t at, const std::string& reason) {
        if (at >= steps.size()) return refused_statement(reason);
        const change_step& step = steps[at];
        if (!step.refuses) {
            const request_error failed = refused_statement(reason);
            return failed.of_change(step.change, failed.what());
        }
        const std::string mark = std::string(migrate::refusal_mark) + std::to_string(at + 1) + ' ';
        const std::size_t found = reason.find(mark);
        if (found == reason.npos) return refused_statement(reason);  // of the whole: foreign keys are asked at the end
        std::int64_t count = 1;
        std::from_chars(reason.data() + found + mark.size(), reason.data() + reason.size(), count);
        const request_error refusal = step.refuses(count);
        return refusal.of_change(step.change, refusal.what());
    });
    std::vector<row> returned(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!steps[i].returning.empty() && !done.returned[i].rows.empty())
            for (const migrate::cell& c : done.returned[i].rows[0]) returned[i].push_back(read_cell(c, std::size_t(-1)));
    return returned;
}

void remote_connection::check_written(const std::vector<std::string>& statements) {
    struct undone {};
    try {
        copy_->transaction([&] {
            for (const std::string& sql : statements) {
                if (!copy_->columns_of(sql, permission::write).empty())
                    throw request_error("invalid_argument",
                                        "on a remote database a statement that writes returns no rows here, nor is a "
                                        "read sent with it: leave RETURNING out, and read the rows by themselves");
                // A later statement may use what this one makes.
                const std::string first = migrate::first_word(sql);
                if (first == "CREATE" || first == "ALTER" || first == "DROP") copy_->run({sql}, permission::write);
            }
            throw undone{};
        });
    } catch (const undone&) {
    }
}

answer remote_connection::write_all(const std::vector<std::string>& statements, const answer_limits&) {
    try {
        check_written(statements);
    } catch (const statement_failed&) {
        if (!refresh()) throw;
        check_written(statements);
    }
    std::vector<migrate::statement> sent;
    for (const std::string& sql : statements) sent.push_back({sql});
    const auto begin = std::chrono::steady_clock::now();
    const written done = send(std::move(sent), [](std::size_t, const std::string& reason) { return refused_statement(reason); });
    answer out;
    for (const std::int64_t n : done.changed) out.changed += n;
    out.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    refresh();
    return out;
}

}  // namespace squall::studio
