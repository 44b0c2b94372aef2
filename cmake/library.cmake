# The library: the language, plans, and one binding for each target. This project includes it, and so does
# squallConfig.cmake for the projects of others.
set(squall_root ${CMAKE_CURRENT_LIST_DIR}/..)
cmake_path(NORMAL_PATH squall_root)
cmake_path(GET squall_root PARENT_PATH squall_root)

include(${CMAKE_CURRENT_LIST_DIR}/warnings.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/precompiled.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/third_party.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/worker_module.cmake)

# The language: headers only.
add_library(squall_sql INTERFACE)
target_include_directories(squall_sql INTERFACE ${squall_root}/include)
target_compile_features(squall_sql INTERFACE cxx_std_20)
target_link_libraries(squall_sql INTERFACE pfr)
add_library(squall::sql ALIAS squall_sql)

# What the library's own parts include of each other; a user's sources never see it.
add_library(squall_internal INTERFACE)
target_include_directories(squall_internal INTERFACE ${squall_root}/src ${squall_root})

# Values, plans, guards, batches; knows no binding.
file(GLOB core_sources CONFIGURE_DEPENDS ${squall_root}/src/core/*.cpp)
add_library(squall_core STATIC ${core_sources})
target_link_libraries(squall_core PUBLIC squall_sql PRIVATE squall_internal squall_warnings)
squall_precompile_standard_headers(squall_core)
if(NOT EMSCRIPTEN)
  # The clock, the ids and the look at JSON of a native program, whatever its binding.
  set(native_host_sources ${squall_root}/bindings/sqlite/native_host.cpp ${squall_root}/bindings/sqlite/native_number.cpp
    ${squall_root}/bindings/sqlite/json_check.cpp)
  target_sources(squall_core PRIVATE ${native_host_sources})
  target_link_libraries(squall_core PRIVATE simdjson)
endif()
add_library(squall::core ALIAS squall_core)

if(EMSCRIPTEN)
  # Small, but inlined: Emscripten adds -fno-inline-functions to -Oz. What every call runs through: fast.
  # Each file has one level: Emscripten keeps some of -Os if -O2 follows it. A Debug build links in no time.
  target_compile_options(squall_core PRIVATE $<IF:$<CONFIG:Debug>,-gline-tables-only,-flto> -fno-exceptions -fno-rtti)
  set_source_files_properties(${core_sources} PROPERTIES COMPILE_OPTIONS $<IF:$<CONFIG:Debug>,-O1,-Os>)
  set(fast_sources check_arguments plan text_arena)
  list(TRANSFORM fast_sources REPLACE "(.+)" "${squall_root}/src/core/\\1.cpp")
  set_source_files_properties(${fast_sources} PROPERTIES COMPILE_OPTIONS $<IF:$<CONFIG:Debug>,-O1,-O2>)
else()
  file(GLOB sqlite_binding_sources CONFIGURE_DEPENDS ${squall_root}/bindings/sqlite/*.cpp)
  list(REMOVE_ITEM sqlite_binding_sources ${native_host_sources})
  add_library(squall_sqlite STATIC ${sqlite_binding_sources})
  target_link_libraries(squall_sqlite PUBLIC squall_core sqlite PRIVATE squall_internal squall_warnings)
  squall_precompile_standard_headers(squall_sqlite)
  add_library(squall::sqlite ALIAS squall_sqlite)

  # D1 from outside, where libcurl is.
  find_package(CURL)
  if(CURL_FOUND)
    file(GLOB rest_binding_sources CONFIGURE_DEPENDS ${squall_root}/bindings/d1_rest/*.cpp)
    add_library(squall_d1_rest STATIC ${rest_binding_sources})
    target_link_libraries(squall_d1_rest PUBLIC squall_core PRIVATE simdjson CURL::libcurl squall_internal squall_warnings)
    squall_precompile_standard_headers(squall_d1_rest)
    add_library(squall::d1_rest ALIAS squall_d1_rest)
  endif()
endif()
include(${CMAKE_CURRENT_LIST_DIR}/studio.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/node_tool.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/tool_command.cmake)
