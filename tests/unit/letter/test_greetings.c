/* Greetings: the lines that open and close a letter, and the sentences that begin like them. */
#include "../support.h"
#include "letter/greetings.h"

#include <string.h>

static ll_arena *arena;
static const ll_vocabulary *english;

static void setup(void) {
    arena = ll_arena_new(0);
    english = ll_test_vocabulary(arena);
}

static void teardown(void) {
    ll_arena_free(arena);
}

/* "|" stands where the salutation ends; a row without one is no salutation. */
static const char *const salutations[] = {
    "Dear Ms Okafor,|",
    "Dear Ms. Okafor:|",
    "Dear Dr. J. R. Smith,|",
    "Dear Mme. Dupont,|",
    "Dear Ms Okafor,| I am writing.",
    "Dear Ms Okafor,| thank you for your post.",
    "Dear Ms Okafor.| I am writing.",
    "Dear Hiring Manager|",
    "Dear Hiring Manager at Foo and the platform team,|",
    "Dear Ana, Bob and the team,|",
    "Dear Ms Okafor, dear Mr Lee,|",
    "Dear [Hiring Manager, Foo],|",
    "Dear {{name}},|",
    "Dear ,|",
    "Dear Sir/Ma'am,|",
    "Dear Sir or Madam|",
    "Dear Ms Okafor (and team),|",
    "Dear Ms Okafor (and whoever reads this before her),|",
    "Dear readers of the northstar blog,|",
    "Dear whoever is reading this,|",
    "To whomever is reading this,|",
    "To whoever reads this|",
    "To the search committee, Department of Classics|",
    "To Ms Okafor and the night team:|",
    "Hello from Lisbon, Ms Okafor!|",
    "Dear Ms Okafor,| Kafka",
    "hi ana,|",
    "Hi!|",
    "Hello! \U0001F44B|",
    "To the Hiring Team at Acme,|",
    "To Tarn Health hiring team,|",
    "Hi team at Acme,|",
    "Hi there \U0001F44B,|",
    "Hello Northstar team!| I run Kafka.",
    "Hello,| my name is Ana.",
    "Hello, Northstar!|",
    "Oi Team Northstar! (and dear Ms Okafor)|",
    "Szanowny Panie Hartley,|",
    "Good morning, Ana!|",
    "Good morning,| I saw your post.",
    "Hey Ana \u2013| I saw it.",
    "Hey Ana -| I saw it.",
    "To whom it may concern:| I write.",
    "To whom it may concern|",
    "To whom it might concern,|",
    "To the Tarn hiring committee,|",
    "To the Tarn platform team:|",
    "Hello, Tarn team|",
    "Hi, Ana Petrova,|",
    "Respected Sir,|",
    "Greetings|",
    "Hi tarn people!| So I saw your posting.",
    "Hi tarn people!| 12 years ago I came by.",
    "Hello tarn!| It is me.",
    "hey folks,| i saw your ad.",
    "hello lovely people,| I saw your ad.",
    "Hello dear hiring team,| I saw your ad.",
    "Dear friends of the sea!| Last year I rowed.",
    "Hi, tarn people!| I saw your ad.",
    "Hi there, tarn crew:| I saw your ad.",
    "Hello, hiring team,| I saw your ad.",
    "Dear Sir or Madam| I am writing.",
    "Dear Hiring Manager| I'm writing.",
    "Dear Ms Okafor| I am writing.",
    "Hi team| I saw your ad.",
    "Hi team \U0001F44B| I saw your ad.",
    "Hi Tarn team \U0001F44B| My name is Ana.",
    "Hi team!!| I saw your ad.",
    "Hi team! \U0001F44B| I saw your ad.",
    "Hey Tarn folks :)| I saw your ad.",
    "Hello lovely readers of mine, what a log it is",
    "Hello, bread and butter, what a log it is",
    "Hey Jude I sang, and they left.",
    "To the manager I owe a word.",
    "To Tarn I owe a word, and to its team,",
    "To cook is to wait, team",
    "To save time for the night team,",
    "To serve every hiring manager,",
    "To lead a growing team,",
    "To help the hiring team,",
    "Hi team \U0001F44B how it is done",
    "Dear to me is a quiet pager.",
    "Dear to my heart, the pager was loud.",
    "Dear Ana is how it began",
    "Hi-fi audio is my trade.",
    "Hi's and lows",
    "Hello World was my first program.",
    "Hello World, the app I wrote, ran.",
    "Hello Kafka fans everywhere, what a log it is",
    "Hey was the app.",
    "Greetings cards sold well",
    "Good morning routines matter",
    "Hidden costs,",
    "Dearly beloved,",
    "Hello I am Ana",
    "One Dear Ana,",
    "Dear A B C D E F G H I J K L M N O P Q R S,",
};

