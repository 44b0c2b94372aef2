// Any answers to what is sent to D1's REST interface.
#include <cstdlib>

#include "migrate/failure.hpp"
#include "migrate/rest_target.hpp"
#include "must.hpp"
#include "squall/d1_rest/http_client.hpp"

namespace {
FuzzedDataProvider* answers = nullptr;
// As long as a token must be to be looked for in answers.
constexpr const char* token = "a-secret-token";
bool repeats_token(std::string_view text) { return text.find(token) != text.npos; }
}  // namespace

namespace squall::d1_rest {

// In the place of the client that asks over the network.
struct http_client::handle {};
http_client::http_client(std::chrono::milliseconds connect_timeout, std::chrono::milliseconds timeout)
    : connect_timeout_(connect_timeout), timeout_(timeout) {}
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;
http_client::~http_client() = default;
http_answer http_client::send(const std::string&, const std::string&, const std::string*, bool) {
    fuzz::must(connect_timeout_ <= timeout_, "a connection takes no longer than all of it may");
    constexpr long statuses[] = {0, 200, 400, 401, 404, 429, 500, 503};
    http_answer a;
    a.status = answers->PickValueInArray(statuses);
    if (a.status == 0)
        a.no_answer = "none";
    else
        a.body = answers->remaining_bytes() < 4 ? "{}" : answers->ConsumeRandomLengthString();
    return a;
}

}  // namespace squall::d1_rest

extern "C" int LLVMFuzzerInitialize(int*, char***) { return setenv("CLOUDFLARE_API_TOKEN", token, 1); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace squall::migrate;
    FuzzedDataProvider from(data, size);
    answers = &from;
    squall::d1_rest::request_options no_waits;
    no_waits.second = std::chrono::milliseconds(0);
    auto api = squall::d1_rest::rest_api::open({"account", "database", "https://nowhere.invalid"}, no_waits);
    fuzz::must(api.ok(), "the address and the token are accepted");
    const auto target = open_rest(std::move(api).value());
    try {
        const row_set rows = target->query(statement{"SELECT ?1", {"x"}});
        for (const auto& row : rows.rows)
            for (const cell& c : row) {
                fuzz::must(!repeats_token(text_of(c)), "the token stands in no cell");
                fuzz::must(row.size() == rows.columns.size(), "a row has a cell a column");
                integer_of(c);
            }
    } catch (const failure& f) {
        fuzz::must(!repeats_token(f.what()), "the token stands in no message");
    }
    try {
        std::vector<std::int64_t> changed;
        target->perform({{"UPDATE a SET b = ?1", {"it's"}}, {"DELETE FROM a"}, {"DELETE FROM b"}}, changed);
    } catch (const failure& f) {
        fuzz::must(!repeats_token(f.what()), "the token stands in no message");
    }
    return 0;
}
