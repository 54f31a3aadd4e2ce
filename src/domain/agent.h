/* agent: browser, system and device, from a user agent and its hints. */
#ifndef AGENT_H
#define AGENT_H

struct agent_tables;
struct arena;
struct bot;

/* Of all that decides; up when an answer may change (agents.classified). */
enum { AGENT_VERSION = 1 };

/*
 * NULL = not known; never "Other".  Names are data/'s: "Chrome" on all its
 * devices, "Android WebView" for an app's window.  A version has two numbers,
 * a system's three, without ".0" at their end.
 */
struct agent {
	const char *browser, *browser_version;
	const char *os, *os_version;
	const char *device;	/* desktop, mobile, tablet, tv, bot */
};

/*
 * Compiles uap-core's lists (see family.h); the robots' list stays the
 * caller's and must live as long.  NULL when it cannot (logged).
 */
struct agent_tables *agent_open(const struct bot *bot);
void agent_close(struct agent_tables *tables);

/*
 * `hints` as hints_print made them, or NULL.  They decide over the agent,
 * which tells less and less: the browser's own brand, the system's version
 * (Windows 11 is 10.0 in every agent), mobile or not.  Where the agent's
 * version is frozen (data/frozen.tsv) and no hint tells the true one there is
 * none.  An iPad that asks for desktop pages says "Macintosh" and nothing
 * else: it counts as desktop.  Texts are in the arena or constant.
 */
void agent_classify(const struct agent_tables *tables, struct arena *arena,
    const char *user_agent, const char *hints, struct agent *out);

#endif
