/* The endings of domains that letters hold; see address.h. */
#include "text/address.h"

#include <string.h>

static bool in_host(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '.' ||
           c == '-';
}

bool ll_address_is_domain(ll_str host) {
    static const char *const endings[] = {
        ".ai",  ".app", ".au",   ".ca", ".co", ".com", ".de",  ".dev", ".edu",  ".eu", ".fr",
        ".gov", ".in",  ".info", ".io", ".me", ".net", ".org", ".sh",  ".tech", ".uk", ".us"};
    for (uint32_t i = 0; i < host.length; i++)
        if (!in_host(host.data[i]))
            return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ll_str_ends(host, endings[i]) && host.length > strlen(endings[i]))
            return true;
    return false;
}

bool ll_address_is_bare(ll_str token) {
    const char *slash = token.length ? memchr(token.data, '/', token.length) : NULL;
    return slash && ll_address_is_domain(ll_str_slice(token, 0, (uint32_t)(slash - token.data)));
}
