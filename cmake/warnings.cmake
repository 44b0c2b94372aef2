# What our own files are compiled with; third_party.cmake's are not.
add_library(squall_warnings INTERFACE)
target_compile_options(squall_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
if(SQUALL_WARNINGS_AS_ERRORS)
  target_compile_options(squall_warnings INTERFACE -Werror)
endif()

# For a target with precompiled headers, of which g++ forgets the pragmas: that of the enum check, which makes a switch over
# an enum an error unless it has every value, and the one that allows its ranges of cases. Link it last.
add_library(squall_precompiled INTERFACE)
target_compile_options(squall_precompiled INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Werror=switch;-Wno-pedantic>)
