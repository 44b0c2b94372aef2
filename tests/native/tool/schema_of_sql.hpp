#pragma once
// A declared schema made of SQL, so that a test can seed and verify schemas of any form.
#include <memory>
#include <string>
#include <vector>

#include "migrate/declared.hpp"
#include "migrate/target.hpp"

namespace squall::test {

struct sql_schema {
    migrate::declared_schema declared;
    std::vector<std::vector<column_description>> columns;               // that `declared` refers to
    std::vector<std::unique_ptr<std::vector<std::string_view>>> lists;  // of enums
    std::vector<std::unique_ptr<sql_type>> enums;
};
/// Columns get the type that their declared one stands for: INT and its like, REAL, BOOLEAN, DATETIME, DATE, JSON, text.
std::unique_ptr<sql_schema> schema_of_sql(const std::string& sql);
/// A database in memory with the schema.
std::unique_ptr<migrate::target> database_of_sql(const std::string& sql);

}  // namespace squall::test
