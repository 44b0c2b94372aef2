#pragma once
// The native binding that the studio calls functions through: it keeps what a plan is made of and what it cost.
#include "connection.hpp"
#include "squall/core/database.hpp"

namespace squall::studio {

struct plan_cost {
    double milliseconds = 0;
    std::int64_t statements = 0, rows = 0, changed = 0, steps = 0;
};

class plan_runner : public database {
  public:
    /// Without `performs` a plan is kept and not sent: the caller gets an error in its place.
    plan_runner(connection& db, bool performs) : db_(db), performs_(performs) {}

    struct kept_statement {
        statement sent{};
        bool writes = false;
    };
    const std::vector<kept_statement>& statements() const { return kept_; }
    bool writes() const;
    const plan_cost& cost() const { return cost_; }
    /// There was a plan, and it was not sent.
    bool is_held_back() const { return is_held_back_; }

  protected:
    result<batch_answers> perform(std::span<const plan_core* const> plans, bool guarded) override;

  private:
    squall::answer run(const kept_statement& s, bool is_answer);

    connection& db_;
    bool performs_, is_held_back_ = false;
    std::vector<kept_statement> kept_;
    plan_cost cost_;
};

}  // namespace squall::studio
