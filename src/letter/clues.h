/* Clues: what one visible line of a letter looks like. Anatomy decides by them and by where the
 * line stands; nothing here knows of other lines. A line is prose without line breaks. */
#ifndef LL_LETTER_CLUES_H
#define LL_LETTER_CLUES_H

#include "text/vocabulary.h"

/* Reads as (part of) a sentence. */
bool ll_clue_prose(const ll_vocabulary *vocabulary, ll_str line);

/* "Ana Petrova", "— Ana", "A. P. van Dijk, PhD", "[Your Name]". */
bool ll_clue_name(const ll_vocabulary *vocabulary, ll_str line);

/* A dash of any kind, or a tilde, and something behind it. */
bool ll_clue_dash(ll_str line);

/* A line that can stand in a letter's head or below its signature: a name, an address, a date, a
 * way to reach someone, a label such as "Re:", a job title. */
bool ll_clue_header(const ll_vocabulary *vocabulary, ll_str line);

/* Holds an e-mail address, a URL or a telephone number, and no sentence. */
bool ll_clue_contact(const ll_vocabulary *vocabulary, ll_str line);

/* Says a date and little else: "March 4th, 2026", "31/01/2024", "London, 4 March". */
bool ll_clue_date(const ll_vocabulary *vocabulary, ll_str line);

/* Says a street or the like, and a number: "12 High Street, London". */
bool ll_clue_address(const ll_vocabulary *vocabulary, ll_str line);

/* Begins with a label and a colon: "Subject: …", "Re: …". */
bool ll_clue_label(const ll_vocabulary *vocabulary, ll_str line);

/* "P.S. …" */
bool ll_clue_postscript(const ll_vocabulary *vocabulary, ll_str line);

/* "Enclosures: CV", "Encl. (2)", "Attachment"; not "Attached is my CV." */
bool ll_clue_enclosure(const ll_vocabulary *vocabulary, ll_str line);

/* Ends as a sentence or a lead-in does: . ! ? … or a colon, quotes and brackets allowed after. */
bool ll_clue_ends_sentence(ll_str line);

/* A typed bullet at the line's start ("• ", "– ", "o ", "1. "): its length with the blanks after,
 * or 0. */
uint32_t ll_clue_bullet(ll_str line);

/* One that lacks its blank ("–Kafka", "1)Kafka") or lost its glyph ("? Kafka"), which is a bullet
 * only among others: its length with the blanks after, or 0. */
uint32_t ll_clue_spoilt_bullet(ll_str line);

/* A bullet that is nothing else, as "•"; dashes, letters and numbers may be. */
bool ll_clue_bullet_is_certain(ll_str line);

/* Nothing but marks that divide or set text, as "\", "**", "—", and blanks. */
bool ll_clue_marks_alone(ll_str line);

/* One cell row of a typed table: "| a | b |". */
bool ll_clue_table_row(ll_str line);

/* The next run without white space at or after *at, which moves behind it; false at the end. */
bool ll_clue_token(ll_str *token, ll_str line, uint32_t *at);

/* A token without the punctuation around it. */
ll_str ll_clue_core(ll_str token);

/* Whether a word begins with a capital, or with a letter of a script that has none. */
bool ll_clue_is_capital(ll_str word);

#endif
