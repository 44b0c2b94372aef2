#pragma once
// The schema of the open database, with what the C++ declarations know beyond it.
#include <memory>
#include <optional>
#include <string>

#include "database_schema.hpp"
#include "migrate/declared.hpp"
#include "migrate/row_questions.hpp"

namespace squall::studio {

class catalogue {
  public:
    catalogue(connection& db, const migrate::declared_schema& declared);

    /// Reloaded whenever the schema has changed. What a caller holds stays as it is.
    std::shared_ptr<const schema> current();
    /// A copy, which no later change of the schema touches. Throws request_error(not_found).
    studio::table table(std::string_view name);
    const migrate::declared_table* declaration(std::string_view table_name) const;
    const column_description* declaration(std::string_view table_name, std::string_view column) const;
    /// The questions that squall verify asks of a table's rows; none where it is not declared.
    std::vector<migrate::row_question> questions(std::string_view table_name) const;

    /// By its name, a column that holds a password, a token or a key to something: lists do not show what is in it.
    static bool is_secret(std::string_view column);
    /// Tables with their counts, columns, keys and indexes, and views, as JSON.
    std::string json();

  private:
    /// What is not declared in C++ is kept by the migrations. A shadow table belongs to its virtual table.
    bool is_declared(const studio::table& t) const;
    bool is_declared(const studio::table& t, const index& i) const;
    bool is_declared(const trigger& t) const;
    std::string table_json(const studio::table& t);
    std::optional<std::int64_t> count_rows(const studio::table& t, std::string& fault);

    connection& db_;
    const migrate::declared_schema& declared_;
    std::shared_ptr<const schema> schema_;
    std::int64_t version_ = -1;
    int counting_left_ = 0;  // milliseconds
};

}  // namespace squall::studio
