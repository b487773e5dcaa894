/* Parsing and resolving regions; see region.h. */
#include "rule/region.h"

static const ll_region unit_region = {.kind = LL_REGION_UNIT};

typedef struct region_name {
    const char *name;
    ll_region_kind kind;
    ll_unit_kind unit;
} region_name;

static const region_name region_names[] = {
    {"unit", LL_REGION_UNIT, LL_UNIT_LETTER},
    {"match", LL_REGION_MATCH, LL_UNIT_LETTER},
    {"before", LL_REGION_BEFORE, LL_UNIT_LETTER},
    {"after", LL_REGION_AFTER, LL_UNIT_LETTER},
    {"next", LL_REGION_NEXT, LL_UNIT_SENTENCE},
    {"previous", LL_REGION_PREVIOUS, LL_UNIT_SENTENCE},
    {"next paragraph", LL_REGION_NEXT, LL_UNIT_PARAGRAPH},
    {"previous paragraph", LL_REGION_PREVIOUS, LL_UNIT_PARAGRAPH},
    {"sentence", LL_REGION_ENCLOSING, LL_UNIT_SENTENCE},
    {"paragraph", LL_REGION_ENCLOSING, LL_UNIT_PARAGRAPH},
    {"item", LL_REGION_ENCLOSING, LL_UNIT_ITEM},
    {"list", LL_REGION_ENCLOSING, LL_UNIT_LIST},
};

bool ll_region_parse(ll_region *out, ll_arena *arena, ll_place place, ll_index *slots) {
    ll_place text = ll_place_trim(place);
    for (size_t i = 0; i < sizeof region_names / sizeof *region_names; i++)
        if (ll_str_is(text.text, region_names[i].name)) {
            *out = unit_region;
            out->kind = region_names[i].kind;
            out->unit = region_names[i].unit;
            return true;
        }
    ll_region region = {.kind = LL_REGION_SCOPE};
    if (!ll_scope_parse(&region.scope, arena, text))
        return false;
    if (ll_scope_is_suppression(&region.scope))
        return ll_place_problem(text, "", "a suppression is no region: it holds no text");
    region.slot = ll_scope_slot(slots, text.text);
    *out = region;
    return true;
}

static ll_span anchor_of(const ll_candidate *candidate) {
    return candidate->match ? candidate->match->prose : candidate->unit;
}

/* The unit of `kind` that holds the candidate's first (or last) character. */
static uint32_t enclosing(const ll_letter *letter, ll_unit_kind kind, const ll_candidate *candidate,
                          bool last) {
    ll_span anchor = anchor_of(candidate);
    uint32_t at = last && anchor.end > anchor.start ? anchor.end - 1 : anchor.start;
    return ll_letter_unit_at(letter, kind, at);
}

/* Finds the one span of a region that is not a scope; false where it is not there. */
static bool resolve_single(ll_span *out, const ll_region *region, const ll_letter *letter,
                           const ll_candidate *candidate) {
    const ll_unit_list *units = &letter->units[region->unit];
    uint32_t index = LL_NONE;
    switch (region->kind) {
    case LL_REGION_UNIT: *out = candidate->unit; return true;
    case LL_REGION_MATCH: *out = anchor_of(candidate); return candidate->match != NULL;
    case LL_REGION_BEFORE:
    case LL_REGION_AFTER:
        index = enclosing(letter, LL_UNIT_SENTENCE, candidate, region->kind == LL_REGION_AFTER);
        if (!candidate->match || index == LL_NONE)
            return false;
        *out = letter->units[LL_UNIT_SENTENCE].spans[index];
        if (region->kind == LL_REGION_BEFORE)
            out->end = candidate->match->prose.start;
        else
            out->start = candidate->match->prose.end;
        return out->start <= out->end;
    case LL_REGION_NEXT:
        index = enclosing(letter, region->unit, candidate, true);
        index = index == LL_NONE || index + 1 >= units->count ? LL_NONE : index + 1;
        break;
    case LL_REGION_PREVIOUS:
        index = enclosing(letter, region->unit, candidate, false);
        index = index == LL_NONE || index == 0 ? LL_NONE : index - 1;
        break;
    case LL_REGION_ENCLOSING: index = enclosing(letter, region->unit, candidate, false); break;
    case LL_REGION_SCOPE: return false;
    }
    if (index == LL_NONE)
        return false;
    *out = units->spans[index];
    return true;
}

ll_spans ll_region_resolve(const ll_region *region, const ll_letter *letter,
                           const ll_candidate *candidate, ll_spans **cache, ll_span *single) {
    if (region->kind != LL_REGION_SCOPE) {
        uint32_t count = resolve_single(single, region, letter, candidate);
        return (ll_spans){.items = single, .count = count, .capacity = count};
    }
    return ll_scopes_resolve(&region->scope, 1, letter, &cache[region->slot]);
}
