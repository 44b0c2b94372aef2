# iofold's squall command. CMake calls the program squall_tool, for the module is squall; its file is bin/squall.
squall_add_tool(squall_tool HEADER schema/schema.hpp TABLES iofold::schema::tables VIEWS iofold::schema::views MODULE iofold STUDIO)
add_library(squall_commands ALIAS squall_tool_commands)
