#pragma once
// D1 from outside of Workers: the same plans and guards over Cloudflare's REST interface.
#include "rest_api.hpp"
#include "squall/core/database.hpp"

namespace squall {

/// One round trip a plan or batch. Not for several threads at once: each takes one of its own.
class d1_rest_database : public database {
  public:
    /// Nothing is sent yet. The token is the environment's CLOUDFLARE_API_TOKEN. Fails with invalid_argument.
    static result<d1_rest_database> open(d1_rest::database_address address, d1_rest::request_options options = {});
    explicit d1_rest_database(d1_rest::rest_api api) : api_(std::move(api)) {}

  protected:
    /// Beside what a database says: unavailable, when the API cannot be reached, refuses the token, or is asked too often.
    /// It is retryable where it may pass; after a write that had no answer it may also have happened.
    result<batch_answers> perform(std::span<const plan_core* const> plans, bool guarded) override;

  private:
    d1_rest::rest_api api_;
};

}  // namespace squall
