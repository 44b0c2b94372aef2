// A database in a file of this machine; a local D1 is one too.
#include <sqlite3.h>

#include <filesystem>

#include "bindings/sqlite/first_read.hpp"
#include "bindings/sqlite/sqlite_statement.hpp"
#include "failure.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "target.hpp"

namespace squall::migrate {
namespace {

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
    std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed,
                                         std::vector<row_set>* returned) override {
        sqlite::transaction all_or_nothing(opened_.handle());
        if (!all_or_nothing.begun()) return batch_failure{std::nullopt, reason()};
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::int64_t before = sqlite3_total_changes64(opened_.handle());
            if (auto failed = perform_one(all[i], returned ? &returned->emplace_back() : nullptr)) return batch_failure{i, *failed};
            changed.push_back(sqlite3_total_changes64(opened_.handle()) - before);
        }
        if (!all_or_nothing.commit()) return batch_failure{std::nullopt, reason()};
        return std::nullopt;
    }

  private:
    std::string reason() const { return sqlite3_errmsg(opened_.handle()); }
    std::optional<std::string> perform_one(const statement& s, row_set* out) {
        sqlite::statement prepared(opened_.handle(), s.sql);
        if (prepared.code() != SQLITE_OK) return reason();
        for (std::size_t i = 0; i < s.parameters.size(); ++i) prepared.bind(static_cast<int>(i + 1), std::string_view(s.parameters[i]));
        const int width = prepared.width();
        for (int i = 0; out && i < width; ++i) out->columns.emplace_back(prepared.column_name(i));
        while (prepared && prepared.step()) {
            if (!out) continue;
            auto& row = out->rows.emplace_back();
            for (int i = 0; i < width; ++i) row.push_back(prepared.value(i));
        }
        if (prepared.code() != SQLITE_OK) return reason();
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
    if (const auto wrong = sqlite::first_read_error(handle)) throw failure(outcome::database, path + ": " + *wrong);
    return std::make_unique<sqlite_target>(path, std::move(opened).value());
}

}  // namespace squall::migrate
