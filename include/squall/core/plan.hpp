#pragma once
// A plan: statements, their bound values and guards, and how the rows become the result. A repository function makes one
// and nothing else; a binding performs it.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "as_laid_out.hpp"
#include "check_arguments.hpp"
#include "inputs.hpp"
#include "packed_arguments.hpp"
#include "result_shape.hpp"
#include "squall/sql/guarded_write.hpp"
#include "squall/sql/statement.hpp"

namespace squall {

/// One statement of a plan: constant SQL, its variant, its values.
struct plan_statement {
    const statement_data* statement = nullptr;
    std::uint32_t active_conditions = 0;  // bit k: the fragments of condition k are in the SQL
    std::uint32_t first_value = 0;
    std::uint8_t value_count = 0;
    bool is_answer = false;  // its rows go into the result
};

namespace detail {
/// What is constant of a statement in a plan. Behind it stand bytes: which input each parameter takes, and each condition.
struct plan_step {
    statement_data statement;
    std::uint8_t argument_count;  // inputs from this number on are further values
    std::uint8_t condition_count : 7;
    bool is_answer : 1;

    const std::uint8_t* parameter_indexes() const { return as_laid_out<const std::uint8_t>(this + 1); }
    const std::uint8_t* condition_indexes() const { return parameter_indexes() + statement.parameter_count; }
};
template <std::size_t Count>
struct plan_step_with_indexes {
    plan_step step;
    std::array<std::uint8_t, Count> indexes;
};
template <class Q, class In, bool IsAnswer>
inline constexpr auto step_of = [] {
    check_inputs<Q, In>();
    constexpr auto& indexes = input_map_of<Q, In>::indexes;
    using step = plan_step_with_indexes<indexes.size()>;
    static_assert(offsetof(step, indexes) == sizeof(plan_step));
    return step{{rendered_statement<Q>::data, static_cast<std::uint8_t>(In::argument_count),
                 static_cast<std::uint8_t>(rendered_statement<Q>::conditions.count), IsAnswer},
                indexes};
}();

/// The LIMIT and OFFSET parameters of a statement that take inputs not declared to be 0 or more, by the inputs' numbers.
template <class Q, class In>
struct unchecked_row_counts {
    static constexpr bool needs_check(const parameter_use& p) {
        const std::size_t k = p.is_row_count ? In::find(p.name) : In::none;
        if (k == In::none) return false;
        // A negative default is the declaration's own: all rows where the call leaves the argument out.
        const argument_spec& a = In::spec(k);
        return !(a.has_bounds && a.least >= 0);
    }
    static constexpr std::size_t count = [] {
        std::size_t n = 0;
        for (std::size_t i = 0; i < analysis_of<Q>.parameter_count; ++i) n += needs_check(analysis_of<Q>.parameters[i]) ? 1U : 0U;
        return n;
    }();
    static constexpr auto inputs = [] {
        std::array<std::size_t, count> all{};
        std::size_t n = 0;
        for (std::size_t i = 0; i < analysis_of<Q>.parameter_count; ++i)
            if (needs_check(analysis_of<Q>.parameters[i])) all[n++] = In::find(analysis_of<Q>.parameters[i].name);
        return all;
    }();
};

/// Calls f with the statement of a choice<...> that a value chooses (choose.hpp).
template <class Q>
concept chosen_like = requires {
    Q::choice_name;
};
template <class Q, class T, class In, class F>
void choose(const In& in, F f);
}  // namespace detail

/// Where a page begins, as keyset.hpp's conditions take it: when<"after_value"> or when<"after_null">, param<"after_id">,
/// and with a third key param<"after_third">.
/// A page with one key, which is never null, has only the first: when<"after_value">(t.id > param<"after_value">).
struct page_start {
    // after_value, after_id, after_third, after_null, beyond, and fetch: one row more than the page has, which says that there is
    // a next page.
    std::array<value, 6> values{};

    /// Whether a page was before this one, and its last row's first key was a value, or was null.
    bool follows_value() const { return values[0].given(); }
    bool follows_null() const { return values[3].integer != 0; }
    /// For a second statement: the rows that follow all that the first one finds (keyset.hpp).
    page_start beyond() const;

