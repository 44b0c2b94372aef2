#pragma once
// Renames, passed as flags or asked for on a terminal. They are never guessed.
#include "migrate/difference.hpp"
#include "migrate/keep.hpp"
#include "options.hpp"
#include "output.hpp"

namespace squall::tool {

/// The difference to the declared schema with these renames, and with what is kept. Where columns or tables have
/// gone and others have come, and someone sits at a terminal, it is asked which are the same.
std::unique_ptr<migrate::difference> compare_with_declared(const migrate::snapshot& before, const migrate::snapshot& declared,
                                                           const options& o, output& out);
/// The same between two schemas that are both complete.
std::unique_ptr<migrate::difference> compare_with_renames(const migrate::snapshot& before, const migrate::snapshot& after, const options& o,
                                                          output& out);

/// Throws failure(refused) naming what would be lost, and the flags that tell a rename, unless --allow-loss was given.
void refuse_loss(const migrate::difference& d, const options& o);

/// Says what the difference is and does.
void describe(const migrate::difference& d, output& out);

/// Lists what the database or snapshot has and nobody declared: it stays.
void describe_kept(const migrate::snapshot& declared, const migrate::snapshot& existing, const options& o, output& out);

}  // namespace squall::tool
