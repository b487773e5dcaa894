/* What a program on the installed library looks like: it knows letterlint.h and nothing else. */
#include <letterlint.h>

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
    ll_ruleset *rules = NULL;
    ll_result *result = NULL;
    const char *letter = "Dear Sir or Madam,\n\nI am writing to apply.\n";
    if (count != 2 || strcmp(ll_version(), arguments[1]) != 0)
        return 2;
    if (ll_ruleset_new(&rules, NULL, 0, NULL, NULL, NULL) != LL_OK)
        return 3;
    if (ll_lint(&result, rules, letter, strlen(letter), NULL, NULL) != LL_OK)
        return 4;
    for (size_t i = 0; i < ll_result_count(result); i++)
        printf("%s\n", ll_result_get(result, i)->rule);
    ll_result_free(result);
    ll_ruleset_free(rules);
    return 0;
}
