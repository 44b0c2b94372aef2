// A fault at any moment of any call that writes: the database is wholly as before or wholly as after, the error says what
// it must, and the next call works.
#include <catch2/catch.hpp>

#include <sqlite3.h>

#include <cstdio>

#include "d1_errors.hpp"
#include "faulty_database.hpp"
#include "sample_writes.hpp"
#include "support/outcome.hpp"

using namespace squall;
using namespace iofold::test;

namespace {

/// One call on a database of its own.
class tried_call {
  public:
    tried_call(const sample_write& write, bool is_batch)
        : write_(write), is_batch_(is_batch), original_(make_sample_world(write.world)), db_(original_) {
        before_ = db_.everything();
        REQUIRE(works());
        after_ = db_.everything();
        REQUIRE(after_ != before_);
        ticks_ = db_.ticks();
        db_.copy_from(original_);
    }

    /// Where faults are to come: at the ends, and in each statement at its begin, on the way and at its end.
    std::vector<fault_moment> moments() const {
        std::vector<fault_moment> all{{fault_moment::before_sending}, {fault_moment::at_commit}, {fault_moment::answer_lost}};
        for (std::size_t s = 0; s < ticks_.size(); ++s) {
            std::size_t last = ticks_[s];
            for (std::size_t tick : {std::size_t{0}, ticks_[s] / 4, ticks_[s] / 2, ticks_[s] - 1})
                if (tick != last) all.push_back({fault_moment::in_statement, s, last = tick});
        }
        return all;
    }
    std::size_t statements() const { return ticks_.size(); }

    void fail(fault_moment moment, const d1_error& e) {
        CAPTURE(write_.function->full_name(), write_.call, is_batch_, moment.kind, moment.statement, moment.tick, e.text);
        write_.with_plan([&](const plan_core& p) {
            const plan_core* one = &p;
            const auto answer = db_.faulty({&one, 1}, is_batch_, moment, e.text);
            REQUIRE_FALSE(answer);
            REQUIRE(name_of(answer.error().kind) == e.kind);
            REQUIRE(answer.error().retryable == e.retryable);
        });
        const bool is_done = moment.kind == fault_moment::answer_lost;
        REQUIRE(db_.everything() == (is_done ? after_ : before_));
        if (is_done) db_.copy_from(original_);
    }
    /// After a fault the same call works, on the same connection.
    void succeed() {
        CAPTURE(write_.function->full_name(), write_.call, is_batch_);
        REQUIRE(works());
        REQUIRE(db_.everything() == after_);
        db_.copy_from(original_);
    }

  private:
    const sample_write& write_;
    bool is_batch_;
    sqlite_database original_;
    faulty_database db_;
    std::string before_, after_;
    std::vector<std::size_t> ticks_;

    bool works() {
        bool is_fine = false;
        write_.with_plan([&](const plan_core& p) {
            const plan_core* one = &p;
            is_fine = static_cast<bool>(db_.healthy({&one, 1}, is_batch_));
        });
        return is_fine;
    }
};

struct figures {
    std::size_t calls = 0, statements = 0, faults = 0;
};

}  // namespace

TEST_CASE("every function that writes has a sample call that changes something", "[faults]") {
    CHECK(sample_writes().functions > 0);
    CHECK(sample_writes().not_found == std::vector<std::string>{});
}

TEST_CASE("a fault at any moment leaves all or nothing, and the next call works", "[faults]") {
    const bool is_batch = GENERATE(false, true);
    figures done;
    std::size_t next_error = 0;
    for (const sample_write& write : sample_writes().writes) {
        tried_call call(write, is_batch);
        for (fault_moment moment : call.moments()) {
            call.fail(moment, d1_errors[next_error++ % std::size(d1_errors)]);
            if (moment.kind != fault_moment::answer_lost) call.succeed();
            ++done.faults;
        }
        ++done.calls;
        done.statements += call.statements();
    }
    std::printf("%s: %zu functions, %zu calls, %zu statements, %zu faults\n", is_batch ? "in a batch" : "alone", sample_writes().functions,
                done.calls, done.statements, done.faults);
}

TEST_CASE("each of D1's errors, before, within and after each function", "[faults]") {
    std::size_t faults = 0;
    const exported_function* last = nullptr;
    for (const sample_write& write : sample_writes().writes) {
        if (write.function == last) continue;
        last = write.function;
        tried_call call(write, false);
        for (const d1_error& e : d1_errors) {
            call.fail({fault_moment::before_sending}, e);
            call.fail({fault_moment::in_statement, call.statements() - 1}, e);
            faults += 2;
        }
        call.fail({fault_moment::answer_lost}, d1_errors[0]);
        call.succeed();
    }
    std::printf("%zu errors, %zu faults\n", std::size(d1_errors), faults);
}

TEST_CASE("a database that another connection holds gives no answer in time: unavailable, and nothing done", "[faults]") {
    const std::string file = "held_by_another.sqlite";
    std::remove(file.c_str());
    {
        sqlite_database ours = value_of(sqlite_database::open(file)), other = value_of(sqlite_database::open(file));
        value_of(ours.execute("CREATE TABLE t (n INTEGER)"));
        sqlite3_busy_timeout(ours.handle(), 1);
        sqlite3_exec(other.handle(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        const auto refused = ours.execute("INSERT INTO t VALUES (1)");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == error_kind::unavailable);
        CHECK(refused.error().retryable);
        sqlite3_exec(other.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        value_of(ours.execute("INSERT INTO t VALUES (1)"));
    }
    std::remove(file.c_str());
}
