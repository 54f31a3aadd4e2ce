/* bounds: every maximum of the program, each with its reason. */
#ifndef BOUNDS_H
#define BOUNDS_H

/*
 * Memory of the collector at rest is threads and pools; what a request
 * touches stays touched.  At 64 connections this stays under 24 MB:
 * READERS_MAX stacks of which one page or two is used, EXCHANGES_MAX arenas
 * of which only the busy ones are ever touched, 64 x (arena pages used,
 * about 12 KiB) + libfcgi's three buffers of 8 KiB each.
 */
enum {
	/* requests */
	BODY_MAX = 32 * 1024,		/* DESIGN 7: a lead is cut to 24 KiB */
	QUERY_MAX = 4 * 1024,		/* pixel.gif; longer is 414 */
	DRAIN_MAX = 64 * 1024,		/* a refused body read to be polite */
	DRAIN_MS = 250,
	DRAIN_AT_ONCE_MS = 5,		/* what is there, of a slow network */
	BODY_MS = 2000,			/* all of a body, else 408 */
	QUEUE_MS = 3000,		/* waited longer for the writer: 503 */
	LOCK_WAIT_MS = 2500,		/* turnstile, below QUEUE_MS */
	RETRY_AFTER_S = 5,		/* said with 503 and 408 */
	HEADER_VALUE_MAX = 512,		/* any header value we look at */

	/* processes */
	READERS_MAX = 256,		/* a dripping body holds one */
	READER_STACK = 128 * 1024,
	EXCHANGES_MAX = 256,		/* hits waiting for a commit */
	EXCHANGE_ARENA = 256 * 1024,	/* body as text, as tree, as hit */
	ANSWER_MAX = 10 * 1024,		/* three UTM_MAX, each byte escaped */
	ANSWER_HEAD_MAX = 3072,		/* fixed lines + origin + cookie */
	BATCH_MAX = 128,		/* hits of one commit */
	ACCEPT_WAKE_MS = 500,		/* SIGTERM is seen within this */
	CHILD_NAP_MAX_MS = 5000,	/* pause before a dead child's heir */
	SLOW_BODIES_MAX = 5,		/* timed out, per network and minute */

	/* the API */
	CREW_MAX = 16,			/* processes; each has two databases
					   open and one request at a time */
	CREW_SIZE = 4,			/* two slow exports, and two more */
	API_NICE = 10,			/* of 19: a tenth of a hit's weight */
	WICKET_ARENA = 8 * 1024 * 1024,	/* a page of leads, their records */
	WICKET_ANSWER_MAX = 4 * 1024 * 1024,	/* 200 leads, 1000 rows */
	PARAM_TEXT_MAX = 2048,		/* of a query: an address of a page */
	STALL_MS = 10 * 1000,		/* a client that takes nothing */
	LEADS_LOOK_BACK = 5000,		/* read for one page of a search: with
					   300000 leads half a second */
	LEADS_WINDOW = 500,		/* of those, at a time */
	EXPORT_SLICE = 500,		/* rows read before any is sent: 9 KB
					   each at most, see WICKET_ARENA */
	EXPORT_LEADS = 200,		/* the same of leads, 25 KB each */
	EXPORT_ROW_MAX = 64 * 1024,	/* one as JSON, every byte escaped */
	READS_PER_HOUR = 3600,		/* one a second of one network */
	CHANGES_PER_HOUR = 600,		/* an afternoon of clearing up */
	LOGINS_PER_MINUTE = 10,		/* wrong ones, and strangers' late
					   bodies; 64 random digits are not
					   guessed in any case */
	LOGIN_IDLE_MS = 30 * 60 * 1000,	/* ASVS 7.3.1 */
	LOGIN_MOST_MS = 12 * 60 * 60 * 1000,	/* ASVS 7.3.2 */
	KEY_SEEN_MS = 60 * 1000,	/* last_used is that exact */
	SEEN_WAIT_MS = 50,		/* who reads waits for no writer */

