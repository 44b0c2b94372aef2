// Any values as the arguments of any function: refused by a rule of the arguments, or a plan that SQLite performs or
// refuses for a reason of the data. A statement that SQLite does not take is an error of ours.
#include "any_value.hpp"
#include "faults/faulty_database.hpp"
#include "faults/sample_world.hpp"
#include "must.hpp"
#include "support/exported_functions.hpp"

using namespace squall;
using namespace iofold::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const sqlite_database original = make_sample_world({});
    static faulty_database db(original);
    static std::size_t done = 0;

    FuzzedDataProvider from(data, size);
    const auto& functions = exported_functions();
    const exported_function& f = functions[from.ConsumeIntegralInRange<std::size_t>(0, functions.size() - 1)];
    const bool is_batch = from.ConsumeBool();
    fuzz::value_source source(from);
    const std::vector<value> arguments = source.values_for(f.arguments);
    const plan_core p = f.plan_for(arguments.data());
    if (p.refused()) {
        fuzz::must(!p.refused()->message.empty(), "a refusal says why");
        fuzz::must(p.statements().empty(), "a refused plan has no statements");
        return 0;
    }
    const plan_core* one = &p;
    const auto answers = db.healthy({&one, 1}, is_batch);
    if (!answers) fuzz::must(answers.error().kind != error_kind::internal, f.full_name() + ": SQLite takes the statement");
    if (++done % 256 == 0) db.copy_from(original);  // what was written must not pile up
    return 0;
}
