/* Addresses of the web as letters type them: the one place that knows what a domain ends in. */
#ifndef LL_TEXT_ADDRESS_H
#define LL_TEXT_ADDRESS_H

#include "base/str.h"

/* Whether `host` is a domain: letters, digits, dots and hyphens, and an ending of a closed list in
 * small letters. So "linkedin.com" is one; "Node.js" and "Socket.IO" are names of things. */
bool ll_address_is_domain(ll_str host);

/* Whether `token` begins with a domain and a slash: "linkedin.com/in/anna". */
bool ll_address_is_bare(ll_str token);

#endif