	/* JSON (DESIGN 16) */
	JSON_DEPTH_MAX = 16,
	JSON_VALUES_MAX = 640,		/* 80 fields of 6 values, and more */

	/* text of a hit, in bytes, cut on a code point */
	URL_MAX = 2048,			/* browsers and Apache stay below */
	TITLE_MAX = 1000,		/* the original's limit */
	UTM_MAX = 500,			/* the original's limit, cut now */
	CLICK_ID_MAX = 512,
	TOUCH_OTHER_MAX = 4096,		/* a touch's further ids as JSON */
	HOST_MAX = 253,			/* RFC 1035 2.3.4 */
	AGENT_MAX = 512,		/* classification cost, reference */
	EVENT_TYPE_MAX = 64,
	PROPS_MAX = 2048,
	SCREEN_MAX = 32767,		/* pixels; beyond is nonsense */
	FIELDS_MAX = 80,		/* of one form */
	FIELD_NAME_MAX = 100,		/* the original's limit */
	FIELD_VALUE_MAX = 8 * 1024,
	FIELDS_TEXT_MAX = 96 * 1024,	/* of one form as JSON */
	EMAIL_MAX = 254,		/* RFC 5321 4.5.3.1 and erratum 1690 */
	PLACE_NAME_MAX = 100,		/* the longest names of towns: 85 */
	PHONE_MAX = 64,
	NAME_MAX_BYTES = 200,
	FILLED_FAST_MS = 2000,		/* no person fills in a form in less */
	CUSTOM_PARAM_MAX = 32,		/* one name of a project's own */
	CUSTOM_PARAMS_MAX = 512,	/* all of them, blanks between */
	STORE_FIELDS_MAX = 1024,	/* names of form fields, the same */
	THANK_YOU_MAX = 512,		/* paths of pages, the same */
	NEWSLETTER_MAX = 128,		/* "opt_in:" and a field's name */
	DATES_MAX = 256,		/* names of form fields */
	CAMPAIGNS_MAX = 10000,		/* that a project can name */
	CAMPAIGNS_FILE_MAX = 768 * 1024,	/* as many lines */
	FORMS_MAX = 500,		/* of one pixel, that can be switched */
	COOKIES_MAX = 3 * 1024,		/* of ad platforms, as JSON */
	PUBLIC_ID_MIN = 8,		/* of A-Z a-z 0-9 - _ */
	PUBLIC_ID_MAX = 64,
	ALLOWED_HOSTS_MAX = 16,
	JOURNEY_MAX = 20,		/* touches kept on a lead */
	RECORD_MAX = 320 * 1024,	/* a lead's frozen record: */
	RECORD_PAGES_MAX = 144 * 1024,	/* fields escaped, then pages, then */
					/* three touches and the journey */
	RECORD_VALUES_MAX = 4096,	/* of that JSON; a full one has 1000 */

	/* agents */
	PATTERN_STEPS = 20000,		/* PCRE2's; no test's agent uses 3000 */
	HINTS_MAX = 256,		/* bytes, as stored */
	AGENTS_SLICE = 50,		/* classified in one transaction */
	AGENTS_PER_RUN = 2000,		/* cron comes again: a second or so */
	AGENTS_SEEN = 512,		/* of hits that leave no row */

	/* time */
	AGE_MAX_DAYS = 7,		/* the outbox keeps leads so long */
	SESSION_IDLE_MINUTES = 30,
	SESSION_MAX_HOURS = 24,		/* who never stops begins anew */
	THANKS_MINUTES = 30,		/* a page thanks for a form so long */
	HOLD_SECONDS = 420,		/* seven minutes */
	COOKIE_DAYS = 365,
	HANDOVER_S = 60,		/* a click and a page, no shared link */
	SETTINGS_LOOK_MS = 1000,

	/* limiter (DESIGN 7) */
	HITS_PER_MINUTE = 100,
	LEADS_PER_HOUR = 20,		/* more wait for a person */
	LEADS_PER_PERSON = 5,		/* a day; more wait for a person */
	BROWSERS_PER_PERSON = 3,	/* a day; more are robots' */
	LEADS_FLOOD = 10,		/* times that: refused */
	LIMITER_SLOTS = 16 * 1024,	/* per counter: 128 KiB */
	TRUSTED_PROXIES_MAX = 64,

