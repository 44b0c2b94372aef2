#pragma once
// The one place where squall's own memory is read as another type than it was written as.

namespace squall::detail {

/// Memory that one side has laid out and the other reads. The language has no cast for it; it is made here alone, for
/// - a struct of arguments, which is the array of its values: each member is one value and nothing else, so that the host writes an
///   array and C++ reads names, and the check walks over what C++ filled by name (both directions check the sizes);
/// - the values and texts that the host has written into the module's memory, and room for values in an arena;
/// - the bytes that stand behind a plan's step (plan.hpp).
template <class To, class From>
[[gnu::always_inline]] inline To* as_laid_out(From* from) {
    return reinterpret_cast<To*>(from);
}

}  // namespace squall::detail
