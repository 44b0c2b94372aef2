# The migration engine and the command. CMake calls the program squall_tool, for the module is squall; its file is bin/squall.
find_package(fmt REQUIRED)

file(GLOB migrate_sources CONFIGURE_DEPENDS src/migrate/*.cpp)
add_library(squall_migrate STATIC ${migrate_sources})
target_include_directories(squall_migrate PRIVATE bindings/sqlite PUBLIC bindings/d1_rest)
target_link_libraries(squall_migrate PUBLIC squall_core squall_d1_rest simdjson PRIVATE squall_sqlite squall_warnings)

file(GLOB tool_sources CONFIGURE_DEPENDS src/tool/*.cpp)
list(REMOVE_ITEM tool_sources ${CMAKE_SOURCE_DIR}/src/tool/main.cpp)
# Apart from main, so that tests reach the schema.
add_library(squall_commands STATIC ${tool_sources})
target_link_libraries(squall_commands PUBLIC squall_migrate fmt::fmt PRIVATE squall_warnings)
target_link_libraries(squall_commands PRIVATE iofold_functions squall_sqlite)

add_executable(squall_tool src/tool/main.cpp)
set_target_properties(squall_tool PROPERTIES OUTPUT_NAME squall RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
target_link_libraries(squall_tool PRIVATE squall_commands squall_warnings)

find_package(Catch2 2 REQUIRED)
include(Catch)
file(GLOB migrate_tests CONFIGURE_DEPENDS tests/native/migrate/*.cpp)
add_executable(squall_migrate_tests tests/native/main.cpp ${migrate_tests})
target_link_libraries(squall_migrate_tests PRIVATE squall_commands Catch2::Catch2 squall_warnings)
catch_discover_tests(squall_migrate_tests)

# The schema that squall pull writes of a database made by the migrations; a test compares it with the declared one.
set(pulled ${CMAKE_BINARY_DIR}/generated/pulled)
file(GLOB migration_files CONFIGURE_DEPENDS migrations/*.sql)
file(MAKE_DIRECTORY ${pulled})
add_custom_command(
  OUTPUT ${pulled}/pulled_schema.hpp
  COMMAND ${CMAKE_COMMAND} -E rm -f ${pulled}/pulled.sqlite
  COMMAND squall_tool migrate --sqlite ${pulled}/pulled.sqlite --migrations ${CMAKE_SOURCE_DIR}/migrations
  COMMAND squall_tool pull --sqlite ${pulled}/pulled.sqlite --out ${pulled}/pulled_schema.hpp
  DEPENDS squall_tool ${migration_files}
  VERBATIM)
target_sources(squall_migrate_tests PRIVATE ${pulled}/pulled_schema.hpp)
target_include_directories(squall_migrate_tests PRIVATE ${pulled} ${CMAKE_SOURCE_DIR}/tests/native)
