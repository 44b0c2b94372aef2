#include "faulty_database.hpp"

#include <sqlite3.h>

#include <stdexcept>

#include "sample_world.hpp"

namespace iofold::test {

using namespace squall;

faulty_database::faulty_database(const sqlite_database& original) : sqlite_database(in_memory()) {
    copy_from(original);
    const auto on_statement = [](unsigned, void* self, void*, void* text) {
        static_cast<faulty_database*>(self)->statement_begins(static_cast<const char*>(text));
        return 0;
    };
    sqlite3_trace_v2(handle(), SQLITE_TRACE_STMT, on_statement, this);
    sqlite3_progress_handler(
        handle(), 1, [](void* self) { return static_cast<faulty_database*>(self)->must_stop() ? 1 : 0; }, this);
    sqlite3_commit_hook(
        handle(),
        [](void* self) {
            auto* db = static_cast<faulty_database*>(self);
            if (!db->moment_ || db->moment_->kind != fault_moment::at_commit) return 0;
            db->fired_ = true;
            return 1;
        },
        this);
}
faulty_database::~faulty_database() {
    sqlite3_trace_v2(handle(), 0, nullptr, nullptr);
    sqlite3_progress_handler(handle(), 0, nullptr, nullptr);
    sqlite3_commit_hook(handle(), nullptr, nullptr);
    sqlite3_finalize(everything_);
}

void faulty_database::statement_begins(std::string_view text) {
    const bool is_ours = performing_ && !text.starts_with("BEGIN") && !text.starts_with("COMMIT") && !text.starts_with("ROLLBACK");
    counting_ = is_ours;
    if (is_ours && !text.starts_with("--")) ticks_.push_back(0);  // "--": a trigger or foreign key action of the statement
}

bool faulty_database::must_stop() {
    if (!counting_ || ticks_.empty()) return false;
    const std::size_t tick = ticks_.back()++;
    if (!moment_ || moment_->kind != fault_moment::in_statement) return false;
    if (ticks_.size() - 1 != moment_->statement || tick < moment_->tick) return false;
    fired_ = true;
    return true;
}

faulty_database::answers faulty_database::healthy(plans all, bool is_batch) {
    moment_.reset();
    return counted(all, is_batch);
}
faulty_database::answers faulty_database::counted(plans all, bool is_batch) {
    ticks_.clear();
    performing_ = true;
    auto done = perform(all, is_batch);
    performing_ = counting_ = false;
    return done;
}

faulty_database::answers faulty_database::faulty(plans all, bool is_batch, fault_moment moment, std::string_view text) {
    if (moment.kind == fault_moment::before_sending) return read_error(text);
    if (moment.kind == fault_moment::answer_lost) {
        const auto lost = healthy(all, is_batch);
        return lost ? answers(read_error(text)) : lost;
    }
    moment_ = moment;
    fired_ = false;
    const auto broken = counted(all, is_batch);
    moment_.reset();
    if (!fired_) throw std::logic_error("the fault did not come");
    if (broken) throw std::logic_error("the fault was not noticed");
    return read_error(text);
}

std::string faulty_database::everything() {
    if (everything_ == nullptr && sqlite3_prepare_v2(handle(), query_of_everything().c_str(), -1, &everything_, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(handle()));
    if (sqlite3_step(everything_) != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(handle()));
    std::string all;
    for (int i = 0; i < sqlite3_column_count(everything_); ++i) {
        const auto* rows = reinterpret_cast<const char*>(sqlite3_column_text(everything_, i));
        all += std::string(rows == nullptr ? "" : rows) + '\n';
    }
    sqlite3_reset(everything_);
    return all;
}

void faulty_database::copy_from(const sqlite_database& other) {
    sqlite3_backup* copy = sqlite3_backup_init(handle(), "main", other.handle(), "main");
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) throw std::runtime_error("the database cannot be copied");
}

}  // namespace iofold::test
