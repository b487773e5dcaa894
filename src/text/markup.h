/* HTML as prose reads it: which tags break a line or a block, and the text between the tags of an
 * HTML block. No entity or tag is checked for validity; a browser shows what is there, and so does
 * this, but for tags that are none (elements.h). Internal to prose. */
#ifndef LL_TEXT_MARKUP_H
#define LL_TEXT_MARKUP_H

#include "text/align.h"

/* Behind the tag at `at` that a word processor left in pasted text, `<o:p>` or `</w:t>`; `at` where
 * none does. CommonMark takes these for words, a reader for markup. */
uint32_t ll_markup_office_tag(ll_str text, uint32_t at);

/* Whether what CommonMark takes for a tag (from '<' to '>') is text to its writer: "<Company
 * Name>". */
bool ll_markup_is_text(ll_str tag);

/* Whether a tag (from '<' to '>') is <br> or one of a block-level element. */
bool ll_markup_breaks_line(ll_str tag);

/* The content of a CDATA section within the text of the section, else an empty span. */
ll_span ll_markup_cdata(ll_str section);

/* Writes the visible text of an HTML block as one or more blocks like `block`: one ends at each
 * block-level tag and at a blank line. Contents of script and style are not visible. The content
 * has no pieces where the block cannot be aligned; then `block.source` is of the whole. */
void ll_markup_block(ll_emit *emit, ll_references *references, ll_content *content, ll_block block);

#endif
