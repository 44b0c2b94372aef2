# Headers that are compiled once, if SQUALL_PRECOMPILED_HEADERS is on.

# For a target with precompiled headers, of which g++ forgets the pragmas: that of the enum check, which makes a switch over
# an enum an error unless it has every value, and the one that allows its ranges of cases. Link it last.
add_library(squall_precompiled INTERFACE)
target_compile_options(squall_precompiled INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Werror=switch;-Wno-pedantic>)

# squall_precompile_standard_headers(<target>…): those of the standard library that most sources include, compiled once for all
# of these targets. Native ones only: with Emscripten most of the time goes into optimization.
function(squall_precompile_standard_headers)
  if(NOT SQUALL_PRECOMPILED_HEADERS OR EMSCRIPTEN)
    return()
  endif()
  if(NOT TARGET squall_standard_headers)
    set(source ${CMAKE_BINARY_DIR}/standard_headers.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// It has what cmake/precompiled.cmake lists.\n")
    add_library(squall_standard_headers OBJECT EXCLUDE_FROM_ALL ${source})
    target_compile_features(squall_standard_headers PRIVATE cxx_std_20)
    target_link_libraries(squall_standard_headers PRIVATE squall_warnings)  # -Wpedantic decides what g++ predefines
    target_precompile_headers(squall_standard_headers PRIVATE
      <algorithm> <cctype> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <span> <string>
      <string_view> <variant> <vector>)
  endif()
  foreach(target IN LISTS ARGN)
    target_precompile_headers(${target} REUSE_FROM squall_standard_headers)
  endforeach()
endfunction()