	/* store */
	CHECKPOINT_PAGES = 2000,	/* about 8 MB of write-ahead log */
	CHECKPOINT_PAGES_ONCE = 60,	/* CGI: each process reads it all */
	REJECTS_MAX = 100,		/* hits shown that were not stored */
	REJECT_DETAIL_MAX = 200,	/* two hosts of 80 bytes and words */
	PAGES_CACHED = 4096,		/* page ids the committer remembers */

	/* reports */
	REPORT_DAYS = 800,		/* 24 months and their year before */
	PERIOD_PARTS = REPORT_DAYS,	/* days, or 25 hours */
	REPORT_ROWS = 100,		/* a page of a table, unless asked */
	REPORT_ROWS_MAX = 1000,		/* half a MB of answer */
	CENSUS_MAX = 8 * 1024 * 1024,	/* visitors in a group: twice 64 MiB;
					   the deadline comes before */
	GLOSSARY_TEXTS = 32 * 1024,	/* names of forms, browsers, devices */
	GLOSSARY_BYTES = 4 * 1024 * 1024,
	AGENTS_NAMED = 64 * 1024,	/* agents a report remembers: 1 MiB */

	/* sync */
	CRM_ANSWER_MAX = 1024 * 1024,
	CRM_CONNECT_S = 5,
	CRM_TOTAL_S = 20,
	CRM_FIELD_MAX = 255,		/* varchar, in code points */
	CRM_TEXT_MAX = 65000,		/* text, in bytes: "65k", of what */
					/* they do not say */
	CRM_ARENA = 3 * 1024 * 1024,	/* an answer as tree and texts */
	CRM_VALUES_MAX = 20000,		/* of an answer; 500 custom fields of
					   a page of 30 persons stay below */
	CRM_BODY_MAX = 128 * 1024,	/* a PATCH; a record is 96 KiB */
	CRM_PAGES_MAX = 4,		/* of one search, 50 hits each */
	CRM_LIST_ROWS = 250,		/* of one page: 25 values a person */
	CRM_FIELD_PAGES = 8,		/* so many fields no plan allows */
	CRM_DICTIONARY_HOURS = 24,	/* fields change by hand, seldom */
	CRM_WINDOW_MS = 2000,		/* half of the smallest plan's burst: */
	CRM_WINDOW_SEARCHES = 4,	/* reference pipedrive 8 */
	CRM_WINDOW_CALLS = 8,
	BUDGET_FLOOR = 20,		/* percent of a company's day that is
					   never ours: reference pipedrive 8 */
	BUDGET_LIMIT_LEAST = 1000,	/* no plan has less in a day */
	BUDGET_LISTS = 1500,		/* tokens a day: one each 10 minutes */
	BUDGET_LIST_CALL = 10,
	BACKLOG_AFTER_MS = 15 * 60 * 1000,	/* due earlier than that */
	CLAIMS_TO_NEWEST = 5,		/* each fifth claim takes the newest */
	ROSTER_PAGES = 8,		/* of changed persons in one run */
	ROSTER_OVERLAP_MS = 20 * 60 * 1000,	/* hold, cron, index lag */
	SECRETS_MAX = 256,		/* sections: accounts, targets */
	SYNC_LOCK_WAIT_MS = 10 * 1000,	/* cron can wait for the collector */
	RUN_SOFT_S = 45,		/* no new claim after this */
	RUN_HARD_S = 300,		/* then the kernel ends it */
	SYNC_ARENA = 2 * 1024 * 1024,	/* one job: record thrice, tree, body,
					   long values */
	ATTEMPTS_MAX = 20,
	EXCERPT_MAX = 400,		/* of an answer, kept redacted */
	SUSPECT_DAYS = 30,		/* for somebody to release one */
	SUSPECTS_ERASED = 100		/* in a run: one short transaction */
};

#endif
