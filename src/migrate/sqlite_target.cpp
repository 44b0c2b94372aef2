// A database in a file of this machine; a local D1 is one too.
#include <sqlite3.h>

#include <filesystem>

#include "failure.hpp"
#include "sqlite_database.hpp"
#include "target.hpp"

namespace squall::migrate {
namespace {

struct finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};

cell read_cell(sqlite3_stmt* s, int i) {
    switch (sqlite3_column_type(s, i)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(s, i)};
        case SQLITE_FLOAT: return sqlite3_column_double(s, i);
        case SQLITE_NULL: return std::monostate{};
        default: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(s, i));
            return std::string(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(s, i)));
        }
    }
}

class sqlite_target final : public target {
  public:
    sqlite_target(std::string path, sqlite_database opened) : path_(std::move(path)), opened_(std::move(opened)) {}

    using target::query;
    std::string name() const override { return path_ == ":memory:" ? "a database in memory" : path_; }
    row_set query(const statement& s) override {
        row_set out;
        if (auto failed = perform_one(s, &out)) throw failure(outcome::database, name() + ": " + *failed);
        return out;
    }
    std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed) override {
        if (!exec("BEGIN IMMEDIATE")) return batch_failure{std::nullopt, reason()};
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::int64_t before = sqlite3_total_changes64(opened_.handle());
            if (auto failed = perform_one(all[i], nullptr)) {
                exec("ROLLBACK");
                return batch_failure{i, *failed};
            }
            changed.push_back(sqlite3_total_changes64(opened_.handle()) - before);
        }
        if (exec("COMMIT")) return std::nullopt;
        const std::string why = reason();
        exec("ROLLBACK");
        return batch_failure{std::nullopt, why};
    }

  private:
    bool exec(const char* sql) { return sqlite3_exec(opened_.handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    std::string reason() const { return sqlite3_errmsg(opened_.handle()); }
    std::optional<std::string> perform_one(const statement& s, row_set* out) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(opened_.handle(), s.sql.c_str(), static_cast<int>(s.sql.size()), &raw, nullptr) != SQLITE_OK)
            return reason();
        const std::unique_ptr<sqlite3_stmt, finalize> prepared(raw);
        for (std::size_t i = 0; i < s.parameters.size(); ++i)
            sqlite3_bind_text(raw, static_cast<int>(i + 1), s.parameters[i].data(), static_cast<int>(s.parameters[i].size()),
                              SQLITE_STATIC);
        const int width = sqlite3_column_count(raw);
        for (int i = 0; out && i < width; ++i) out->columns.emplace_back(sqlite3_column_name(raw, i));
        int step = SQLITE_DONE;
        while (raw && (step = sqlite3_step(raw)) == SQLITE_ROW) {
            if (!out) continue;
            auto& row = out->rows.emplace_back();
            for (int i = 0; i < width; ++i) row.push_back(read_cell(raw, i));
        }
        if (step != SQLITE_DONE) return reason();
        return std::nullopt;
    }

    std::string path_;
    sqlite_database opened_;
};

}  // namespace

std::unique_ptr<target> open_sqlite(const std::string& path, bool must_exist) {
    if (must_exist && path != ":memory:" && !std::filesystem::exists(path)) throw failure(outcome::usage, "there is no file " + path);
    auto opened = sqlite_database::open(path);
    if (!opened) throw failure(outcome::database, path + ": " + opened.error().message);
    // Databases of other programs, and D1, take a "text" in double quotes for a string where nothing has that name.
    sqlite3* handle = opened.value().handle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 1, nullptr);
    auto made = std::make_unique<sqlite_target>(path, std::move(opened).value());
    made->query("SELECT count(*) FROM sqlite_master");  // not a database: say it now
    return made;
}

}  // namespace squall::migrate
