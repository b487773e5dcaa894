# Puts the shipped rule files and the style sheet of the html report into the binary, so that it runs
# from anywhere with nothing installed.
# The generated file is a table of {path below rules/, bytes}; src/lint/shipped.h declares it.
set(LL_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_script.cmake)

function(letterlint_embed_rules output)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/rules/*.yaml)
  list(SORT files)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_CURRENT_SOURCE_DIR}/rules -DOUT=${output}
            -P ${LL_EMBED_SCRIPT}
    DEPENDS ${files} ${LL_EMBED_SCRIPT}
    COMMENT "Embedding the shipped rules" VERBATIM)
endfunction()

set(LL_EMBED_STYLE_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_style.cmake)

function(letterlint_embed_style output)
  set(style ${CMAKE_CURRENT_SOURCE_DIR}/src/report/html.css)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DSTYLE=${style} -DOUT=${output} -P ${LL_EMBED_STYLE_SCRIPT}
    DEPENDS ${style} ${LL_EMBED_STYLE_SCRIPT}
    COMMENT "Embedding the style sheet of the html report" VERBATIM)
endfunction()
