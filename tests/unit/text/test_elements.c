/* Tags of HTML, and words in angle brackets that only look like them. */
#include "../support.h"
#include "text/elements.h"

static const char *const tags[] = {
    "<a>",
    "<A>",
    "<BR>",
    "<br/>",
    "<br />",
    "<b>",
    "</b>",
    "</B >",
    "<p align=center>",
    "<a href=\"x y\">",
    "<p\nalign='left'>",
    "<hr noshade>",
    "<details open>",
    "<td nowrap>",
    "<h1>",
    "<wbr>",
    "<video controls autoplay>",
    "<div data-x hidden>",
    "<font color=red size=2>",
    "<center>",
    "<tspan>",
    "<xmp>",
    "<foo a=b>",
    "<my-card title=\"a b\">",
    "<o:p>",
    "</o:p>",
    "<abbr title='a > b'>",
    "<svg xml:lang=\"en\">",
    "<nobr>",
    "<address>",
};

static const char *const words[] = {
    "<Company>",
    "<Company Name>",
    "<like this>",
    "<your name>",
    "</foo>",
    "<Suspense>",
    "<address line 1>",
    "<title of the job>",
    "<insert\nyour name>",
    "<first-name>",
    "<aa>",
    "<zz>",
    "<time and place>",
    "<h7>",
    "<bq>",
    "<link to my page>",
    "<text>",
    "<name />",
};

START_TEST(tags_are_markup) {
    ck_assert_msg(ll_element_is_tag(ll_str_of(tags[_i])), "%s", tags[_i]);
}
END_TEST

START_TEST(words_are_not) {
    ck_assert_msg(!ll_element_is_tag(ll_str_of(words[_i])), "%s", words[_i]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("elements");
    TCase *tests = tcase_create("elements");
    tcase_add_loop_test(tests, tags_are_markup, 0, sizeof tags / sizeof *tags);
    tcase_add_loop_test(tests, words_are_not, 0, sizeof words / sizeof *words);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
