# iofold's squall command. CMake calls the program squall_tool, for the module is squall; its file is bin/squall.
squall_add_tool(squall_tool HEADER schema/schema.hpp TABLES iofold::schema::tables VIEWS iofold::schema::views MODULE iofold STUDIO)
add_library(squall_commands ALIAS squall_tool_commands)

include(cmake/catch.cmake)
file(GLOB migrate_tests CONFIGURE_DEPENDS tests/native/migrate/*.cpp)
add_executable(squall_migrate_tests tests/native/main.cpp ${migrate_tests})
target_link_libraries(squall_migrate_tests PRIVATE squall_commands mail_functions squall_catch squall_warnings)
set_source_files_properties(tests/native/migrate/full_text_test.cpp PROPERTIES COMPILE_DEFINITIONS MAIL_MIGRATIONS="${CMAKE_SOURCE_DIR}/worker/examples/mail/migrations")
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
