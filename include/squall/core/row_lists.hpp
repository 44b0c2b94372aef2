#pragma once
// Rows for rows<"…", fields_in<…>, …>: JSON texts that several statements of a plan bind.
//
//     constexpr auto item = rows<"jobs", fields_in<new_job>, jobs.id>;
//     row_lists lists(p, item);
//     for (const auto& job : args.jobs) lists.add(job, bind<"id">(p.id_or_new(job.id, "job")));
//     for (const auto& list : lists) p.run(insert, inputs{args, list});
#include <span>
#include <string>
#include <vector>

#include "inputs.hpp"
#include "plan.hpp"
#include "squall/sql/json.hpp"

namespace squall {

namespace detail {
/// The texts of rows, none longer than D1 takes; nothing in it depends on a type. The plan owns each text, once.
class row_texts {
  public:
    explicit row_texts(text_arena& texts) : texts_(texts) {}
    /// One row: of each field the index of its value, in the item or behind it.
    void add(const value* item, const value* further, std::size_t item_width, std::span<const std::uint8_t> indexes);
    /// Ends the last text.
    void close();
    /// The texts, in order; empty when there are no rows.
    const std::vector<value>& lists() const { return lists_; }

  private:
    text_arena& texts_;
    std::string open_, row_;
    std::vector<value> lists_;
};

enum class row_fault : unsigned char { none, value_missing, value_unknown, types_differ, null_not_allowed };
}  // namespace detail

/// Where the fields of a list find their values among the inputs of a row.
template <class Fields, class In>
struct row_map;
template <fixed_string... Names, class... Types, class In>
struct row_map<detail::field_list<detail::list_field<Names, Types>...>, In> {
    using fields = detail::field_list<detail::list_field<Names, Types>...>;
    static constexpr std::array<argument_spec, sizeof...(Names)> specs{detail::argument_reading<Names, Types>::spec()...};
    static constexpr detail::row_fault fault = [] {
        for (std::size_t i = In::argument_count; i < In::count; ++i)
            if (fields::find(In::spec(i).name) == fields::count) return detail::row_fault::value_unknown;
        for (const argument_spec& field : specs) {
            const std::size_t k = In::find(field.name);
            if (k == In::none) return detail::row_fault::value_missing;
            const argument_spec& a = In::spec(k);
            if (a.is_list != field.is_list || (a.type == nullptr) != (field.type == nullptr)) return detail::row_fault::types_differ;
            if (a.type != nullptr && !holds(field.type, a.type)) return detail::row_fault::types_differ;
            if (field.is_required && (a.is_nullable || (!a.is_required && !a.default_value.given())))
                return detail::row_fault::null_not_allowed;
        }
        return detail::row_fault::none;
    }();
    static constexpr std::array<std::uint8_t, sizeof...(Names)> indexes{static_cast<std::uint8_t>(In::find(detail::kept<Names>))...};
};

namespace detail {
template <class Fields, class In>
constexpr bool check_row_values() {
    using found = row_map<Fields, In>;
    constexpr bool all_there = found::fault != row_fault::value_missing;
    static_assert(all_there, "squall: a field of rows<...> has no value of its name in add()");
    constexpr bool all_known = found::fault != row_fault::value_unknown;
    static_assert(all_known, "squall: add() has a value for a field that rows<...> does not have");
    constexpr bool same_types = found::fault != row_fault::types_differ;
    static_assert(same_types, "squall: a value in add() has another type than the field of rows<...>");
    constexpr bool null_safe = found::fault != row_fault::null_not_allowed;
    static_assert(null_safe, "squall: a value in add() may be missing, and its field of rows<...> is never null");
    return found::fault == row_fault::none;
}
}  // namespace detail

/// The rows of a bound list with fields. Each field takes the value of its name: a further value, or the item's.
template <class List>
class row_lists;
template <fixed_string Parameter, class Fields>
class row_lists<detail::bound_list<Parameter, Fields>> {
    using text_of_list = detail::named_value<Parameter, std::vector<std::string>>;

  public:
    row_lists(plan_core& p, const detail::bound_list<Parameter, Fields>&) : rows_(p.texts()) {}

    template <arguments_like Item, class... Named>
    void add(const Item& item, const Named&... named) {
        add_row(inputs<Item, Named...>(item, named...));
    }
    template <fixed_string Name, class T, auto... Marks, class... Named>
    void add(const detail::named_value<Name, T, Marks...>& first, const Named&... named) {
        add_row(inputs<no_arguments, detail::named_value<Name, T, Marks...>, Named...>(first, named...));
    }

    /// The texts as values that inputs take, when all rows are there.
    class iterator {
      public:
        explicit iterator(const value* at) : at_(at) {}
        text_of_list operator*() const { return {*at_}; }
        iterator& operator++() {
            ++at_;
            return *this;
        }
        bool operator==(const iterator&) const = default;

      private:
        const value* at_;
    };
    iterator begin() {
        rows_.close();
        return iterator(rows_.lists().data());
    }
    /// Behind the texts that begin() has ended.
    iterator end() const { return iterator(rows_.lists().data() + rows_.lists().size()); }

  private:
    detail::row_texts rows_;

    template <class In>
    [[gnu::always_inline]] void add_row(const In& in) {
        if constexpr (detail::check_row_values<Fields, In>())
            rows_.add(in.arguments, in.further.data(), In::argument_count, row_map<Fields, In>::indexes);
    }
};

template <fixed_string Parameter, class Fields>
row_lists(plan_core&, const detail::bound_list<Parameter, Fields>&) -> row_lists<detail::bound_list<Parameter, Fields>>;

}  // namespace squall
