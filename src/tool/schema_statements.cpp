#include "schema_statements.hpp"

#include "migrate/ddl_text.hpp"
#include "migrate/failure.hpp"
#include "migrate/migration_sql.hpp"

namespace squall::tool {

using namespace migrate;

std::vector<std::string> schema_statements(const snapshot& s) {
    std::vector<std::string> all;
    for (const table_shape& t : s.tables) {
        all.push_back(create_table_text(t));
        for (const index_shape& i : t.indexes) all.push_back(create_index_text(i, t.name));
    }
    for (const view_shape& v : s.views) all.push_back(create_view_text(v));
    for (const full_text_shape& f : s.full_texts) all.push_back(create_full_text_text(f));
    for (const kept_object& k : s.kept) all.push_back(k.sql);
    for (const trigger_shape& t : s.triggers) all.push_back(t.sql);
    return all;
}
std::vector<statement> as_statements(const std::vector<std::string>& texts) {
    std::vector<statement> all;
    all.reserve(texts.size());
    for (const std::string& text : texts) all.push_back({text});
    return all;
}
void refuse_faults(const snapshot& schema) {
    const names faults = faults_of(schema);
    if (faults.empty()) return;
    std::string message = "the schema is not consistent:";
    for (const std::string& f : faults) message += "\n  " + f;
    throw failure(outcome::found, message);
}

}  // namespace squall::tool
