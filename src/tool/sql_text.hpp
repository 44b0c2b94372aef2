#pragma once
// SQL of one's own on the database that functions are called on: to set it up, and to look at what calls have left.
#include <string>
#include <string_view>

struct sqlite3;

namespace squall::tool {

struct sql_answer {
    bool failed = false;
    std::string text;  // the last statement's rows as a JSON list of objects; or the database's message
};

/// Any number of statements, in one transaction.
sql_answer run_sql(sqlite3* db, std::string_view sql);

}  // namespace squall::tool
