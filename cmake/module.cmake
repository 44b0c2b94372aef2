# squall.wasm: no JS glue; its few imports are what js-shim/ supplies.
file(GLOB module_sources CONFIGURE_DEPENDS wasm/*.cpp bindings/d1/*.cpp)
list(REMOVE_ITEM module_sources ${CMAKE_SOURCE_DIR}/wasm/generate_client.cpp)

set(small -Oz -flto -fno-exceptions -fno-rtti)
foreach(target squall_core squall_repositories simdjson)
  target_compile_options(${target} PRIVATE ${small})
endforeach()

add_executable(squall ${module_sources})
set_target_properties(squall PROPERTIES SUFFIX .wasm)
target_compile_options(squall PRIVATE ${small})
target_link_libraries(squall PRIVATE squall_repositories squall_warnings)
target_link_options(squall PRIVATE
  -Oz
  -flto
  --no-entry
  -sSTANDALONE_WASM
  -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0  # the imports are named by attributes in the source
  -sFILESYSTEM=0
  -sMALLOC=emmalloc
  -sALLOW_MEMORY_GROWTH=1
  -sTOTAL_STACK=262144
  -sINITIAL_MEMORY=1048576)
