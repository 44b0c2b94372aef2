#include "sample_calls.hpp"

#include <list>
#include <optional>

namespace iofold::test {
namespace {

using namespace squall;

/// What one call is made of: the optional arguments, all or none, and one that is given in any case.
struct choice {
    bool all = false;
    std::optional<std::size_t> argument{};  // its place among those that leave a choice
    std::size_t variant = 0;
};

std::size_t value_count(const exported_function& f, const argument_spec& a) {
    if (a.name == "cursor" && !f.cursors.empty()) return f.cursors.size();
    if (a.is_list) return 2;
    if (a.kind == argument_kind::object) return 1;
    if (a.kind == argument_kind::boolean) return 2;
    return a.kind == argument_kind::enumeration ? a.type->value_count : 1;
}

class call_maker {
  public:
    call_maker(const exported_function& f, choice c) : function_(f), choice_(c) {}

    std::vector<value> arguments() { return fields(function_.arguments); }
    /// The variants of each argument that leaves a choice; known once the arguments are made.
    const std::vector<std::size_t>& variants() const { return variants_; }

  private:
    const exported_function& function_;
    choice choice_;
    std::vector<std::size_t> variants_;
    std::list<std::vector<value>> items_;

    std::vector<value> fields(std::span<const argument_spec> specs) {
        std::vector<value> all;
        for (const argument_spec& a : specs) all.push_back(argument(a));
        return all;
    }
    value argument(const argument_spec& a) {
        const std::size_t values = value_count(function_, a), variants = values + (a.is_nullable ? 1 : 0);
        const bool leaves_choice = !a.is_required || variants > 1;
        const std::size_t place = variants_.size();
        if (leaves_choice) variants_.push_back(variants);
        const std::size_t variant = leaves_choice && choice_.argument == place ? choice_.variant : 0;
        const value v = variant == values ? null_value() : some_value(a, variant);
        const bool is_chosen = choice_.argument && *choice_.argument >= place && *choice_.argument < variants_.size();
        return a.is_required || choice_.all || is_chosen ? v : value{};
    }
    value some_value(const argument_spec& a, std::size_t variant) {
        if (!a.is_list) return element(a, variant);
        const value one = element(a, 0);
        return list_value(items_.emplace_back(variant + 1, one));
    }
    value element(const argument_spec& a, std::size_t variant) {
        if (a.name == "cursor" && !function_.cursors.empty()) return text_value(function_.cursors[variant]);
        switch (a.kind) {
            case argument_kind::integer:
            case argument_kind::real: return integer_value(a.has_bounds && !a.is_list ? static_cast<std::int64_t>(a.least) : 1);
            case argument_kind::boolean: return boolean_value(variant == 0);
            case argument_kind::timestamp:
            case argument_kind::date: return text_value("2026-02-03");
            case argument_kind::enumeration: return text_value(a.type->values[variant]);
            case argument_kind::json: return text_value(a.json_opening == '[' ? "[]" : R"({"x":"x"})");
            case argument_kind::object: {
                value v = list_value(items_.emplace_back(fields({a.fields, a.field_count})));
                v.type = value_type::object;
                return v;
            }
            default: return text_value("x");
        }
    }
};

}  // namespace

void for_each_sample_call(const exported_function& f, const std::function<void(const std::vector<value>&)>& use) {
    const auto call = [&](choice c) {
        call_maker maker(f, c);
        use(maker.arguments());
        return maker.variants();
    };
    const std::vector<std::size_t> variants = call({});
    for (std::size_t i = 0; i < variants.size(); ++i)
        for (std::size_t variant = 0; variant < variants[i]; ++variant) call({false, i, variant});
    call({true});
    for (std::size_t i = 0; i < variants.size(); ++i)
        for (std::size_t variant = 1; variant < variants[i]; ++variant) call({true, i, variant});
}

}  // namespace iofold::test
