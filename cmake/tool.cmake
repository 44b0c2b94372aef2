# iofold's squall command. CMake calls the program squall_tool, for the module is squall; its file is bin/squall.
squall_add_tool(squall_tool HEADER schema/schema.hpp TABLES iofold::schema::tables VIEWS iofold::schema::views MODULE iofold STUDIO)
add_library(squall_commands ALIAS squall_tool_commands)

find_package(Catch2 2 REQUIRED)
include(Catch)
file(GLOB migrate_tests CONFIGURE_DEPENDS tests/native/migrate/*.cpp)
list(FILTER migrate_tests EXCLUDE REGEX "/write_pulled.cpp$")
add_executable(squall_migrate_tests tests/native/main.cpp ${migrate_tests})
target_link_libraries(squall_migrate_tests PRIVATE squall_commands mail_functions Catch2::Catch2 squall_warnings)
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

# The same of small databases as other programs make them: their headers must compile and lose nothing.
set(hostile_folder ${CMAKE_SOURCE_DIR}/tests/native/migrate/hostile)
file(GLOB hostile_files CONFIGURE_DEPENDS ${hostile_folder}/*.sql)
add_executable(write_pulled tests/native/migrate/write_pulled.cpp tests/native/migrate/hostile_databases.cpp)
target_link_libraries(write_pulled PRIVATE squall_migrate squall_warnings)
add_custom_command(
  OUTPUT ${pulled}/hostile.hpp
  COMMAND write_pulled ${hostile_folder} ${pulled}
  DEPENDS write_pulled ${hostile_files}
  VERBATIM)
target_sources(squall_migrate_tests PRIVATE ${pulled}/hostile.hpp)
set_source_files_properties(tests/native/migrate/hostile_test.cpp PROPERTIES COMPILE_DEFINITIONS HOSTILE_FOLDER="${hostile_folder}")
