# What our own files are compiled with; third_party.cmake's are not.
add_library(squall_warnings INTERFACE)
target_compile_options(squall_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
if(SQUALL_WARNINGS_AS_ERRORS)
  target_compile_options(squall_warnings INTERFACE -Werror)
endif()
