#pragma once
// The repository functions as the studio shows and calls them.
#include <map>

#include "call_by_name.hpp"
#include "studio/function_registry.hpp"
#include "studio/plan_runner.hpp"

namespace squall::tool {

class studio_functions : public studio::function_registry {
  public:
    explicit studio_functions(std::span<const callable> all) : all_(all) {}

    std::string list() override;
    std::string plan(studio::connection& db, studio::element request) override;
    std::string run(studio::connection& db, studio::element request) override;
    bool writes(studio::connection& db, studio::element request) override;

  private:
    const callable& chosen(studio::element request) const;
    /// Calls it; throws request_error when it was refused.
    std::string call(studio::plan_runner& through, studio::element request) const;

    std::span<const callable> all_;
    std::map<std::string, std::string> last_;  // what the last run of each cost, as JSON
};

}  // namespace squall::tool
