/* lead_trail: how a lead's person came, touch by touch. */
#ifndef LEAD_TRAIL_H
#define LEAD_TRAIL_H

struct arena;
struct str;
struct trail;

/* The member `touches`. */
void lead_trail_say(struct str *out, struct arena *arena,
    const struct trail *trail);

#endif
