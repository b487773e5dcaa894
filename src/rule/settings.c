/* Settings for a letter; see settings.h. */
#include "rule/settings.h"

#include <string.h>

static ll_span meta_place(const ll_letter *letter, const char *key) {
    for (uint32_t i = 0; i < letter->meta.count; i++)
        if (ll_str_is(letter->meta.entries[i].key, key))
            return letter->meta.entries[i].span;
    return (ll_span){0, 0};
}

static void unknown_profile(const ll_ruleset *ruleset, const ll_letter *letter, ll_str name,
                            ll_diagnostics *problems) {
    const char *text = ll_str_copy(letter->arena, name);
    const char *advice =
        ll_did_you_mean(letter->arena, text, ll_ruleset_profile_names(ruleset, letter->arena),
                        ruleset->profile_count);
    ll_problem(problems, meta_place(letter, "profile"), "front-matter", advice,
               "unknown profile '%s'", text);
}

ll_setting ll_settings_of(const ll_settings *settings, const ll_ruleset *ruleset, uint32_t index) {
    return settings->changed ? settings->changed[index]
                             : ll_setting_default(&ruleset->rules[index]);
}

ll_setting *ll_settings_change(ll_settings *settings, const ll_ruleset *ruleset, ll_arena *arena) {
    if (!settings->changed)
        settings->changed = ll_settings_new(arena, ruleset->rules, ruleset->entry_count);
    return settings->changed;
}

/* Names divided by commas. */
static void apply_profiles(ll_settings *settings, const ll_ruleset *ruleset,
                           const ll_letter *letter, ll_str names, ll_diagnostics *problems) {
    while (names.length > 0) {
        const char *comma = memchr(names.data, ',', names.length);
        uint32_t end = comma ? (uint32_t)(comma - names.data) : names.length;
        ll_str name = ll_str_trim(ll_str_slice(names, 0, end));
        uint32_t index = ll_ruleset_profile_index(ruleset, name);
        if (index != LL_NONE)
            ll_settings_apply(ll_settings_change(settings, ruleset, letter->arena), letter->arena,
                              &ruleset->profiles[index]);
        else if (name.length > 0)
            unknown_profile(ruleset, letter, name, problems);
        names = ll_str_slice(names, end + 1, names.length);
    }
}

/* The layers of all configurations that cover the letter, the strongest last. */
static const ll_config_layer **covering_layers(uint32_t *count, const ll_ruleset *ruleset,
                                               ll_arena *arena, const char *path) {
    uint32_t total = 0;
    *count = 0;
    for (uint32_t i = 0; i < ruleset->config_count; i++)
        total += ruleset->configs[i].layer_count;
    const ll_config_layer **layers = ll_arena_array(arena, total, sizeof *layers);
    for (uint32_t i = 0; i < ruleset->config_count; i++) {
        const ll_config *config = &ruleset->configs[i];
        for (uint32_t k = 0; k < config->layer_count; k++)
            if (ll_config_layer_covers(config, &config->layers[k], arena, path))
                layers[(*count)++] = &config->layers[k];
    }
    return layers;
}

static ll_str profiles_for(const ll_letter *letter, ll_str given,
                           const ll_config_layer *const *layers, uint32_t count) {
    ll_str names = given.length > 0 ? given : ll_meta_get(&letter->meta, ll_str_of("profile"));
    for (uint32_t i = count; names.length == 0 && i > 0; i--)
        names = layers[i - 1]->profiles;
    return names;
}

ll_settings ll_settings_for(const ll_ruleset *ruleset, const ll_letter *letter, ll_str profiles,
                            const char *path, ll_diagnostics *problems) {
    uint32_t count;
    const ll_config_layer **layers = covering_layers(&count, ruleset, letter->arena, path);
    uint32_t *accepted = ll_arena_array(letter->arena, count, sizeof *accepted);
    ll_settings settings = {.profiles = profiles_for(letter, profiles, layers, count),
                            .accepted = accepted};
    apply_profiles(&settings, ruleset, letter, settings.profiles, problems);
    for (uint32_t i = 0; i < count; i++) {
        ll_settings_apply(ll_settings_change(&settings, ruleset, letter->arena), letter->arena,
                          &layers[i]->changes);
        if (layers[i]->accept != LL_NONE)
            accepted[settings.accepted_count++] = layers[i]->accept;
    }
    return settings;
}
