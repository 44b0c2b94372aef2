#include "sent_statements.hpp"

#include <algorithm>

#include "sample_calls.hpp"

namespace iofold::test {
namespace {

using namespace squall;

void add(sent_function& to, const plan_core& p) {
    if (p.refused()) to.refused = p.refused()->message;
    to.most_statements = std::max(to.most_statements, p.is_one_write() ? 1 : p.statements().size());
    std::size_t place = 0;  // behind the statement before, whichever call showed it first
    for (const plan_statement& s : p.statements()) {
        auto known = std::find_if(to.statements.begin(), to.statements.end(),
                                  [&](const sent_statement& k) { return k.statement->text == s.statement->text; });
        if (known == to.statements.end())
            known = to.statements.insert(to.statements.begin() + static_cast<std::ptrdiff_t>(place), {s.statement, {}, false});
        known->choices.insert(s.active_conditions);
        known->may_be_guarded = known->may_be_guarded || (p.needs_row() && s.is_answer && !s.statement->writes);
        place = static_cast<std::size_t>(known - to.statements.begin()) + 1;
    }
}

}  // namespace

const std::vector<sent_function>& sent_statements() {
    static const std::vector<sent_function> all = [] {
        std::vector<sent_function> found;
        for (const exported_function& f : exported_functions()) {
            found.push_back({&f, {}, 0, {}});
            for_each_sample_call(f, [&](const std::vector<value>& arguments) { add(found.back(), f.plan_for(arguments.data())); });
        }
        return found;
    }();
    return all;
}

}  // namespace iofold::test
