#pragma once
// What a native binding offers: it performs plans. The typed part is here, the untyped in the binding.
#include <span>
#include <tuple>

#include "answer.hpp"
#include "plan.hpp"
#include "steps.hpp"

namespace squall {

/// The answers of each plan, in order.
using batch_answers = std::vector<std::vector<answer>>;

class database {
  public:
    virtual ~database() = default;

    /// Performs a plan as one batch, all or nothing.
    template <class T>
    result<T> run(const plan<T>& p) {
        if (p.refused()) return *p.refused();
        const plan_core* one = &p;
        auto answers = perform({&one, 1}, false);
        if (!answers) return answers.error();
        detail::answer_reader in{answers.value()[0], p.page_rows()};
        return detail::result_reader<T>::read(in);
    }
    /// Executes a plan whose type the caller does not know; returns the rows of its answers as they come.
    result<std::vector<answer>> answers(const plan_core& p) {
        if (p.refused()) return *p.refused();
        const plan_core* one = &p;
        auto all = perform({&one, 1}, false);
        if (!all) return all.error();
        return std::move(std::move(all).value()[0]);
    }
    /// Performs any number of plans as one batch, all or nothing. There a plan that needs a row is guarded: not_found
    /// undoes the batch.
    template <class... T>
    result<std::tuple<T...>> batch(const plan<T>&... p) {
        const plan_core* all[] = {&p...};
        for (const plan_core* one : all)
            if (one->refused()) return *one->refused();
        auto answers = perform(all, true);
        if (!answers) return answers.error();
        return read_all<T...>(answers.value(), all, std::index_sequence_for<T...>{});
    }
    /// A list of plans of one kind as one batch.
    template <class T>
    result<std::vector<T>> batch(const std::vector<plan<T>>& plans) {
        std::vector<const plan_core*> all;
        for (const auto& p : plans) {
            if (p.refused()) return *p.refused();
            all.push_back(&p);
        }
        auto answers = perform(all, true);
        if (!answers) return answers.error();
        std::vector<T> values;
        for (std::size_t i = 0; i < plans.size(); ++i) {
            detail::answer_reader in{answers.value()[i], plans[i].page_rows()};
            auto one = detail::result_reader<T>::read(in);
            if (!one) return one.error();
            values.push_back(std::move(one).value());
        }
        return values;
    }
    /// Performs the first plan, then what it leads to. A later step that fails leaves the earlier ones done.
    template <class A, class Next>
    result<typename detail::outcome_of<steps<A, Next>>::type> run(const steps<A, Next>& s) {
        auto first = run(s.first);
        if (!first) return first.error();
        return run(s.next(first.value()));
    }

  protected:
    /// Executes all statements of all plans in one transaction; returns the rows of those that are answers. `guarded`:
    /// single rows that a plan needs are guarded by statements of their own.
    virtual result<batch_answers> perform(std::span<const plan_core* const> plans, bool guarded) = 0;

  private:
    template <class... T, std::size_t... I>
    static result<std::tuple<T...>> read_all(const batch_answers& answers, const plan_core* const* plans, std::index_sequence<I...>) {
        std::optional<error> failed;
        const auto read = [&]<class R>(std::size_t i, std::type_identity<R>) -> std::optional<R> {
            detail::answer_reader in{answers[i], plans[i]->page_rows()};
            auto one = detail::result_reader<R>::read(in);
            if (one) return std::move(one).value();
            if (!failed) failed = one.error();
            return std::nullopt;
        };
        std::tuple<std::optional<T>...> values{read(I, std::type_identity<T>{})...};
        if (failed) return *failed;
        return std::tuple<T...>{*std::move(std::get<I>(values))...};
    }
};

}  // namespace squall
