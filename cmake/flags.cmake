# Compiler flags, as one interface target, so that library, client and tests share them.
add_library(letterlint_flags INTERFACE)
target_compile_options(letterlint_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
  -Wundef -Wwrite-strings -Wformat=2 -Wvla)
if(LETTERLINT_WERROR)
  target_compile_options(letterlint_flags INTERFACE -Werror)
endif()
if(LETTERLINT_SANITIZE)
  target_compile_options(letterlint_flags INTERFACE
    -fsanitize=${LETTERLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(letterlint_flags INTERFACE -fsanitize=${LETTERLINT_SANITIZE})
endif()
if(LETTERLINT_COVERAGE)
  target_compile_options(letterlint_flags INTERFACE --coverage -O0)
  target_link_options(letterlint_flags INTERFACE --coverage)
endif()
if(LETTERLINT_FUZZ)
  target_compile_options(letterlint_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
