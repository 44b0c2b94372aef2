# The Emscripten toolchain, wherever it is installed: an emsdk that $EMSDK names, or the one whose em-config is on PATH.
# A file in place of a preset's path: distributions and Homebrew keep Emscripten in different folders.
if(DEFINED ENV{EMSDK} AND EXISTS $ENV{EMSDK}/upstream/emscripten)
  set(squall_emscripten $ENV{EMSDK}/upstream/emscripten)
else()
  find_program(EM_CONFIG em-config)
  if(NOT EM_CONFIG)
    message(FATAL_ERROR "Emscripten is missing: em-config is not on PATH, and $EMSDK names no emsdk")
  endif()
  execute_process(COMMAND ${EM_CONFIG} EMSCRIPTEN_ROOT OUTPUT_VARIABLE squall_emscripten OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
endif()
include(${squall_emscripten}/cmake/Modules/Platform/Emscripten.cmake)