    template <class FirstKey, class SecondKey = std::optional<std::string>, class ThirdKey = std::optional<std::string>, class Args,
              class... Named>
    auto inputs(const Args& args, const Named&... more) const {
        return squall::inputs<Args, detail::named_value<"after_value", FirstKey>, detail::named_value<"after_id", SecondKey>,
                              detail::named_value<"after_third", ThirdKey>, detail::named_value<"after_null", bool>,
                              detail::named_value<"beyond", bool>, detail::named_value<"fetch", std::int64_t, at_least<0>>, Named...>(
            args, values, more...);
    }
};

/// What all plans share; nothing in it depends on a type.
class plan_core {
  public:
    // Out of line, whatever a linker thinks: every repository function makes and moves plans.
    [[gnu::noinline]] explicit plan_core(bool needs_row = false);
    /// With the arguments checked.
    [[gnu::noinline]] plan_core(bool needs_row, detail::packed_arguments& declared, value* arguments);
    [[gnu::noinline]] plan_core(plan_core&&) noexcept;
    [[gnu::noinline]] plan_core& operator=(plan_core&&) noexcept;
    [[gnu::noinline]] ~plan_core();

    /// The error of the arguments, when they break a rule: then the plan has no statements and must not be sent.
    const error* refused() const { return refused_.get(); }
    void refuse(error e);

    const std::vector<plan_statement>& statements() const { return statements_; }
    const value* values_of(const plan_statement& s) const { return values_.data() + s.first_value; }
    std::uint32_t page_rows() const { return page_rows_; }
    bool writes() const;
    /// Whether its one statement is a write that finds the rows its guard asks for: sent alone it needs no other. The second of
    /// statements() is the guard, for a batch.
    bool is_one_write() const;
    /// The result is one row that must be there: in a batch a guard sees to it.
    bool needs_row() const { return needs_row_; }

    /// A copy of the text that lives as long as the plan.
    template <class T = std::string>
    detail::typed_value<T> keep(std::string_view text) {
        static_assert(detail::accepts<T, std::string_view>());
        return {text_value(texts_.keep(text))};
    }
    /// The JSON text of a list, which lives as long as the plan: for a list that several statements bind.
    value keep_list(const value& list);
    /// The bytes of an argument's text.
    std::string_view text(argument_cell& a) { return load(a.cell, texts_); }
    /// The time of this call, in ISO form. One reading of the clock a plan.
    detail::typed_value<timestamp> now();
    /// Milliseconds after now, in ISO form.
    detail::typed_value<timestamp> now_plus(std::int64_t milliseconds);
    /// The id that was given, or a new one: prefix_uuid.
    detail::typed_value<std::string> id_or_new(const argument_cell& id, const char* prefix);
    detail::typed_value<std::string> new_id(const char* prefix);

    /// Whether a list of texts contains a duplicate.
    static bool has_duplicates(const argument_cell& list);
    /// The same of a text field of a list of objects: has_duplicates<"trace_id">(args.traces).
    template <fixed_string Field, fixed_string Name, class T, auto... Marks>
        requires(detail::object_list_type<bare<T>>)
    static bool has_duplicates(const argument<Name, T, Marks...>& list) {
        constexpr auto& specs =
            detail::arguments_traits<typename detail::object_struct<typename detail::element_of<bare<T>>::type>::type>::specs;
        constexpr std::size_t field = [] {
            std::size_t i = 0;
            while (i < specs.size() && specs[i].name != Field.view()) ++i;
            return i;
        }();
        constexpr bool known = field < specs.size();
        static_assert(known, "squall: the list's objects have no field of this name");
        if constexpr (known) {
            constexpr bool is_text = specs[field].kind == argument_kind::text && !specs[field].is_list;
            static_assert(is_text, "squall: has_duplicates<...>() compares texts");
            return has_duplicate_fields(list, field);
        }
    }

    detail::text_arena& texts() { return texts_; }

    /// A plan of one statement whose parameters are the arguments.
    void fill(detail::packed_arguments& declared, value* arguments, const detail::plan_step& step);

  protected:
    void add(const detail::plan_step& step, const value* arguments, const value* further);
    void add(const detail::plan_step& write, const detail::plan_step& guard_behind, const value* arguments, const value* further);
    page_start begin_page(std::uint32_t list, std::size_t key_count, argument_cell& cursor, const argument_cell& limit);
    page_start begin_page(std::uint32_t list, std::size_t key_count, argument_cell& cursor, const argument_cell& limit, std::size_t order);
    /// Refuses the plan where a page of so many rows cannot be: one of none would end the walk, and one of -5 would take all rows.
    bool takes_page(const argument_cell& limit, std::string_view name, std::int64_t most);
    /// Refuses the plan where a LIMIT or an OFFSET is negative.
    void check_row_count(const value& count, std::string_view name);

