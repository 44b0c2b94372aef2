#include "plan_runner.hpp"

#include <algorithm>

#include "request_error.hpp"
#include "squall/core/statement_text.hpp"

namespace squall::studio {
namespace {

constexpr answer_limits limits{.rows = 100'000, .bytes = std::size_t{256} << 20};

cell cell_of(const value& v, std::size_t slot) {
    switch (v.type) {
        case value_type::boolean:
        case value_type::integer: return v.integer;
        case value_type::real: return v.real;
        case value_type::text: return std::string(v.text == nullptr ? "" : v.text, v.size);
        case value_type::blob: return blob{std::string(v.text == nullptr ? "" : v.text, v.size)};
        case value_type::batch_index: return std::to_string(slot);
        default: return std::monostate{};
    }
}
squall::cell plain(const cell& c) {
    if (const auto* n = std::get_if<std::int64_t>(&c)) return *n;
    if (const auto* d = std::get_if<double>(&c)) return *d;
    if (const auto* text = std::get_if<std::string>(&c)) return *text;
    if (const auto* b = std::get_if<blob>(&c)) return b->bytes;
    return std::monostate{};
}

/// An error of the studio's own, such as its time limit: its kind is kept.
error error_of(const request_error& p) {
    error e;
    for (const error_kind kind : {error_kind::check, error_kind::invalid_argument, error_kind::limit, error_kind::unavailable})
        if (name_of(kind) == p.kind()) e.kind = kind;
    e.message = p.kind() + ": " + p.what();
    return e;
}

}  // namespace

bool plan_runner::writes() const {
    return std::any_of(kept_.begin(), kept_.end(), [](const kept_statement& s) { return s.writes; });
}

squall::answer plan_runner::run(const kept_statement& s, bool is_answer) {
    const answer a = db_.run(s.sent, s.writes ? permission::write : permission::read, limits);
    if (a.is_cut) throw request_error("limit", "the answer has more than 100,000 rows or 256 MB, which the studio does not show");
    cost_.milliseconds += a.milliseconds;
    cost_.changed += a.changed;
    cost_.steps += a.steps;
    squall::answer out;
    if (!is_answer) return out;
    cost_.rows += static_cast<std::int64_t>(a.rows.size());
    out.width = a.columns.size();
    for (const row& r : a.rows)
        for (const cell& c : r) {
            if (std::holds_alternative<blob>(c)) out.blobs.push_back(out.cells.size());
            out.cells.push_back(plain(c));
        }
    return out;
}

result<batch_answers> plan_runner::perform(std::span<const plan_core* const> plans, bool) {
    const std::size_t first = kept_.size();
    std::vector<std::pair<std::size_t, bool>> of_plan;
    for (std::size_t i = 0; i < plans.size(); ++i)
        for (const plan_statement& s : plans[i]->statements()) {
            kept_statement& kept = kept_.emplace_back();
            kept.sent.sql = variant_text(*s.statement, s.active_conditions);
            kept.writes = s.statement->writes;
            const std::size_t count = std::min<std::size_t>(s.value_count, chosen_parameter_count(*s.statement, s.active_conditions));
            for (std::size_t k = 0; k < count; ++k) kept.sent.values.push_back(cell_of(plans[i]->values_of(s)[k], i));
            of_plan.emplace_back(i, s.is_answer);
        }
    cost_.statements += static_cast<std::int64_t>(of_plan.size());
    batch_answers all(plans.size());
    if (!performs_) {
        is_held_back_ = true;
        return read_error("the plan was not sent");
    }
    try {
        db_.transaction(
            [&] {
                for (std::size_t k = 0; k < of_plan.size(); ++k) {
                    const auto [plan, is_answer] = of_plan[k];
                    squall::answer one = run(kept_[first + k], is_answer);
                    if (is_answer) all[plan].push_back(std::move(one));
                }
            },
            foreign_keys::at_once);
    } catch (const statement_failed& p) {
        return read_error(p.what());
    } catch (const request_error& p) {
        return error_of(p);
    }
    return all;
}

}  // namespace squall::studio
