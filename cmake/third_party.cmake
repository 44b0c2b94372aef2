# Libraries of others. Header-only ones are reached through an include folder that holds nothing else: the system's
# own include folder must never come before Emscripten's.

# link_headers(<target> <header or folder>...): an interface library that sees just these of the system's headers.
function(link_headers target)
  set(folder ${CMAKE_BINARY_DIR}/include/${target})
  foreach(header IN LISTS ARGN)
    find_path(${target}_found_in NAMES ${header} PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH NO_CACHE REQUIRED)
    cmake_path(GET header PARENT_PATH parent)
    file(MAKE_DIRECTORY ${folder}/${parent})
    file(CREATE_LINK ${${target}_found_in}/${header} ${folder}/${header} SYMBOLIC)
  endforeach()
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${folder})
endfunction()

link_headers(pfr boost/pfr.hpp boost/pfr)

# From npm, pinned by package-lock.json: simdjson for both targets, and the engine that D1's is nearest to.
# A project's own come first; a library that npm installed finds them beside itself.
set(modules)
foreach(folder ${CMAKE_SOURCE_DIR}/node_modules ${squall_root}/node_modules ${squall_root}/..)
  if(EXISTS ${folder}/@nozbe/simdjson AND EXISTS ${folder}/better-sqlite3)
    set(modules ${folder})
    break()
  endif()
endforeach()
set(squall_modules ${modules})
if(NOT modules)
  message(FATAL_ERROR "@nozbe/simdjson or better-sqlite3 is missing in node_modules: run npm ci first (./dev build does)")
endif()

add_library(simdjson STATIC EXCLUDE_FROM_ALL ${modules}/@nozbe/simdjson/src/simdjson.cpp)
target_include_directories(simdjson SYSTEM PUBLIC ${modules}/@nozbe/simdjson/src)
target_compile_options(simdjson PRIVATE -w)
target_compile_definitions(simdjson PUBLIC SIMDJSON_EXCEPTIONS=0)

add_library(sqlite STATIC EXCLUDE_FROM_ALL ${modules}/better-sqlite3/deps/sqlite3/sqlite3.c)
target_include_directories(sqlite SYSTEM PUBLIC ${modules}/better-sqlite3/deps/sqlite3)
target_compile_options(sqlite PRIVATE -w)
target_compile_definitions(sqlite PRIVATE
  SQLITE_DQS=0                      # a misspelt "name" is an error here, not a string
  SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_ENABLE_COLUMN_METADATA
  SQLITE_ENABLE_FTS4               # databases that other programs made
  SQLITE_ENABLE_FTS5
  SQLITE_ENABLE_MATH_FUNCTIONS
  SQLITE_ENABLE_RTREE
  SQLITE_ENABLE_UPDATE_DELETE_LIMIT
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_OMIT_LOAD_EXTENSION
  SQLITE_OMIT_SHARED_CACHE)
if(EMSCRIPTEN)
  target_compile_options(sqlite PRIVATE -O2)
  target_compile_options(simdjson PRIVATE -O2)
  target_compile_definitions(sqlite PRIVATE
    SQLITE_OS_OTHER=1  # bindings/node/sqlite_files.cpp
    SQLITE_THREADSAFE=0)
else()
  find_package(Threads REQUIRED)
  # Optimised in every configuration: it is not ours to step through, and tests spend their time in it.
  target_compile_options(sqlite PRIVATE -O1)
  target_compile_definitions(sqlite PRIVATE SQLITE_THREADSAFE=2)
  target_link_libraries(sqlite PUBLIC Threads::Threads m)
endif()
