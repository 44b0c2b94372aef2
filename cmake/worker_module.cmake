# squall_add_worker_module(<name> HEADER <header> FUNCTIONS <type> SOURCES <file>... [CLIENT_FOLDER <folder>]
#                          [PRECOMPILE <header>...] [CHOSEN])
#
# A module of repository functions: <type>, a squall::function_list that <header> declares and the sources define.
#   <name>_functions   the functions as a library, for tests, tools and the two below
#   <name>             with Emscripten: <name>.wasm, <name>.names.wasm (the same code with names, for stack traces), and <name>.map with
#                      the bounds of its data
#   <name>_client      client.js, client.d.ts and protocol.ts, in generated/<name> of the build or in <folder>; natively it is built only
#                      when it is named
# js-shim/build.mjs puts the client, the module and the shim together.
# PRECOMPILE names headers that most of the sources include; they are compiled once if SQUALL_PRECOMPILED_HEADERS is on.
# CHOSEN says that <type> leaves functions of the sources out on purpose; without it, one that no list names fails the build.
function(squall_add_worker_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "CHOSEN" "HEADER;FUNCTIONS;CLIENT_FOLDER" "SOURCES;PRECOMPILE")
  foreach(needed HEADER FUNCTIONS SOURCES)
    if(NOT module_${needed})
      message(FATAL_ERROR "squall_add_worker_module(${name}): ${needed} is missing")
    endif()
  endforeach()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}_module)

  add_library(${name}_functions STATIC ${module_SOURCES})
  target_include_directories(${name}_functions BEFORE PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name}_functions PUBLIC squall_core PRIVATE squall_warnings)
  if(SQUALL_PRECOMPILED_HEADERS AND module_PRECOMPILE)
    target_precompile_headers(${name}_functions PRIVATE ${module_PRECOMPILE})
    target_link_libraries(${name}_functions PRIVATE squall_precompiled)
  endif()
  set_target_properties(${name}_functions PROPERTIES SQUALL_HEADER ${module_HEADER} SQUALL_FUNCTIONS ${module_FUNCTIONS})

  if(EMSCRIPTEN)
    configure_file(${squall_root}/wasm/module.cpp.in ${folder}/module.cpp @ONLY)
    file(GLOB entry_sources CONFIGURE_DEPENDS ${squall_root}/wasm/*.cpp ${squall_root}/wasm/standard_library/*.cpp
      ${squall_root}/bindings/d1/*.cpp)
    set_source_files_properties(${entry_sources} PROPERTIES COMPILE_OPTIONS $<IF:$<CONFIG:Debug>,-O1,-Os>)
    # It defines what the compiler would otherwise take for granted.
    set_source_files_properties(${squall_root}/wasm/standard_library/allocation.cpp PROPERTIES COMPILE_OPTIONS
      "$<IF:$<CONFIG:Debug>,-O1,-O2>;-fno-builtin")
    set_source_files_properties(${squall_root}/bindings/d1/record.cpp ${folder}/module.cpp PROPERTIES COMPILE_OPTIONS
      $<IF:$<CONFIG:Debug>,-O1,-O2>)
    add_executable(${name} ${folder}/module.cpp ${entry_sources})
    set_target_properties(${name} PROPERTIES SUFFIX .wasm)
    # The functions are many and run once a call: small. What they all run through is inlined, and fast where every call runs through it.
    # A Debug build has the lines of the sources instead, and links in no time: nothing is optimised across files.
    set(plain $<IF:$<CONFIG:Debug>,-gline-tables-only,-flto> -fno-exceptions -fno-rtti)
    target_compile_options(${name}_functions PRIVATE $<IF:$<CONFIG:Debug>,-O1,-Oz> ${plain})
    target_compile_options(${name} PRIVATE ${plain})
    target_link_libraries(${name} PRIVATE ${name}_functions squall_internal squall_warnings)
    # No JS glue: the module's few imports are what js-shim/ supplies.
    target_link_options(${name} PRIVATE
      $<IF:$<CONFIG:Debug>,-O1$<SEMICOLON>-gline-tables-only,-Oz$<SEMICOLON>-flto>
      # Functions that are to be small stay apart, as LLVM 14 leaves them; newer ones inline at 225 here, which is 8 % of the module.
      $<$<NOT:$<CONFIG:Debug>>:-Wl,-mllvm,-inline-threshold=25>
      # Those that are called most have the shortest numbers.
      $<$<NOT:$<CONFIG:Debug>>:-sBINARYEN_EXTRA_PASSES=--reorder-functions>
      --profiling-funcs  # the names, which the step below takes out
      --no-entry
      -sSTANDALONE_WASM
      -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0  # the imports are named by attributes in the source
      -sFILESYSTEM=0
      -sMALLOC=none  # wasm/standard_library/allocation.cpp
      -sALLOW_MEMORY_GROWTH=1
      -sTOTAL_STACK=262144
      -sINITIAL_MEMORY=1048576
      -Wl,--gc-sections,@${folder}/map.txt)
    find_program(NODE node REQUIRED)
    add_custom_command(TARGET ${name} POST_BUILD
      COMMAND ${NODE} ${squall_root}/js-shim/symbols/finish.mjs $<TARGET_FILE:${name}>
      VERBATIM)
    # The map of its data, for `squall bundle --domains`. Emscripten keeps --Map from the linker, so it stands in a file of options,
    # which is not the first option because Emscripten would read that one itself. Sections are collected anyway.
    file(GENERATE OUTPUT ${folder}/map.txt
      CONTENT "--Map=\"$<TARGET_FILE_DIR:${name}>/$<TARGET_FILE_BASE_NAME:${name}>.map\"\n")
  endif()

  # The program that writes the client. What it is compiled from, the module needs as well, so it is built beside the module.
  configure_file(${squall_root}/wasm/generate_client.cpp.in ${folder}/generate_client.cpp @ONLY)
  add_executable(${name}_generate_client ${folder}/generate_client.cpp)
  target_link_libraries(${name}_generate_client PRIVATE ${name}_functions squall_internal squall_warnings)
  if(EMSCRIPTEN)
    target_compile_options(${name}_generate_client PRIVATE -O0 ${plain})
    target_link_options(${name}_generate_client PRIVATE
      -O0 $<$<NOT:$<CONFIG:Debug>>:-flto>
      -sNODERAWFS=1
      -sENVIRONMENT=node
      -sWASM_ASYNC_COMPILATION=0  # old glue would fetch its module, which Node's fetch() refuses
      -sALLOW_MEMORY_GROWTH=1
      -sEXIT_RUNTIME=1)
    # A folder of its own: the project's package.json may say that a .js file is an ES module.
    set_target_properties(${name}_generate_client PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${folder})
    file(CONFIGURE OUTPUT ${folder}/package.json CONTENT "{ \"type\": \"commonjs\" }\n")
    set(generate ${NODE} $<TARGET_FILE:${name}_generate_client>)
    set(nm ${EMSCRIPTEN_ROOT_PATH}/emnm)  # the objects are LLVM's bitcode
    set(all ALL)
  else()
    set(generate ${name}_generate_client)
    set(nm ${CMAKE_NM})
    set(all "")
    set_target_properties(${name}_generate_client PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  if(NOT module_CLIENT_FOLDER)
    set(module_CLIENT_FOLDER ${CMAKE_BINARY_DIR}/generated/${name})
  endif()
  file(MAKE_DIRECTORY ${module_CLIENT_FOLDER})
  # js-shim/build.mjs takes the comments of the functions from these.
  set(headers "")
  foreach(source ${module_SOURCES})
    cmake_path(ABSOLUTE_PATH source NORMALIZE)
    cmake_path(REPLACE_EXTENSION source LAST_ONLY .hpp OUTPUT_VARIABLE header)
    if(EXISTS ${header})
      file(RELATIVE_PATH header ${module_CLIENT_FOLDER} ${header})
      string(APPEND headers "${header}\n")
    endif()
  endforeach()
  file(CONFIGURE OUTPUT ${module_CLIENT_FOLDER}/headers.txt CONTENT "${headers}" @ONLY)
  set(files ${module_CLIENT_FOLDER}/client.js ${module_CLIENT_FOLDER}/client.d.ts ${module_CLIENT_FOLDER}/protocol.ts
    ${module_CLIENT_FOLDER}/arguments.json ${module_CLIENT_FOLDER}/functions.json)
  # Its symbols tell which functions there are, and so which one no list names.
  set(symbols "")
  set(list_symbols "")
  if(NOT module_CHOSEN)
    set(symbols ${folder}/symbols.txt)
    set(list_symbols COMMAND ${nm} -C --defined-only $<TARGET_FILE:${name}_functions> > ${symbols})
  endif()
  add_custom_command(
    OUTPUT ${files}
    ${list_symbols}
    COMMAND ${generate} ${module_CLIENT_FOLDER} ${symbols}
    DEPENDS ${name}_generate_client
    VERBATIM)
  add_custom_target(${name}_client ${all} DEPENDS ${files})
endfunction()
