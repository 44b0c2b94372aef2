#pragma once
// A plan: statements, their bound values and guards, and how the rows become the result. A repository function makes one
// and nothing else; a binding performs it.
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "check_arguments.hpp"
#include "inputs.hpp"
#include "packed_arguments.hpp"
#include "result_shape.hpp"
#include "sql/statement.hpp"

namespace squall {

/// One statement of a plan: constant text, chosen pieces, values.
struct plan_statement {
    const statement_data* statement = nullptr;
    std::uint32_t given_conditions = 0;  // bit k: pieces of condition k are in the text
    std::uint32_t first_value = 0;
    std::uint8_t value_count = 0;
    bool is_answer = false;  // its rows go into the result
};

/// What is constant of a statement in a plan.
struct plan_step {
    const statement_data& statement;
    input_map map;
    bool is_answer;
};
template <class Q, class In, bool IsAnswer>
inline constexpr plan_step step_of{rendered_statement<Q>::data, map_of<Q, In>(), IsAnswer};

/// What all plans share; nothing in it depends on a type.
class plan_core {
  public:
    // Out of line: every repository function makes and moves plans.
    explicit plan_core(bool needs_row = false);
    plan_core(plan_core&&) noexcept;
    plan_core& operator=(plan_core&&) noexcept;
    ~plan_core();

    /// The error of the arguments, when they break a rule: then the plan has no statements and must not be sent.
    const error* refused() const { return refused_.get(); }
    void refuse(error e);

    const std::vector<plan_statement>& statements() const { return statements_; }
    const value* values_of(const plan_statement& s) const { return values_.data() + s.first_value; }
    std::uint32_t page_rows() const { return page_rows_; }
    bool writes() const;
    /// The result is one row that must be there: in a batch a guard sees to it.
    bool needs_row() const { return needs_row_; }

    /// A copy of the text that lives as long as the plan.
    value keep(std::string_view text) { return text_value(texts_.keep(text)); }
    /// The bytes of an argument's text.
    std::string_view text(argument_cell& a) { return load(a.cell, texts_); }
    /// The moment of this call, in ISO form. One reading of the clock a plan.
    value now();
    /// Milliseconds after now, in ISO form.
    value now_plus(std::int64_t milliseconds);
    /// The id that was given, or a new one: prefix_uuid.
    value id_or_new(const argument_cell& id, std::string_view prefix);
    value new_id(std::string_view prefix);

    /// Whether a list of texts holds one twice.
    static bool has_duplicates(const argument_cell& list);
    /// The same of a text field of a list of objects.
    static bool has_duplicates(const argument_cell& list, std::size_t field);

    text_arena& texts() { return texts_; }

    /// A plan of one statement whose parameters are the arguments.
    void fill(packed_arguments& declared, value* arguments, const plan_step& step);

  protected:
    void check(packed_arguments& declared, value* values);
    void add(const plan_step& step, const value* arguments, const value* further);
    std::uint32_t page_rows_ = 0;

  private:
    bool needs_row_ = false;
    std::unique_ptr<error> refused_;
    std::vector<plan_statement> statements_;
    std::vector<value> values_;
    text_arena texts_;
    std::optional<std::int64_t> now_;
};

/// Where a page begins, as keyset.hpp's conditions take it: when<"after_value"> or when<"after_null">, param<"after_id">,
/// and with a third key param<"after_third">.
/// A page with one key, which is never null, has only the first: when<"after_value">(t.id > param<"after_value">).
struct page_start {
    value first_key{}, second_key{}, third_key{};
    bool first_is_null = false;
    std::int64_t fetch = 0;  // one row more than the page has: it says that there is a next page

    template <class FirstKey, class SecondKey = std::optional<std::string>, class ThirdKey = std::optional<std::string>, class Args,
              class... Named>
    auto inputs(const Args& args, const Named&... more) const {
        return squall::inputs{args,
                              bind<"after_value", FirstKey>(first_key),
                              bind<"after_id", SecondKey>(second_key),
                              bind<"after_third", ThirdKey>(third_key),
                              bind_flag<"after_null">(first_is_null),
                              bind_integer<"fetch">(fetch),
                              more...};
    }
};

/// A plan that gives a T: a row struct (exactly one row), std::optional of one, std::vector of rows, page, bool,
/// std::int64_t (a count), nothing, or a struct of such (result_shape.hpp).
template <class T>
class plan : public plan_core {
  public:
    using result_type = T;

    plan() : plan_core(squall::needs_row<T>) {}
    /// A plan for these arguments. They are checked and brought into the form that statements bind; where they break a
    /// rule the plan is refused and the function returns it as it is: `if (p.refused()) return p;`
    template <arguments_like Args>
    explicit plan(Args& args) : plan() {
        check(packed_arguments_of<Args>, squall::values_of(args).data());
    }

    /// Adds a statement whose rows are not wanted: a write, or a guard.
    template <statement_like Q, inputs_like In>
    plan& run(const Q&, const In& in) {
        check_statement<Q>();
        add(step_of<Q, In, false>, in.arguments, in.further.data());
        return *this;
    }
    /// Adds a statement whose rows are the result, or the next part of it.
    template <statement_like Q, inputs_like In>
    plan& take(const Q&, const In& in) {
        using row = typename Q::row;
        check_row<Q, row>();
        constexpr bool wanted = shape_of<T>::template takes<row>;
        static_assert(wanted, "squall: the plan's result has no place for the rows of this statement");
        add(step_of<Q, In, true>, in.arguments, in.further.data());
        return *this;
    }
    /// Where a page begins and how many rows it has. A spoiled cursor refuses the plan.
    page_start page(argument_cell& cursor, const argument_cell& limit) {
        using traits = page_traits<T>;
        static_assert(traits::key_count >= 1 && traits::key_count <= 3);
        page_rows_ = static_cast<std::uint32_t>(limit.integer());
        page_start start;
        start.fetch = limit.integer() + 1;
        if (!cursor.has_value()) return start;
        if (const auto keys = read_cursor(traits::number, traits::key_count, text(cursor), texts())) {
            start.first_key = (*keys)[0].is_null() ? value{} : (*keys)[0];
            start.first_is_null = (*keys)[0].is_null();
            if constexpr (traits::key_count > 1) start.second_key = (*keys)[1];
            if constexpr (traits::key_count > 2) start.third_key = (*keys)[2];
        } else {
            refuse(invalid_argument("cursor", "is not a cursor that this list gave"));
        }
        return start;
    }
};

/// A function that is one statement: its arguments are the statement's parameters.
template <class T, statement_like Q, arguments_like Args>
plan<T> single(const Q&, Args& args) {
    using row = typename Q::row;
    check_row<Q, row>();
    constexpr bool wanted = shape_of<T>::template takes<row>;
    static_assert(wanted, "squall: the plan's result has no place for the rows of this statement");
    plan<T> p;
    p.fill(packed_arguments_of<Args>, values_of(args).data(), step_of<Q, inputs<Args>, true>);
    return p;
}

}  // namespace squall
