/* Elements: which tags are HTML, and which are text that only looks like a tag.
 *
 * "<Company Name>" is a tag to CommonMark and to a browser, and so it vanishes; its writer meant
 * words. Internal to prose. */
#ifndef LL_TEXT_ELEMENTS_H
#define LL_TEXT_ELEMENTS_H

#include "base/str.h"

/* Whether the text, a tag from '<' to '>', is markup: an element of HTML with nothing but
 * attributes behind its name; of another name, one with values ("<x a=b>") or a namespace. */
bool ll_element_is_tag(ll_str tag);

#endif