START_TEST(salutations_are_measured) {
    const char *mark = strchr(salutations[_i], '|');
    ll_buf line = ll_buf_on(arena);
    for (const char *c = salutations[_i]; *c; c++)
        if (*c != '|')
            ll_buf_putc(&line, *c);
    bool whole = false;
    uint32_t length = ll_greeting_salutation(english, ll_buf_str(&line), &whole);
    uint32_t expected = mark ? (uint32_t)(mark - salutations[_i]) : 0;
    ck_assert_msg(length == expected, "%s: %u bytes", salutations[_i], length);
    if (mark)
        ck_assert_msg(whole == (mark[1] == '\0'), "%s", salutations[_i]);
}
END_TEST

typedef struct signoff {
    const char *line;
    ll_signoff_kind kind;
} signoff;

static const signoff signoffs[] = {
    {"Best,", LL_SIGNOFF_PHRASE},
    {"best", LL_SIGNOFF_PHRASE},
    {"Kind regards", LL_SIGNOFF_PHRASE},
    {"Kind regards.", LL_SIGNOFF_PHRASE},
    {"Thank you!", LL_SIGNOFF_PHRASE},
    {"Yours faithfully,", LL_SIGNOFF_PHRASE},
    {"With best wishes \u2014", LL_SIGNOFF_PHRASE},
    {"V/R,", LL_SIGNOFF_PHRASE},
    {"Cordiali saluti / kind regards,", LL_SIGNOFF_PHRASE},
    {"Looking forward to hearing from you,", LL_SIGNOFF_PHRASE},
    {"Best, Ana", LL_SIGNOFF_NAMED},
    {"Best regards, Ana.", LL_SIGNOFF_LAST},
    {"Best regards, Ana Petrova.", LL_SIGNOFF_LAST},
    {"Best regards, Ana P.", LL_SIGNOFF_NAMED},
    {"Thank you, Zo\u00eb.", LL_SIGNOFF_LAST},
    {"Thanks, the pump runs.", LL_SIGNOFF_NONE},
    {"Best \u2014 Ana Petrova", LL_SIGNOFF_NAMED},
    {"Kind regards Ana Petrova", LL_SIGNOFF_NAMED},
    {"Kind regards, Ana Petrova (she/her)", LL_SIGNOFF_NAMED},
    {"I remain, yours faithfully,", LL_SIGNOFF_PHRASE},
    {"I remain convinced", LL_SIGNOFF_NONE},
    {"Many thanks and best wishes,", LL_SIGNOFF_PHRASE},
    {"Thanks, and best wishes, Bob", LL_SIGNOFF_NAMED},
    {"Best, Sincerely yours", LL_SIGNOFF_OPEN},
    {"Thanks and goodbye to all of that we said", LL_SIGNOFF_NONE},
    {"Regards Ana", LL_SIGNOFF_LAST},
    {"Best Practices", LL_SIGNOFF_LAST},
    {"Thank you for your time", LL_SIGNOFF_OPEN},
    {"Best wishes from sunny Leeds,", LL_SIGNOFF_OPEN},
    {"Cordially yours from the night shift", LL_SIGNOFF_OPEN},
    {"Beste Gr\u00fc\u00dfe aus Hamburg", LL_SIGNOFF_OPEN},
    {"Best from all of the night shift.", LL_SIGNOFF_NONE},
    {"Thank you for your time and consideration.", LL_SIGNOFF_NONE},
    {"Thanks for reading, and for the post that you wrote", LL_SIGNOFF_NONE},
    {"Best practices were few.", LL_SIGNOFF_NONE},
    {"Always on call, I learned to sleep", LL_SIGNOFF_NONE},
    {"Bestial pagers,", LL_SIGNOFF_NONE},
    {"We send regards,", LL_SIGNOFF_NONE},
    {"", LL_SIGNOFF_NONE},
};

START_TEST(signoffs_are_told_apart) {
    ll_signoff_kind kind = ll_greeting_signoff(english, ll_str_of(signoffs[_i].line));
    ck_assert_msg(kind == signoffs[_i].kind, "%s: %d", signoffs[_i].line, (int)kind);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("greetings");
    TCase *cases = tcase_create("greetings");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, salutations_are_measured, 0,
                        (int)(sizeof salutations / sizeof *salutations));
    tcase_add_loop_test(cases, signoffs_are_told_apart, 0,
                        (int)(sizeof signoffs / sizeof *signoffs));
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
