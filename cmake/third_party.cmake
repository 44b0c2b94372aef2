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

# squall_find_npm(<variable> <package>...): the node_modules folder of each npm package, in that order. They are build inputs:
# devDependencies of the project that compiles, so that a Worker which only uses the client installs none. Like Node, the search
# goes from the project's folder and from the library's to the root.
function(squall_find_npm variable)
  set(places)
  foreach(folder ${CMAKE_SOURCE_DIR} ${squall_root})
    set(below)
    while(NOT folder STREQUAL below)
      list(APPEND places ${folder}/node_modules)
      set(below ${folder})
      cmake_path(GET folder PARENT_PATH folder)
    endwhile()
  endforeach()
  set(folders)
  set(missing)
  foreach(package IN LISTS ARGN)
    set(folder)
    foreach(place IN LISTS places)
      if(EXISTS ${place}/${package}/package.json)
        set(folder ${place})
        break()
      endif()
    endforeach()
    if(folder)
      list(APPEND folders ${folder})
    else()
      list(APPEND missing ${package})
    endif()
  endforeach()
  if(missing)
    squall_explain_missing_npm("${missing}")
  endif()
  set(${variable} ${folders} PARENT_SCOPE)
endfunction()

# Stops with the command that installs the packages: npm ci where the project's package.json has them already.
function(squall_explain_missing_npm missing)
  set(own "{}")
  if(EXISTS ${CMAKE_SOURCE_DIR}/package.json)
    file(READ ${CMAKE_SOURCE_DIR}/package.json own)
  endif()
  file(READ ${squall_root}/package.json library)
  set(command "npm install --save-dev --save-exact --ignore-scripts")
  set(is_declared TRUE)
  foreach(package IN LISTS missing)
    string(JSON version GET "${library}" devDependencies ${package})
    string(APPEND command " ${package}@${version}")
    string(JSON declared ERROR_VARIABLE error GET "${own}" devDependencies ${package})
    if(error)
      set(is_declared FALSE)
    endif()
  endforeach()
  if(is_declared)
    set(command "npm ci --ignore-scripts (./dev build does)")
  endif()
  list(JOIN missing ", " names)
  message(FATAL_ERROR "squall is compiled with npm packages that ${CMAKE_SOURCE_DIR} does not have: ${names}. Run ${command}")
endfunction()

# simdjson for both targets, and the engine that D1's is nearest to.
squall_find_npm(folders @nozbe/simdjson better-sqlite3)
list(GET folders 0 simdjson_folder)
list(GET folders 1 sqlite_folder)

add_library(simdjson STATIC EXCLUDE_FROM_ALL ${simdjson_folder}/@nozbe/simdjson/src/simdjson.cpp)
target_include_directories(simdjson SYSTEM PUBLIC ${simdjson_folder}/@nozbe/simdjson/src)
target_compile_options(simdjson PRIVATE -w)
target_compile_definitions(simdjson PUBLIC SIMDJSON_EXCEPTIONS=0)

add_library(sqlite STATIC EXCLUDE_FROM_ALL ${sqlite_folder}/better-sqlite3/deps/sqlite3/sqlite3.c)
target_include_directories(sqlite SYSTEM PUBLIC ${sqlite_folder}/better-sqlite3/deps/sqlite3)
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
  # For the command's module: with emcc 3.1.69 it is a sixth smaller than with -O2; squall verify and export take as long.
  target_compile_options(sqlite PRIVATE -Oz)
  target_compile_options(simdjson PRIVATE -Oz)
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
