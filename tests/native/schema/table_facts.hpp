#pragma once
// What there is to know of a table, as sentences in SQL's words. The contract, the declarations and a database each give
// them, so that a difference reads as the two sentences that differ.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace iofold::test {

using sentences = std::vector<std::string>;

struct column_facts {
    std::string name{}, type{};
    bool not_null = false;
    std::string default_sql{};
    sentences checked_values{};
    std::string references{};  // "agents(id) ON DELETE CASCADE"
};
struct index_facts {
    std::string name{};
    bool is_unique = false;
    sentences columns{};  // "created_at DESC"
    std::string where{};
};
struct table_facts {
    std::string name{};
    sentences columns{};  // in order
    sentences keys{}, indexes{};
    /// Only the order of columns means something.
    void sort() {
        std::sort(keys.begin(), keys.end());
        std::sort(indexes.begin(), indexes.end());
    }
};

inline std::string joined(const sentences& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}
inline std::string sentence(const column_facts& c) {
    std::string s = c.name + ' ' + c.type;
    if (c.not_null) s += " NOT NULL";
    if (!c.default_sql.empty()) s += " DEFAULT " + c.default_sql;
    if (!c.checked_values.empty()) s += " CHECK (" + joined(c.checked_values) + ')';
    if (!c.references.empty()) s += " REFERENCES " + c.references;
    return s;
}
inline std::string key_sentence(std::string_view kind, const sentences& columns) {
    return std::string(kind) + " (" + joined(columns) + ')';
}
inline std::string sentence(const index_facts& i) {
    std::string s = (i.is_unique ? "UNIQUE INDEX " : "INDEX ") + i.name + " (" + joined(i.columns) + ')';
    if (!i.where.empty()) s += " WHERE " + i.where;
    return s;
}

}  // namespace iofold::test
