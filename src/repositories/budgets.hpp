#pragma once
// The rows that functions may read (squall/core/budget.hpp). ./dev budgets prints what every function reads.
#include "agents.hpp"
#include "evals.hpp"
#include "jobs.hpp"
#include "squall/core/budget.hpp"
#include "tools.hpp"
#include "traces.hpp"
#include "users.hpp"
#include "workspaces.hpp"

// What is called most often.
template <>
inline constexpr squall::budget squall::budget_of<&iofold::agents::get>{.rows_read = 1};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::agents::get_active_prompt>{.rows_read = 2};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::users::get>{.rows_read = 1};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::users::find_by_email>{.rows_read = 1};
// A page has at most 200 users.
template <>
inline constexpr squall::budget squall::budget_of<&iofold::users::list>{.rows_read = 201};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::traces::get>{.rows_read = 1};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::jobs::get>{.rows_read = 1};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::jobs::set_progress>{.rows_read = 4};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::jobs::complete>{.rows_read = 8};

// What reads more rows as its tables grow, and why.
template <>
inline constexpr squall::budget squall::budget_of<&iofold::tools::list>{.linear = "a small registry"};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::workspaces::list>{
    .linear = "returns every workspace that the user owns; in the test one user owns most of them"};
template <>
inline constexpr squall::budget squall::budget_of<&iofold::evals::list_monitoring_settings>{
    .linear = "without ids the monitor visits every eval"};
