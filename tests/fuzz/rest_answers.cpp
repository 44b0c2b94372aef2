// Any answers to what is sent to D1's REST interface.
#include <cstdlib>

#include "migrate/failure.hpp"
#include "migrate/http_post.hpp"
#include "migrate/rest_target.hpp"
#include "must.hpp"

namespace {
FuzzedDataProvider* answers = nullptr;
}

namespace squall::migrate {

/// In the place of the one that asks over the network.
http_answer http_post(const std::string&, const std::string&, const std::string&) {
    constexpr long statuses[] = {0, 200, 400, 401, 404, 429, 500, 503};
    http_answer a;
    a.status = answers->PickValueInArray(statuses);
    if (a.status == 0)
        a.no_answer = "none";
    else
        a.body = answers->remaining_bytes() < 4 ? "{}" : answers->ConsumeRandomLengthString();
    return a;
}

}  // namespace squall::migrate

extern "C" int LLVMFuzzerInitialize(int*, char***) { return setenv("SQUALL_RETRY_UNIT_MS", "0", 1); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace squall::migrate;
    FuzzedDataProvider from(data, size);
    answers = &from;
    const auto target = open_rest({"https://nowhere.invalid", "account", "database", "the token"});
    try {
        const row_set rows = target->query(statement{"SELECT ?1", {"x"}});
        for (const auto& row : rows.rows)
            for (const cell& c : row) text_of(c), integer_of(c);
    } catch (const failure& f) {
        fuzz::must(std::string_view(f.what()).find("the token") == std::string_view::npos, "the token stands in no message");
    }
    try {
        std::vector<std::int64_t> changed;
        target->perform({{"UPDATE a SET b = ?1", {"it's"}}, {"DELETE FROM a"}, {"DELETE FROM b"}}, changed);
    } catch (const failure&) {
    }
    return 0;
}
