# Rule files, configurations and baselines need YAML and JSON to be read; a letter alone needs
# neither, and would spend a fifteenth of its time on having both libraries found, mapped and
# relocated. Where they have archives that link, the client takes what it needs of those along, and
# what the library asks for as shared is then not needed any more.
include(CheckCSourceCompiles)

find_library(LL_FYAML_ARCHIVE libfyaml.a HINTS ${FYAML_LIBDIR})
find_library(LL_JANSSON_ARCHIVE libjansson.a HINTS ${JANSSON_LIBDIR})
mark_as_advanced(LL_FYAML_ARCHIVE LL_JANSSON_ARCHIVE)

if(LL_FYAML_ARCHIVE AND LL_JANSSON_ARCHIVE)
  set(CMAKE_REQUIRED_INCLUDES ${FYAML_INCLUDE_DIRS} ${JANSSON_INCLUDE_DIRS})
  set(CMAKE_REQUIRED_LIBRARIES ${LL_FYAML_ARCHIVE} ${LL_JANSSON_ARCHIVE} Threads::Threads)
  check_c_source_compiles("
    #include <jansson.h>
    #include <libfyaml.h>
    int main(int argc, char **argv) {
      struct fy_parse_cfg cfg = {.flags = argc > 1 ? FYPCF_QUIET : 0};
      json_error_t error;
      return !fy_document_build_from_string(&cfg, argv[0], FY_NT) + !json_loads(argv[0], 0, &error);
    }" LL_ARCHIVES_LINK)
  unset(CMAKE_REQUIRED_INCLUDES)
  unset(CMAKE_REQUIRED_LIBRARIES)
endif()

function(letterlint_link_archives target)
  if(LL_ARCHIVES_LINK)
    target_link_libraries(${target} PRIVATE ${LL_FYAML_ARCHIVE} ${LL_JANSSON_ARCHIVE})
    target_link_options(${target} PRIVATE LINKER:--as-needed)
  endif()
endfunction()
