#pragma once
// A database as the tool needs it, wherever it is.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace squall::migrate {

using cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Throws failure(database): an answer is smaller than its question asks for.
[[noreturn]] void refuse_short_answer(std::size_t size, std::size_t wanted);

/// What a database answered. Another server may answer less than was asked: reading beyond the end throws failure(database).
template <class T>
class answered : public std::vector<T> {
  public:
    using std::vector<T>::vector;
    const T& operator[](std::size_t i) const { return at(i); }
    T& operator[](std::size_t i) { return at(i); }
    const T& at(std::size_t i) const {
        if (i >= this->size()) refuse_short_answer(this->size(), i + 1);
        return this->data()[i];
    }
    T& at(std::size_t i) { return const_cast<T&>(std::as_const(*this).at(i)); }
};
struct row_set {
    std::vector<std::string> columns;
    answered<answered<cell>> rows;
};
/// A cell as text; NULL is empty.
std::string text_of(const cell& c);
/// 0 of NULL. Throws failure(database) where it is a text that is no number.
std::int64_t integer_of(const cell& c);

struct statement {
    std::string sql;
    std::vector<std::string> parameters{};  // texts, ?1 first
};
/// Which statement of a batch failed, where the database tells it, and why. Reasons hold names, never values.
struct batch_failure {
    std::optional<std::size_t> at{};
    std::string reason{};
    bool is_uncertain = false;  // no answer came: it may have been applied
};

/// What a statement that is written to fail begins its reason with.
inline constexpr std::string_view refusal_mark = "squall: refused ";

class target {
  public:
    virtual ~target() = default;
    /// What it is, for messages: "file app.sqlite".
    virtual std::string name() const = 0;
    /// One reading statement. Throws failure(database).
    virtual row_set query(const statement& s) = 0;
    /// All or nothing, in one transaction with foreign keys on. `changed`: how many rows each statement changed; `returned`, where
    /// it is asked for: the rows of each. A reason with `refusal_mark` in it names its statement: a database that does not tell
    /// which one failed is not asked again.
    virtual std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed,
                                                 std::vector<row_set>* returned = nullptr) = 0;

    std::optional<batch_failure> batch(const std::vector<statement>& all) {
        std::vector<std::int64_t> changed;
        return perform(all, changed);
    }
    row_set query(const std::string& sql) { return query(statement{sql}); }
    /// The first cell of the first row as a number. Throws failure(database) where there is none.
    std::int64_t count(const std::string& sql);
    /// A batch that must work. Throws failure(database).
    void run(const std::vector<statement>& all);
};

/// A file, which is made when it is not there unless `must_exist`; ":memory:" is one of its own.
std::unique_ptr<target> open_sqlite(const std::string& path, bool must_exist);

}  // namespace squall::migrate
