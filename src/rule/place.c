/* Places in rule files; see place.h. */
#include "rule/place.h"

#include <stdarg.h>

const char ll_rule_file_problem[] = "rule-file";
const char ll_advice_own_rules[] = "--no-default-rules checks by your files alone";

ll_place ll_place_of(const ll_yaml_node *scalar, ll_diagnostics *problems) {
    return (ll_place){.scalar = scalar, .text = scalar->text, .problems = problems};
}

ll_place ll_place_slice(ll_place place, uint32_t start, uint32_t end) {
    ll_str text = ll_str_slice(place.text, start, end);
    place.start += (uint32_t)(text.data - place.text.data);
    place.text = text;
    return place;
}

ll_place ll_place_trim(ll_place place) {
    ll_str inner = ll_str_trim(place.text);
    uint32_t start = (uint32_t)(inner.data - place.text.data);
    return ll_place_slice(place, start, start + inner.length);
}

ll_span ll_place_span(ll_place place) {
    return ll_yaml_part(place.scalar, place.start, place.start + place.text.length);
}

bool ll_place_problem(ll_place place, const char *advice, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    ll_problem_with(place.problems, ll_place_span(place), ll_rule_file_problem, advice, format,
                    arguments);
    va_end(arguments);
    return false;
}
