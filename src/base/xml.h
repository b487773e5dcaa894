/* XML 1.0, written as it goes: the escaping, so that any bytes make a document that parses, and the
 * raw text of it does nothing to a terminal. The elements are written by whoever knows them. */
#ifndef LL_BASE_XML_H
#define LL_BASE_XML_H

#include "base/writer.h"

void ll_xml_declaration(ll_writer *out);

/* The content of an element. Markup is escaped. A character that XML cannot hold, such as ESC, is
 * spelt (\x1b); one that would move, hide or reorder others is a reference; a byte that is not
 * UTF-8 becomes U+FFFD. Line ends and tabs stay as they are. */
void ll_xml_text(ll_writer *out, const char *text);

/* ` name="value"`; line ends and tabs of the value reach the reader. */
void ll_xml_attribute(ll_writer *out, const char *name, const char *value);
void ll_xml_number_attribute(ll_writer *out, const char *name, uint64_t value);

#endif