  private:
    void check(detail::packed_arguments& declared, value* values);
    static bool has_duplicate_fields(const argument_cell& list, std::size_t field);

    std::uint32_t page_rows_ = 0;
    bool needs_row_ = false;
    std::unique_ptr<error> refused_;
    std::vector<plan_statement> statements_;
    std::vector<value> values_;
    detail::text_arena texts_;
    value now_{};
    std::optional<std::int64_t> now_ms_;
};

/// A plan that returns a T: a row struct (exactly one row), std::optional of one, std::vector of rows, page, bool,
/// std::int64_t (a count), nothing, or a struct of such (result_shape.hpp).
template <class T>
class plan : public plan_core {
    static constexpr bool may_be_missing = !std::same_as<T, blob>;
    static_assert(may_be_missing, "squall: a plan of one blob is plan<std::optional<blob>>: there may be no row");

  public:
    using result_type = T;

    plan() : plan_core(squall::needs_row<T>) {}
    /// A plan for these arguments. They are checked and brought into the form that statements bind; where they break a
    /// rule the plan is refused and the function returns it as it is: `if (p.refused()) return p;`
    template <arguments_like Args>
    explicit plan(Args& args) : plan_core(squall::needs_row<T>, detail::packed_arguments_of<Args>, squall::values_of(args).data()) {}

    /// Adds a statement whose rows are not wanted: a write, or a guard.
    template <statement_like Q, detail::inputs_like In>
    plan& run(const Q&, const In& in) {
        detail::check_statement<Q>();
        check_row_counts<Q>(in);
        add(detail::step_of<Q, In, false>.step, in.arguments, in.further.data());
        return *this;
    }
    /// Adds a write under a guard: as one statement where the write can check it, else behind the guard.
    template <detail::guard_like Guard, statement_like Q, detail::inputs_like In>
    plan& run(const Guard&, const Q&, const In& in) {
        add_guarded<Guard, Q, false>(in);
        return *this;
    }
    /// The same of a write whose rows are the result, or the next part of it.
    template <detail::guard_like Guard, statement_like Q, detail::inputs_like In>
    plan& take(const Guard&, const Q&, const In& in) {
        check_taken<Q>();
        add_guarded<Guard, Q, true>(in);
        return *this;
    }
    /// Adds a statement whose rows are the result, or the next part of it.
    template <statement_like Q, detail::inputs_like In>
    plan& take(const Q&, const In& in) {
        check_taken<Q>();
        check_row_counts<Q>(in);
        add(detail::step_of<Q, In, true>.step, in.arguments, in.further.data());
        return *this;
    }
    /// The same with the statement that a value chooses.
    template <detail::chosen_like Q, detail::inputs_like In>
    plan& run(const Q&, const In& in) {
        detail::choose<Q, nothing>(in, [&]<class One>(One one) { run(one, in); });
        return *this;
    }
    template <detail::chosen_like Q, detail::inputs_like In>
    plan& take(const Q&, const In& in) {
        detail::choose<Q, T>(in, [&]<class One>(One one) { take(one, in); });
        return *this;
    }
    /// A guard before the statement that a value chooses: each of them is guarded as it would be alone.
    template <detail::guard_like Guard, detail::chosen_like Q, detail::inputs_like In>
    plan& run(const Guard& guard, const Q&, const In& in) {
        detail::choose<Q, nothing>(in, [&]<class One>(One one) { run(guard, one, in); });
        return *this;
    }
    template <detail::guard_like Guard, detail::chosen_like Q, detail::inputs_like In>
    plan& take(const Guard& guard, const Q&, const In& in) {
        detail::choose<Q, T>(in, [&]<class One>(One one) { take(guard, one, in); });
        return *this;
    }
    /// The start of a page and its number of rows, from 1. An invalid cursor refuses the plan, and so does an invalid number of rows.
    template <class Limit>
    page_start page(argument_cell& cursor, const Limit& limit) {
        using traits = detail::page_traits<T>;
        static_assert(traits::key_count >= 1 && traits::key_count <= 3);
        if (!takes_rows<detail::most_rows_of_page>(limit)) return {};
        return begin_page(traits::number, traits::key_count, cursor, limit);
    }
    /// The same of an ordered_page in the order of that name: p.page<"newest">(args.cursor, args.limit). At most 16,777,215 rows.
    template <fixed_string Order, class Limit>
    page_start page(argument_cell& cursor, const Limit& limit) {
        using traits = detail::page_traits<T>;
        constexpr std::size_t place = traits::place_of(Order.view());
        constexpr bool known = place < traits::orders.size();
        static_assert(known, "squall: the ordered_page has no page_order<...> of this name");
        if constexpr (known) {
            constexpr detail::cursor_form form = traits::orders[place];
            static_assert(form.keys.size() >= 1 && form.keys.size() <= 3);
            if (!takes_rows<detail::most_rows_of_order>(limit)) return {};
            return begin_page(form.number, form.keys.size(), cursor, limit, place);
        }
    }

