/* Whole letters in the shapes they have in the wild, and the parts a reader sees in them.
 *
 * Each row is a letter and what is expected of it: a part by its first and last words ("Dear ..
 * team,"), a part that must not be there by nothing. */
#include "../support.h"
#include "letter/letter.h"

#include <string.h>

typedef struct shape {
    const char *name, *text;
    const char *header, *salutation, *opening, *closing, *signoff, *postscript;
    uint32_t paragraphs; /* in the body; 0: two */
    uint32_t items;
} shape;

/* A plain body of two paragraphs, and its parts. */
#define BODY "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions.\n"
#define OPENING .opening = "I moved .. held."
#define CLOSING .closing = "Could we .. questions."

static const shape shapes[] = {
    {"plain", "Dear Ms Okafor,\n\n" BODY "\nKind regards,\nAna Petrova\n",
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING, .signoff = "Kind regards, Ana Petrova"},
    {"no salutation", BODY "\nBest,\nAna\n", OPENING, CLOSING, .signoff = "Best, Ana"},
    {"no sign-off", "Dear Ms Okafor,\n\n" BODY, .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"body alone", BODY, OPENING, CLOSING},
    {"salutation as heading", "# Dear Ms Okafor\n\n" BODY, .salutation = "Dear Ms Okafor", OPENING,
     CLOSING},
    {"salutation in bold", "**Dear Ms Okafor,**\n\n" BODY, .salutation = "Dear Ms Okafor,", OPENING,
     CLOSING},
    {"salutation on the first paragraph's first line", "Hi team,\n" BODY "\nBest,\nAna\n",
     .salutation = "Hi team,", OPENING, CLOSING, .signoff = "Best, Ana"},
    {"salutation and first sentence on one line", "Dear Ms Okafor, " BODY,
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"salutation with a dash and a sentence", "Hello Ana \u2014 " BODY,
     .salutation = "Hello Ana \u2014", OPENING, CLOSING},
    {"salutation with an exclamation mark", "Hello Northstar team! " BODY,
     .salutation = "Hello Northstar team!", OPENING, CLOSING},
    {"salutation of small words", "Hi northstar people! " BODY,
     .salutation = "Hi northstar people!", OPENING, CLOSING},
    {"salutation without a comma", "Dear Sir or Madam " BODY, .salutation = "Dear Sir or Madam",
     OPENING, CLOSING},
    {"salutation of two", "Dear Madam, dear Sir,\n\n" BODY, .salutation = "Dear Madam, dear Sir,",
     OPENING, CLOSING},
    {"salutation with a full stop", "Dear Dr. Okafor.\n\n" BODY, .salutation = "Dear Dr. Okafor.",
     OPENING, CLOSING},
    {"salutation with a colon", "Dear Hiring Manager:\n\n" BODY,
     .salutation = "Dear Hiring Manager:", OPENING, CLOSING},
    {"salutation with nothing behind", "Dear Hiring Manager\n\n" BODY,
     .salutation = "Dear Hiring Manager", OPENING, CLOSING},
    {"a long salutation", "Dear Hiring Manager at Foo and the platform team,\n\n" BODY,
     .salutation = "Dear .. team,", OPENING, CLOSING},
    {"several addressees", "Dear Ana, Bob and the hiring team,\n\n" BODY,
     .salutation = "Dear Ana, .. team,", OPENING, CLOSING},
    {"small letters", "hi ana,\n\n" BODY "\nbest,\nbob\n", .salutation = "hi ana,", OPENING,
     CLOSING, .signoff = "best, bob"},
    {"to whom it may concern", "To whom it may concern\n\n" BODY,
     .salutation = "To whom it may concern", OPENING, CLOSING},
    {"respected sir",
     "Respected Sir/Madam,\n\n" BODY "\nThanking you,\nYours faithfully,\nR. K. Nair",
     .salutation = "Respected Sir/Madam,", OPENING, CLOSING,
     .signoff = "Thanking you, .. R. K. Nair"},
    {"placeholders", "Dear [Hiring Manager, Company],\n\n" BODY "\nSincerely,\n[Your Name]\n",
     .salutation = "Dear [Hiring Manager, Company],", OPENING, CLOSING,
     .signoff = "Sincerely, [Your Name]"},
    {"raw placeholders", "Dear <Hiring Manager, Foo>,\n\n" BODY "\nSincerely,\n<your name>\n",
     .salutation = "Dear <Hiring Manager, Foo>,", OPENING, CLOSING,
     .signoff = "Sincerely, <your name>"},
    {"a raw placeholder below the greeting",
     "Dear Ms Okafor,\n\n<job description>\n\n" BODY "\n<Your Name>\n",
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING, .signoff = "<Your Name>"},
    {"two salutations", "To whom it may concern,\n\nDear Ms Okafor,\n\n" BODY,
     .salutation = "To whom it may concern, + Dear Ms Okafor,", OPENING, CLOSING},
    {"two salutations with a note between",
     "Hi Ana,\n\nMy letter is below.\n\nDear Ms Okafor,\n\n" BODY,
     .salutation = "Hi Ana, + Dear Ms Okafor,", OPENING, CLOSING},
    {"header",
     "Ana Petrova\n12 High Street, London\nana@example.com\n+44 20 7946 0000\n\n"
     "March 4th, 2026\n\nHiring Manager\nNorthstar Ltd\n\nDear Ms Okafor,\n\n" BODY,
     .header = "Ana .. Northstar Ltd", .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"header without a salutation",
     "# Ana Petrova\n\nana@example.com | linkedin.com/in/ana | +44 20 7946 0000\n\n31/01/2024\n\n"
     "Re: Backend Engineer, payments\n\n" BODY,
     .header = "Ana Petrova .. payments", OPENING, CLOSING},
    {"header, salutation and body in one paragraph",
     "Ana Petrova\n2026-03-04\nDear Ms Okafor,\n" BODY, .header = "Ana Petrova 2026-03-04",
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"subject below the salutation", "Dear Sirs,\n\n**Re: Backend Engineer**\n\n" BODY,
     .salutation = "Dear Sirs,", OPENING, CLOSING},
    {"one paragraph for all", "Hi team,\nI moved a ledger. It held.\nBest,\nAna",
     .salutation = "Hi team,", .opening = "I moved .. held.", .closing = "I moved .. held.",
     .signoff = "Best, Ana", .paragraphs = 1},
    {"hard breaks",
     "Hi,\n\nI moved a ledger to Kafka. It held.\\\nI stayed.  \n"
     "Could we talk on Tuesday? I have questions.\n",
     .salutation = "Hi,", OPENING, CLOSING, .paragraphs = 3},
    {"br br",
     "Hi,<br><br>I moved a ledger to Kafka. It held.<br><br>"
     "Could we talk on Tuesday? I have questions.<br><br>Best,<br>Ana",
     .salutation = "Hi,", OPENING, CLOSING, .signoff = "Best, Ana"},
    {"a line with a no-break space",
     "I moved a ledger to Kafka. It held.\n\u00A0\nCould we talk on Tuesday? I have questions.",
     OPENING, CLOSING},
    {"soft-wrapping editor",
     "I moved a ledger to Kafka. It held.\nWe slept well after that. Nobody paged us again.\n"
     "Could we talk on Tuesday? I have questions.",
     OPENING, CLOSING, .paragraphs = 3},
    {"semantic line breaks",
     "I moved a ledger to Kafka.\nIt held.\nWe slept well.\nCould we talk?\nI have questions.",
     .opening = "I moved .. questions.", .closing = "I moved .. questions.", .paragraphs = 1},
    {"hard-wrapped text",
     "I moved a ledger to Kafka in a year that had few quiet days. It held. It\n"
     "holds still. We slept well after that and nobody paged us again. That is\n"
     "what I do. Could we talk?",
     .opening = "I moved .. talk?", .closing = "I moved .. talk?", .paragraphs = 1},
    {"block quote",
     "> Dear Ana,\n>\n> I moved a ledger to Kafka. It held.\n>\n> Could we talk on "
     "Tuesday? I have questions.\n>\n> Best,\n> Bob\n",
     .salutation = "Dear Ana,", OPENING, CLOSING, .signoff = "Best, Bob"},
    {"typed bullets",
     "Hi,\n\nWhat I did:\n\u2022 moved a ledger\n\u2022 ran the on-call rota\nfor a year\n\n"
     "Could we talk on Tuesday? I have questions.",
     .salutation = "Hi,", .opening = "What I did: .. a year", CLOSING, .items = 2},
    {"typed bullets, one a paragraph",
     "What I did:\n\n\u2022 moved a ledger\n\n\u2022 ran the rota\n\n\u2022 slept\n\nCould we talk "
     "on Tuesday? I have questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 3},
    {"typed dashes",
     "What I did:\n\u2013 moved a ledger\n\u2013 slept\n\nCould we talk on Tuesday? "
     "I have questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"one dash is a dash", "I moved a ledger \u2014 alone\n\u2014 and it held.", .paragraphs = 1,
     .opening = "I moved .. held.", .closing = "I moved .. held."},
    {"tab-indented bullets",
     "What I did:\n\n\t\u2022 moved a ledger\n\t\u2022 slept\n\nCould we "
     "talk on Tuesday? I have questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"first-line indents",
     "    I moved a ledger to Kafka while it was\nrunning. It held.\n\n"
     "    Could we talk on Tuesday about it?\nI have questions.",
     .opening = "I moved .. held.", CLOSING},
    {"Markdown list that the closing leads in",
     "I moved a ledger to Kafka. It held.\n\nI can send:\n\n- a design\n- a post-mortem\n\nBest,\n"
     "Ana",
     OPENING, .closing = "I can send: .. post-mortem", .signoff = "Best, Ana", .items = 2},
    {"sign-off run into the last item",
     "I moved a ledger to Kafka. It held.\n\n- a design\n- a "
     "post-mortem\nBest,\nAna\n",
     .opening = "I moved .. post-mortem", .closing = "I moved .. post-mortem",
     .signoff = "Best, Ana", .items = 2, .paragraphs = 1},
    {"sign-off on the closing's last lines",
     "I moved a ledger to Kafka. It held.\n\nCould we talk "
     "on Tuesday? I have questions.\nBest,\nAna",
     OPENING, CLOSING, .signoff = "Best, Ana"},
    {"sign-off and name on one line", BODY "\nBest, Ana\n", OPENING, CLOSING,
     .signoff = "Best, Ana"},
    {"sign-off within the closing's last line",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions. Best, Ana",
     OPENING, CLOSING, .signoff = "Best, Ana"},
    {"a phrase behind the last sentence, a name and a title below",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions. "
     "Sincerely,\n\n**Ana Petrova**\n\n**Ledger engineer**\n",
     OPENING, CLOSING, .signoff = "Sincerely, .. engineer"},
    {"sign-off phrase within the line above the name",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions. Kind "
     "regards,\nAna",
     OPENING, CLOSING, .signoff = "Kind regards, Ana"},
    {"phrase and name without a comma", BODY "\nRegards Ana\n", OPENING, CLOSING,
     .signoff = "Regards Ana"},
    {"contact lines alone", BODY "\nana@example.com | +44 20 7946 0000\n", OPENING, CLOSING,
     .signoff = "ana@example.com | +44 20 7946 0000"},
    {"closing underlined by a rule",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday of "
     "the coming week or on any other day that suits you? I have questions.\n---\nBest,\nAna\n",
     OPENING, CLOSING, .signoff = "Best, Ana"},
    {"attached in the body",
     "I moved a ledger to Kafka. It held.\n\nAttached: my post-mortem.\n\n"
     "Could we talk on Tuesday? I have questions.\n\nBest,\nAna\n",
     OPENING, CLOSING, .signoff = "Best, Ana", .paragraphs = 3},
    {"name in another script",
     "\u738B\u4F1F\nwang@example.com\n\nDear Ana,\n\n" BODY "\n\u738B\u4F1F\n",
     .header = "\u738B\u4F1F wang@example.com", .salutation = "Dear Ana,", OPENING, CLOSING,
     .signoff = "\u738B\u4F1F"},
    {"a title that the lists do not know", "Dear Mme. Dupont,\n\n" BODY,
     .salutation = "Dear Mme. Dupont,", OPENING, CLOSING},
    {"hello, somebody", "Hello, Northstar team!\n\n" BODY, .salutation = "Hello, Northstar team!",
     OPENING, CLOSING},
    {"hello, somebody at the line's end", "Hello, Northstar team\n" BODY,
     .salutation = "Hello, Northstar team", OPENING, CLOSING},
    {"a greeting, and a sentence that wraps",
     "Good morning,\nPriya Raman\nfrom Leeds called me.\n\n" BODY, .salutation = "Good morning,",
     .opening = "Priya .. me.", CLOSING, .paragraphs = 3},
    {"a greeting and a sentence on one line that wraps",
     "Good morning, Priya Raman\nfrom Leeds called me.\n\n" BODY, .salutation = "Good morning,",
     .opening = "Priya .. me.", CLOSING, .paragraphs = 3},
    {"thanks by name within the body",
     "Hi,\n\n" BODY "\nThank you, Priya.\n\nI look forward to it.\n\nBest,\nAna\n",
     .salutation = "Hi,", OPENING, .closing = "I look .. it.", .signoff = "Best, Ana",
     .paragraphs = 4},
    {"thanks by name and nothing else", "Hi,\n\n" BODY "\nThank you, Priya.\n", .salutation = "Hi,",
     OPENING, CLOSING, .signoff = "Thank you, Priya."},
    {"a name with a dot and an address below", "Hi,\n\n" BODY "\nBest, Ana.\nana@example.com\n",
     .salutation = "Hi,", OPENING, CLOSING, .signoff = "Best, Ana. .. ana@example.com"},
    {"a name with a dot below the phrase", "Hi,\n\n" BODY "\nBest,\n\nAna Maria Petrova.\n",
     .salutation = "Hi,", OPENING, CLOSING, .signoff = "Best, Ana Maria Petrova."},
    {"a last remark below the phrase",
     "Hi,\n\n" BODY "\nBest,\n\nThe post-mortem and the runbook follow by mail.\n",
     .salutation = "Hi,", OPENING, CLOSING, .signoff = "Best,",
     .postscript = "The post-mortem .. mail."},
    {"a name with a title and a colon", "Ana Petrova\n\nMrs. Ada Okafor:\n\n" BODY,
     .header = "Ana Petrova", .salutation = "Mrs. Ada Okafor:", OPENING, CLOSING},
    {"two phrases with a dot above a name",
     "Hi,\n\n" BODY "\nRegards & thank you for your consideration.\n\nAna Petrova\n",
     .salutation = "Hi,", OPENING, CLOSING, .signoff = "Regards & .. Ana Petrova"},
    {"a name with a dot behind the last sentence",
     "Hi,\n\n" BODY "I have time. Best regards, Ana.\n", .salutation = "Hi,", OPENING,
     .closing = "Could .. time.", .signoff = "Best regards, Ana."},
    {"a job title below the name", "Ana Petrova\nBackend engineer, payments\nLeeds\n\n" BODY,
     .header = "Ana .. Leeds", OPENING, CLOSING},
    {"emoji bullets",
     "What I did:\n\U0001F680 moved a ledger\n\u2705 slept\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"typed enumeration",
     "What I did:\n(a) moved a ledger\n(b) slept\n\nCould we talk on Tuesday? I have questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"paragraph lines of middling length",
     "I moved a ledger to Kafka. It held for a year and nobody was paged for it.\nWe slept. I "
     "stayed on for two years after that, and then some.\n"
     "Could we talk on Tuesday? I have questions.",
     .opening = "I moved .. for it.", CLOSING, .paragraphs = 3},
    {"long lines in paragraphs that empty lines divide",
     "I moved a ledger from one database to another while people paid, and nobody saw it. It "
     "took us "
     "two years of nights.\nThe old one held no key for half of its rows. We wrote a replay for "
     "it.\n\n"
     "What you plan looks like it. I read your post on it.\n\nMay I call?\n",
     .opening = "I moved .. for it.", .closing = "May I call?", .paragraphs = 3},
    {"a hard break within a paragraph",
     "I moved a ledger to Kafka.\\\nIt held.\n\nCould we talk on Tuesday? I have questions.",
     OPENING, CLOSING},
    {"a bare name as salutation", "Anna,\n\n" BODY, .salutation = "Anna,", OPENING, CLOSING},
    {"a bare name above the first line", "Anna,\n" BODY, .salutation = "Anna,", OPENING, CLOSING},
    {"sir or ma'am", "Dear Sir/Ma'am,\n\n" BODY, .salutation = "Dear Sir/Ma'am,", OPENING, CLOSING},
    {"address below the name",
     BODY
     "\nRegards,\nDean\n\n3 Orchard Close, Erith\n8 October 2025\n\n---\n\nSent from my phone\n",
     OPENING, CLOSING, .signoff = "Regards, .. 2025", .postscript = "Sent from my phone"},
    {"a lead-in is no header",
     "What I did:\n\n- I moved a ledger\n- slept\n\nCould we talk on Tuesday? I have questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"a signature set off by dashes", BODY "\nBest,\nMia\n\n--\nMia Wong | Engineer\n", OPENING,
     CLOSING, .signoff = "Best, .. Engineer"},
    {"two phrases in one", BODY "\nMany thanks and best wishes\nBob\n", OPENING, CLOSING,
     .signoff = "Many thanks and best wishes Bob"},
    {"somebody else's greeting",
     "The channel was quiet until two in the morning. Then it read:\n\n> Hi team,\n>\n> the "
     "ledger is down.\n\nCould we talk on Tuesday? I have questions.",
     .opening = "The channel .. read:", CLOSING, .paragraphs = 4},
    {"a note above the salutation",
     "Draft, please do not send before Anna has read it.\n\nHi team,\n\n" BODY,
     .header = "Draft, .. it.", .salutation = "Hi team,", OPENING, CLOSING},
    {"two phrases", BODY "\nThank you,\n\nWarm regards\n\nAna Petrova\n", OPENING, CLOSING,
     .signoff = "Thank you, .. Ana Petrova"},
    {"thanks above a name", BODY "\nThank you for your time,\nAna\n", OPENING, CLOSING,
     .signoff = "Thank you for your time, Ana"},
    {"thanks that are a paragraph", BODY "\nThank you for your time and consideration.\n\nAna\n",
     OPENING, .closing = "Thank .. consideration.", .signoff = "Ana", .paragraphs = 3},
    {"best practices", BODY "\nBest practices were few.\n\nBest,\nAna", OPENING,
     .closing = "Best practices were few.", .signoff = "Best, Ana", .paragraphs = 3},
    {"bare name", BODY "\nAna Petrova\n", OPENING, CLOSING, .signoff = "Ana Petrova"},
    {"bare name with a dash", BODY "\n\u2014 Ana\n", OPENING, CLOSING, .signoff = "\u2014 Ana"},
    {"bare name in small letters", BODY "\nana\n", OPENING, CLOSING, .signoff = "ana"},
    {"a last word that ends a sentence is no name", BODY "\nthat's all.\n", OPENING,
     .closing = "that's all.", .paragraphs = 3},
    {"bare name on the closing's last line",
     "I moved a ledger to Kafka. It held.\n\nCould we talk "
     "on Tuesday? I have questions.\nAna Petrova",
     OPENING, CLOSING, .signoff = "Ana Petrova"},
    {"a name within wrapped prose is none",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions about\n"
     "Apache Kafka",
     OPENING, .closing = "Could we .. Apache Kafka"},
    {"unknown phrase", BODY "\nWith ledgers and greetings to all,\nAna\n", OPENING, CLOSING,
     .signoff = "With ledgers .. Ana"},
    {"another language's phrase", BODY "\nCordiali saluti / kind regards\n\nElena Fabbri\n",
     OPENING, CLOSING, .signoff = "Cordiali .. Elena Fabbri"},
    {"contact lines after the name",
     BODY "\nBest,\nAna Petrova\nBackend Engineer\nana@example.com\n"
          "github.com/ana\n",
     OPENING, CLOSING, .signoff = "Best, .. github.com/ana"},
    {"a hyphen before the name", BODY "\n- Ana Petrova\n", OPENING, CLOSING,
     .signoff = "Ana Petrova"},
    {"numbers of two digits without a blank",
     BODY "\nI know:\n\n11)Go\n12)C\n13)Rust\n\nBest,\nMia\n", OPENING,
     .closing = "I know: 11)Go 12)C 13)Rust", .signoff = "Best, Mia", .items = 3, .paragraphs = 3},
    {"a hyphen and nothing behind it", BODY "\n-\n", OPENING, CLOSING},
    {"a hyphen before the name, right below", BODY "- Ana\n", OPENING, CLOSING, .signoff = "Ana"},
    {"a hyphen before the name below the phrase", BODY "\nBest,\n- Ana Petrova\n", OPENING, CLOSING,
     .signoff = "Best, Ana Petrova"},
    {"a hyphen before name and mail", BODY "\n- Ana Petrova\n- ana@example.com\n", OPENING, CLOSING,
     .signoff = "Ana Petrova ana@example.com"},
    {"a hyphen before a name and its lines",
     BODY "\n- Ana Petrova\n  Engineer\n  ana@example.com\n\nP.S. The rota is online.\n", OPENING,
     CLOSING, .signoff = "Ana .. ana@example.com", .postscript = "P.S. .. online."},
    {"a dash before the name behind the last sentence",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions. \u2014 "
     "Ana Petrova\n",
     OPENING, CLOSING, .signoff = "\u2014 Ana Petrova"},
    {"a list of one below a lead-in", "I moved a ledger to Kafka. It held.\n\nI know:\n\n- Kafka\n",
     OPENING, .closing = "I know: Kafka", .items = 1},
    {"a list of two", "I moved a ledger to Kafka. It held.\n\nI know two.\n\n- Kafka\n- Redis\n",
     OPENING, .closing = "I know two. .. Redis", .items = 2},
    {"a list of one with another bullet",
     "I moved a ledger to Kafka. It held.\n\nI know one.\n\n* Kafka\n", OPENING,
     .closing = "I know one. Kafka", .items = 1},
    {"a list of one below a heading",
     "I moved a ledger to Kafka. It held.\n\n## This I know.\n\n- Kafka\n", OPENING,
     .closing = "Kafka", .items = 1},
    {"a list of one above a paragraph",
     "I moved a ledger to Kafka. It held.\n\n- Kafka\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "I moved .. Kafka", CLOSING, .items = 1},
    {"a farewell below an item without a stop",
     "I moved a ledger to Kafka. It held.\n\n- I ran\n- I cut the time that it took in half\n"
     "Kind regards,\nAna\n",
     .opening = "I moved .. half", .closing = "I moved .. half", .signoff = "Kind regards, Ana",
     .paragraphs = 1, .items = 2},
    {"a farewell below a sentence without a stop",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on Tuesday? I have questions\n"
     "Thanks,\nAna Petrova\n",
     OPENING, .closing = "Could we .. questions", .signoff = "Thanks, Ana Petrova"},
    {"no farewell but thanks that go on",
     "I moved a ledger to Kafka. It held.\n\nFor the talk on Tuesday I send you all my\n"
     "Thanks,\nand those of the house, and the keys\n",
     OPENING, .closing = "For the .. keys"},
    {"bullets without a blank",
     "What I did:\n-moved a ledger\n-slept\n\nThen:\n\n1)ran a rota\n\n2)ended it\n\nCould we talk "
     "on Tuesday? I have questions.",
     .opening = "What I did: .. slept", CLOSING, .paragraphs = 3, .items = 4},
    {"bullets lost in a paste",
     "What I did:\n? moved a ledger\nfor a year\n? slept\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "What I did: .. slept", CLOSING, .items = 2},
    {"a star that is a footnote's",
     "I moved a ledger* to Kafka. It held.\n*a small one\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "I moved .. small one", CLOSING},
    {"items without a blank at the end",
     "I moved a ledger to Kafka. It held.\n\nI know two.\n\n-Kafka\n-Redis\n", OPENING,
     .closing = "I know two. -Kafka -Redis", .items = 2},
    {"a number at a line's beginning",
     "I moved a ledger to Kafka. It held.\n\nCould we talk on the\n1.May? I have questions.",
     OPENING, .closing = "Could we .. questions."},
    {"a quoted mail above",
     "> Dear Ana,\n>\n> Please write to us. We look for you.\n>\n> Best,\n> Bob\n\nDear "
     "Bob,\n\n" BODY "\nBest,\nAna\n",
     .header = "Dear Ana, .. Bob", .salutation = "Dear Bob,", OPENING, CLOSING,
     .signoff = "Best, Ana"},
    {"a quoted mail below",
     "Dear Bob,\n\n" BODY "\nBest,\nAna\n\n> Dear Ana,\n>\n> Please write to us. We look for you, "
     "and would like to hear what it is that you wish to do here.\n>\n> Best,\n> Bob\n",
     .salutation = "Dear Bob,", OPENING, CLOSING, .signoff = "Best, Ana",
     .postscript = "Dear Ana, .. Bob"},
    {"two letters",
     "Dear Bob,\n\nI moved a ledger to Kafka, and in the year after that nobody of the nine who "
     "had "
     "been paged each week for it was paged at night, which is what they had asked for in the "
     "first "
     "place. It held.\n\nCould we talk on Tuesday? I have questions.\n\nBest,\nAna\n\n---\n\nDear "
     "Eve,\n\n" BODY "\nI bake. I sing. I row a boat that I made of an old door and "
     "of two barrels, and I would bring it.\n\nKind regards,\nAna Petrova\n",
     .salutation = "Dear Bob,", OPENING, CLOSING, .signoff = "Best, Ana",
     .postscript = "Dear Eve, .. Ana Petrova"},
    {"a greeting in front matter", "---\nopening: \"Dear Ms Okafor,\"\nauthor: Ana\n---\n\n" BODY,
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"a greeting with an escape in front matter",
     "---\nopening: \"Dear Ms Ok\\x61for,\"\n---\n\n" BODY, .salutation = "Dear Ms Okafor,",
     OPENING, CLOSING},
    {"a job and a greeting in front matter",
     "---\nopening: Senior engineer\nsalutation: \"Dear Ms Okafor,\"\n---\n\n" BODY,
     .salutation = "Dear Ms Okafor,", OPENING, CLOSING},
    {"a job in front matter", "---\nopening: Senior engineer\n---\n\n" BODY, OPENING, CLOSING},
    {"postscript", BODY "\nBest,\nAna\n\nP.S. The rota is online.\n", OPENING, CLOSING,
     .signoff = "Best, Ana", .postscript = "P.S. .. online."},
    {"postscript before the sign-off", BODY "\nPS: The rota is online.\n\nBest,\nAna\n", OPENING,
     CLOSING, .signoff = "Best, Ana", .postscript = "PS: .. online."},
    {"footnote", BODY "\nBest,\nAna\n\n[^1]: Read twice.\n", OPENING, CLOSING,
     .signoff = "Best, Ana", .postscript = "[^1]: .. twice."},
    {"footnote below a phrase of one's own",
     BODY "\nGreetings from Utrecht,\nAna Vonk\n\n[^1]: The second time.\n", OPENING, CLOSING,
     .signoff = "Greetings from Utrecht, Ana Vonk", .postscript = "[^1]: .. time."},
    {"enclosures", BODY "\nBest,\nAna\n\nEnclosures: CV, design\n", OPENING, CLOSING,
     .signoff = "Best, Ana", .postscript = "Enclosures: CV, design"},
    {"notes to self",
     BODY "\nBest,\nAna\n\n---\n\nTODO check the spelling of Okafor\n\n- send it\n", OPENING,
     CLOSING, .signoff = "Best, Ana", .postscript = "TODO .. send it", .items = 1},
    {"front matter after a blank line", "\n---\ncompany: Foo\n---\n\nDear Ana,\n\n" BODY,
     .salutation = "Dear Ana,", OPENING, CLOSING},
    {"named salutation and sign-off",
     "---\nletterlint: {salutation: Ahoy crew, signoff: May your ports}\n---\nAhoy crew of the "
     "Lantern,\n\n" BODY "\nMay your ports stay open\nFionn\n",
     .salutation = "Ahoy .. Lantern,", OPENING, CLOSING, .signoff = "May .. Fionn"},
    {"salutation and sign-off denied",
     "---\nletterlint: {salutation: none, signoff: none}\n---\nHi to all of you.\n\nBest,\nAna\n",
     .opening = "Hi to all of you.", .closing = "Best, Ana"},
    {"HTML paragraphs",
     "<p>Dear Ana,</p>\n<p>I moved a ledger to Kafka. It held.</p>\n<p>Could we "
     "talk on Tuesday? I have questions.</p>\n<p>Best,<br>Bob</p>\n",
     .salutation = "Dear Ana,", OPENING, CLOSING, .signoff = "Best, Bob"},
    {"comments", "<!-- draft -->\nDear Ana,\n\n<!-- I write -->\n" BODY, .salutation = "Dear Ana,",
     OPENING, CLOSING},
    {"table",
     "I moved a ledger to Kafka. It held.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nCould we "
     "talk on Tuesday? I have questions.",
     OPENING, CLOSING},
    {"CRLF",
     "Dear Ana,\r\n\r\nI moved a ledger to Kafka. It held.\r\n\r\nCould we talk on "
     "Tuesday? I have questions.\r\n\r\nBest,\r\nBob\r\n",
     .salutation = "Dear Ana,", OPENING, CLOSING, .signoff = "Best, Bob"},
    {"dear to me",
     "Dear to me is a quiet pager. It was loud.\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "Dear to me .. loud.", CLOSING},
    {"hi-fi", "Hi-fi audio is my trade. It pays.\n\nCould we talk on Tuesday? I have questions.",
     .opening = "Hi-fi .. pays.", CLOSING},
    {"hello world",
     "Hello World was my first program. It ran.\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "Hello World .. ran.", CLOSING},
    {"hey the app",
     "Hey was the app that I ran. It died.\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "Hey was .. died.", CLOSING},
    {"a greeting within the body",
     "Dear Ana,\n\nI moved a ledger to Kafka. It held.\n\nHello, "
     "World, we wrote, and left it at that for a year in which we "
     "had many other things to do and little time to do them, as "
     "one has when a ledger moves from one house to another.\n\n"
     "Hi team,\n\nCould we talk on Tuesday? I have questions.",
     .salutation = "Dear Ana,", OPENING, CLOSING, .paragraphs = 4},
    {"headings",
     "Dear Ana,\n\n## What I did\n\nI moved a ledger to Kafka. It held.\n\n## What next"
     "\n\nCould we talk on Tuesday? I have questions.",
     .salutation = "Dear Ana,", OPENING, CLOSING},
    {"paragraphs of marks alone",
     "Dear Ana,\n\n\\\n\nI moved a ledger to Kafka. It held.\n\n&nbsp;\n\n<br>\n\n***\n\n**\n\n"
     "\u2014\n\nCould we talk on Tuesday? I have questions.\n\n\\\\\n\nBest,\nAna",
     .salutation = "Dear Ana,", OPENING, CLOSING, .signoff = "Best, Ana"},
    {"bold lines above text",
     "Dear Ana,\n\n**Experience**\nI moved a ledger to Kafka. It held.\n\n__Why you__\\\n"
     "Could we talk on Tuesday? I have questions.",
     .salutation = "Dear Ana,", OPENING, CLOSING},
    {"bold lines and line ends that are paragraphs",
     "**What I did**\nI moved a ledger to Kafka. It held.\nWe slept well after that. Nobody paged "
     "us again.\n**What next**\nCould we talk on Tuesday? I have questions.",
     OPENING, .closing = "Could we .. questions.", .paragraphs = 3},
    {"escaped numbers at line starts",
     "What I did:\n1\\) I moved a ledger.\n2\\) I slept\nwell.\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "What I did: .. well.", CLOSING, .items = 2},
    {"escaped asterisks at line starts",
     "What I did.\n\\* I moved a ledger.\n\\* I slept.\n\nCould we talk on Tuesday? I have "
     "questions.",
     .opening = "What I did. .. slept.", CLOSING, .items = 2},
    {"numbered paragraphs",
     "Dear Ana,\n\n1. I moved a ledger to Kafka. It held.\n\n2. I slept.\n\n"
     "3. Could we talk on Tuesday?\n\n   I have questions.\n\nBest,\nAna",
     .salutation = "Dear Ana,", .opening = "I moved .. questions.", CLOSING, .signoff = "Best, Ana",
     .paragraphs = 1, .items = 3},
    {"numbered paragraphs, typed",
     "1\\) I moved a ledger to Kafka.\n2\\) Could we talk on Tuesday? I have questions.",
     .opening = "I moved .. questions.", CLOSING, .paragraphs = 1, .items = 2},
    {"a list of phrases alone", "- Kafka\n- a ledger", .opening = "Kafka a ledger",
     .closing = "Kafka a ledger", .paragraphs = 1, .items = 2},
};

static ll_arena *arena;
static ll_source source;
static ll_letter letter;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read(const char *text) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_diagnostics problems = {.arena = arena};
    ll_letter_read(&letter, arena, &source, ll_test_vocabulary(arena), NULL, 0, &problems);
    ck_assert_uint_eq(problems.count, 0);
}

/* The units of a kind on one line, joined by " + ". */
static const char *units(ll_unit_kind kind) {
    ll_buf out = ll_buf_on(arena);
    for (uint32_t i = 0; i < letter.units[kind].count; i++) {
        ll_span span = letter.units[kind].spans[i];
        ll_buf_puts(&out, i > 0 ? " + " : "");
        for (uint32_t k = span.start; k < span.end; k++)
            ll_buf_putc(&out, letter.prose.text[k] == '\n' ? ' ' : letter.prose.text[k]);
    }
    return ll_buf_text(&out);
}

/* Whether `got` is as expected: "first .. last", or the whole. */
static bool fits(const char *got, const char *expected) {
    const char *middle = strstr(expected, " .. ");
    if (!middle)
        return strcmp(got, expected) == 0;
    ll_str first = {expected, (uint32_t)(middle - expected)}, whole = ll_str_of(got);
    return ll_str_equal(ll_str_slice(whole, 0, first.length), first) &&
           ll_str_ends(whole, middle + 4);
}

static void part(const shape *row, ll_unit_kind kind, const char *expected) {
    const char *got = units(kind), *want = expected ? expected : "";
    ck_assert_msg(fits(got, want), "%s: %s is '%s', not '%s'", row->name, ll_unit_name(kind), got,
                  want);
}

START_TEST(letters_have_their_parts) {
    const shape *row = &shapes[_i];
    read(row->text);
    part(row, LL_UNIT_HEADER, row->header);
    part(row, LL_UNIT_SALUTATION, row->salutation);
    part(row, LL_UNIT_OPENING, row->opening);
    part(row, LL_UNIT_CLOSING, row->closing);
    part(row, LL_UNIT_SIGNOFF, row->signoff);
    part(row, LL_UNIT_POSTSCRIPT, row->postscript);
    ck_assert_uint_eq(letter.units[LL_UNIT_BODY].count, 1);
    uint32_t paragraphs = ll_letter_paragraphs(&letter, letter.units[LL_UNIT_BODY].spans[0]);
    uint32_t expected = row->paragraphs ? row->paragraphs : 2;
    ck_assert_msg(paragraphs == expected, "%s: %u paragraphs, not %u: %s", row->name, paragraphs,
                  expected, units(LL_UNIT_PARAGRAPH));
    ck_assert_msg(letter.units[LL_UNIT_ITEM].count == row->items, "%s: items '%s'", row->name,
                  units(LL_UNIT_ITEM));
}
END_TEST

/* Spans of every kind rise and stay within the prose; only items may nest. */
START_TEST(units_rise_and_do_not_overlap) {
    read(shapes[_i].text);
    for (int kind = 0; kind < LL_UNIT_COUNT; kind++) {
        const ll_unit_list *list = &letter.units[kind];
        for (uint32_t i = 0; i < list->count; i++) {
            ck_assert_uint_lt(list->spans[i].start, list->spans[i].end);
            ck_assert_uint_le(list->spans[i].end, letter.prose.length);
            if (i > 0 && kind != LL_UNIT_ITEM)
                ck_assert_uint_ge(list->spans[i].start, list->spans[i - 1].end);
        }
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("letter");
    TCase *cases = tcase_create("shapes");
    int count = (int)(sizeof shapes / sizeof *shapes);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, letters_have_their_parts, 0, count);
    tcase_add_loop_test(cases, units_rise_and_do_not_overlap, 0, count);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