  private:
    /// Whether a page may have so many rows. Where the argument's bounds say so, nothing is asked.
    template <std::int64_t Most, class Limit>
    bool takes_rows(const Limit& limit) {
        constexpr const argument_spec& spec = Limit::spec;
        constexpr bool is_integer = spec.kind == argument_kind::integer && !spec.is_list;
        static_assert(is_integer, "squall: the number of rows of a page is an argument of the type std::int64_t");
        constexpr std::int64_t otherwise = spec.default_value.given() ? spec.default_value.integer : 0;
        constexpr bool always_fits = spec.has_bounds && spec.least >= 1 && spec.most <= static_cast<double>(Most) &&
                                     (spec.is_required || (otherwise >= 1 && otherwise <= Most));
        if constexpr (always_fits)
            return true;
        else
            return takes_page(limit, spec.name, Most);
    }
    /// The statement's limits and offsets are not negative. Where the inputs' bounds say so, nothing is asked.
    template <class Q, class In>
    void check_row_counts([[maybe_unused]] const In& in) {
        using unchecked = detail::unchecked_row_counts<Q, In>;
        if constexpr (unchecked::count > 0) [&]<std::size_t... I>(std::index_sequence<I...>) {
                (check_row_count(in.at(unchecked::inputs[I]), In::spec(unchecked::inputs[I]).name), ...);
            }
        (std::make_index_sequence<unchecked::count>{});
    }
    template <class Q>
    static constexpr void check_taken() {
        using row = typename Q::row;
        detail::check_row<Q, row>();
        constexpr bool wanted = detail::shape_of<T>::template takes<row>;
        static_assert(wanted, "squall: the plan's result has no place for the rows of this statement");
    }
    template <class Guard, class Q, bool IsAnswer, class In>
    void add_guarded(const In& in) {
        detail::check_statement<Guard>();
        detail::check_statement<Q>();
        check_row_counts<Q>(in);
        check_row_counts<Guard>(in);
        using fold = detail::fold_of<Guard, Q>;
        if constexpr (fold::place == guard_place::in_write) {
            constexpr auto& write = detail::step_of<typename fold::write, In, IsAnswer>.step;
            if constexpr (std::is_void_v<typename fold::guard>)
                add(write, in.arguments, in.further.data());
            else
                add(write, detail::step_of<typename fold::guard, inputs<no_arguments>, false>.step, in.arguments, in.further.data());
        } else {
            add(detail::step_of<detail::separate_guard<Guard, fold::place>, In, false>.step, in.arguments, in.further.data());
            add(detail::step_of<Q, In, IsAnswer>.step, in.arguments, in.further.data());
        }
    }
};

/// A function that is one statement: its arguments are the statement's parameters.
template <class T, statement_like Q, arguments_like Args>
plan<T> single(const Q& query, Args& args) {
    using row = typename Q::row;
    detail::check_row<Q, row>();
    constexpr bool wanted = detail::shape_of<T>::template takes<row>;
    static_assert(wanted, "squall: the plan's result has no place for the rows of this statement");
    if constexpr (detail::unchecked_row_counts<Q, inputs<Args>>::count > 0) {
        plan<T> p{args};
        if (!p.refused()) p.take(query, inputs{args});
        return p;
    } else {
        plan<T> p;
        p.fill(detail::packed_arguments_of<Args>, values_of(args).data(), detail::step_of<Q, inputs<Args>, true>.step);
        return p;
    }
}

}  // namespace squall
