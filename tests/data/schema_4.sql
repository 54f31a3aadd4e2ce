-- leadpixel's data: this file is its manual and, embedded, what creates it.
--
-- Times are milliseconds since 1970 UTC.  Ids of hits, leads and visitors are
-- 16 bytes (UUIDv7 layout; order is never trusted as time).  Absence is NULL,
-- never a word such as "none".  What was sent and what we derived from it
-- never share a column.  The version is PRAGMA user_version; changes to a
-- database in use are the ordered steps of src/store/schema.c.

-- One row: what is asked once a second or by every program.
CREATE TABLE settings (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	settings_version INTEGER NOT NULL DEFAULT 1, -- up with each change of projects or pixels
	pages_epoch INTEGER NOT NULL DEFAULT 1,      -- up when dictionary rows were removed
	probes INTEGER NOT NULL DEFAULT 0,           -- health writes here
	person_key_secret BLOB NOT NULL,             -- 32 bytes; ties leads of one e-mail
	link_secret BLOB NOT NULL,                   -- 32 bytes; signs what we hand to browsers
	campaign_names INTEGER NOT NULL DEFAULT 0    -- 1: there are some, so look
) STRICT;

-- One Pipedrive company.  Its token lives in the secrets file, never here.
CREATE TABLE crm_accounts (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,                   -- the section in the secrets file
	company_domain TEXT NOT NULL,                -- "acme" of https://acme.pipedrive.com
	created INTEGER NOT NULL,
	dictionary_read INTEGER                      -- when crm_dictionary was; NULL = never
) STRICT;

-- The custom person fields of an account, as read last: what values they take.
CREATE TABLE crm_dictionary (
	account_id INTEGER NOT NULL REFERENCES crm_accounts(id),
	crm_key TEXT NOT NULL CHECK (length(crm_key) = 40),
	name TEXT NOT NULL,                          -- what people see; not unique
	crm_type TEXT NOT NULL,                      -- field_type of personFields
	options TEXT,                                -- enum, set: JSON list of {id, label}
	PRIMARY KEY (account_id, crm_key)
) STRICT, WITHOUT ROWID;

-- What an account's calls have cost, and when its list of changed persons is
-- due: one row an account that was called.
CREATE TABLE crm_budgets (
	account_id INTEGER PRIMARY KEY REFERENCES crm_accounts(id),
	day INTEGER NOT NULL,                        -- days since 1970 UTC, of the two below
	tokens INTEGER NOT NULL,                     -- spent by us, lists included
	list_tokens INTEGER NOT NULL,                -- of those, by lists
	day_limit INTEGER,                           -- of the whole company, if Pipedrive said so
	day_left INTEGER,                            -- of that, as said last this day
	list_due INTEGER NOT NULL DEFAULT 0,
	list_since INTEGER NOT NULL DEFAULT 0        -- persons changed before are known
) STRICT;

-- What goes where in that account: our name of a value to a person field.
CREATE TABLE crm_fields (
	account_id INTEGER NOT NULL REFERENCES crm_accounts(id),
	name TEXT NOT NULL,                          -- a name of lead.c's table, "last_source"
	crm_key TEXT NOT NULL CHECK (length(crm_key) = 40),
	crm_type TEXT NOT NULL,                      -- field_type of personFields
	policy TEXT NOT NULL CHECK (policy IN ('always', 'if_empty')),
	map_version INTEGER NOT NULL DEFAULT 1,      -- noted on each attempt
	PRIMARY KEY (account_id, name),
	UNIQUE (account_id, crm_key)                 -- two values in one field: incident I13
) STRICT, WITHOUT ROWID;

-- A wall between us and whoever does not answer; kept across runs.
CREATE TABLE breakers (
	target TEXT NOT NULL,                        -- as in sync_jobs
	owner_id INTEGER NOT NULL,                   -- pipedrive: crm_accounts.id; others: projects.id
	name TEXT NOT NULL CHECK (name IN ('transport', 'auth', 'budget', 'blocked')),
	state TEXT NOT NULL CHECK (state IN ('closed', 'open', 'half_open')),
	reason TEXT,
	failures INTEGER NOT NULL DEFAULT 0,
	opens INTEGER NOT NULL DEFAULT 0,
	opened INTEGER,
	open_until INTEGER,
	PRIMARY KEY (target, owner_id, name)
) STRICT, WITHOUT ROWID;

-- A client or brand: one CRM account, one set of rules.
CREATE TABLE projects (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	account_id INTEGER REFERENCES crm_accounts(id),
	crm TEXT NOT NULL DEFAULT 'off' CHECK (crm IN ('off', 'watch', 'on')),
	newsletter TEXT NOT NULL DEFAULT 'off',      -- off | all_forms | opt_in:FIELD
	newsletter_url TEXT,
	webhook_url TEXT,
	privacy TEXT NOT NULL CHECK (privacy IN ('identified', 'consent', 'anonymous')),
	ip_policy TEXT NOT NULL DEFAULT 'masked' CHECK (ip_policy IN ('none', 'masked', 'full')),
	time_zone TEXT NOT NULL DEFAULT 'UTC',       -- IANA name, for texts and reports
	retention_days INTEGER NOT NULL DEFAULT 180 CHECK (retention_days BETWEEN 1 AND 3650),
	hold_seconds INTEGER NOT NULL DEFAULT 420 CHECK (hold_seconds BETWEEN 0 AND 86400),
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	created INTEGER NOT NULL,
	dnt INTEGER NOT NULL DEFAULT 0,              -- 1: "DNT: 1" counts as a refusal too
	custom_params TEXT NOT NULL DEFAULT '',      -- blank-separated names of own parameters
	store_fields TEXT NOT NULL DEFAULT '',       -- blank-separated names of what of a form is kept; '' = all
	thank_you TEXT NOT NULL DEFAULT '',          -- blank-separated paths of pages that follow a form that was taken
	weak_match TEXT NOT NULL DEFAULT 'review',   -- write: one namesake without another e-mail is the person
	wait_days INTEGER NOT NULL DEFAULT 30,       -- for the person of a lead to appear in the CRM
	keep_back INTEGER NOT NULL DEFAULT 0,        -- 1: a lead without consent does not go to the CRM
	newsletter_param TEXT NOT NULL DEFAULT '',   -- an address with it and an e-mail signs up; '' = none does
	newsletter_dates TEXT NOT NULL DEFAULT 'wedding_date event_date date' -- blank-separated names of fields
) STRICT;
CREATE UNIQUE INDEX projects_name ON projects(name, CASE active WHEN 1 THEN 0 ELSE id END);

-- A site's script tag.
CREATE TABLE pixels (
	id INTEGER PRIMARY KEY,
	public_id TEXT NOT NULL UNIQUE,              -- 8-64 of A-Z a-z 0-9 - _
	project_id INTEGER NOT NULL REFERENCES projects(id),
	name TEXT NOT NULL,
	website TEXT,
	allowed_hosts TEXT NOT NULL DEFAULT '',      -- blank-separated, sub-domains included; '' = any
	active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	created INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pixels_name ON pixels(project_id, name, CASE active WHEN 1 THEN 0 ELSE id END);

-- A browser, as one project knows it.  Never merged: people are tied by the
-- person key of their leads.
CREATE TABLE visitors (
	id INTEGER PRIMARY KEY,
	token BLOB NOT NULL UNIQUE,                  -- 16 bytes, in the cookie; then projects.id in digits
	first_seen INTEGER NOT NULL,                 -- occurred, the earliest
	last_seen INTEGER NOT NULL,                  -- occurred, the latest
	visits INTEGER NOT NULL DEFAULT 1,           -- sessions, not hits
	first_touch INTEGER,                         -- touches.id; by time occurred
	last_touch INTEGER,
	last_nondirect_touch INTEGER
) STRICT;

-- Page addresses without query and fragment, one row each.
-- No foreign key points here: old ones go by last_used_day, and the epoch in
-- settings tells caches.
CREATE TABLE pages (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	hash BLOB NOT NULL UNIQUE,                   -- 16 bytes of SHA-256 of project and url
	url TEXT NOT NULL,
	title TEXT,
	last_used_day INTEGER NOT NULL,              -- days since 1970
	project_id INTEGER                           -- whose page: a title is no other project's to change
) STRICT;

-- User agents, classified once each: a row for each agent with each set of
-- hints.  The collector says robot or not (device), leadpixel-sync the rest.
CREATE TABLE agents (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	hash BLOB NOT NULL UNIQUE,                   -- 16 bytes of SHA-256 of user_agent [newline hints]
	user_agent TEXT NOT NULL,
	browser TEXT, browser_version TEXT, os TEXT, os_version TEXT,
	device TEXT,                                 -- desktop, mobile, tablet, tv, bot
	classified INTEGER NOT NULL DEFAULT 0,       -- version of the tables that did it
	last_used_day INTEGER NOT NULL,
	hints TEXT                                   -- client hints, "Microsoft Edge/124|Windows/15|0|"
) STRICT;
CREATE INDEX agents_classified ON agents(classified);

-- Report dimensions as small ids: a source, a campaign, a country, a host.
CREATE TABLE words (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	word TEXT NOT NULL UNIQUE
) STRICT;

-- A visit: hits of a visitor on a pixel without 30 minutes of silence.
-- Reports read this table by (pixel, started) and no other.
CREATE TABLE sessions (
	id INTEGER PRIMARY KEY,
	visitor_id INTEGER NOT NULL REFERENCES visitors(id),
	pixel_id INTEGER NOT NULL REFERENCES pixels(id),
	started INTEGER NOT NULL,                    -- occurred, the earliest
	last_activity INTEGER NOT NULL,              -- occurred, the latest
	page_views INTEGER NOT NULL DEFAULT 0,
	leads INTEGER NOT NULL DEFAULT 0,
	touch_id INTEGER,                            -- how this visit came; NULL = direct
	channel INTEGER, source INTEGER, medium INTEGER, campaign INTEGER, term INTEGER, -- words
	landing_page INTEGER, exit_page INTEGER,     -- pages
	referrer_host INTEGER,                       -- words
	agent_id INTEGER,
	country INTEGER, region INTEGER, city INTEGER, -- words; ISO 3166-1 alpha-2, names
	first_channel INTEGER, first_source INTEGER, first_medium INTEGER,
	first_campaign INTEGER, first_term INTEGER,
	first_landing_page INTEGER, first_referrer_host INTEGER,
	ip TEXT                                      -- by the project's policy
) STRICT;
-- by what hardly ever changes: a hit moves last_activity and no index
CREATE INDEX sessions_visitor ON sessions(visitor_id, pixel_id, started);
CREATE INDEX sessions_started ON sessions(pixel_id, started);

-- Page views per page and hour, kept by the committer.
CREATE TABLE page_hours (
	pixel_id INTEGER NOT NULL,
	hour INTEGER NOT NULL,                       -- hours since 1970, of occurred
	page_id INTEGER NOT NULL,
	views INTEGER NOT NULL,
	sessions INTEGER NOT NULL,                   -- sessions that began a view of it
	PRIMARY KEY (pixel_id, hour, page_id)
) STRICT, WITHOUT ROWID;

-- Where a visit came from: one row a visit with a signal (campaign parameter,
-- click id, outside referrer), whole, never mixed from two.
CREATE TABLE touches (
	id INTEGER PRIMARY KEY,
	visitor_id INTEGER NOT NULL REFERENCES visitors(id),
	landed INTEGER NOT NULL,                     -- the browser's stamp of the landing: names the visit
	occurred INTEGER NOT NULL,                   -- our clock
	landing_url TEXT NOT NULL,
	referrer TEXT,
	utm_source TEXT, utm_medium TEXT, utm_campaign TEXT, utm_content TEXT,
	utm_term TEXT, utm_id TEXT, utm_source_platform TEXT,
	utm_creative_format TEXT, utm_marketing_tactic TEXT,
	gclid TEXT, gbraid TEXT, wbraid TEXT, dclid TEXT, fbclid TEXT, msclkid TEXT,
	ttclid TEXT, twclid TEXT, li_fat_id TEXT, sc_click_id TEXT,
	campaign_region TEXT, ad_group TEXT, ad_id TEXT, search_query TEXT,
	other TEXT,                                  -- JSON: further ids, the project's own parameters
	source TEXT NOT NULL, medium TEXT NOT NULL, campaign TEXT, channel TEXT NOT NULL,
	rule TEXT NOT NULL,                          -- which rule derived the line above: src/domain/origin.h
	gclsrc TEXT, gad_source TEXT, gad_campaignid TEXT,
	rdt_cid TEXT, epik TEXT, qclid TEXT,
	UNIQUE (visitor_id, landed)
) STRICT;

-- One row a hit.  Ids leave to archives, so they are never given twice.
CREATE TABLE tracking_events (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	hit_id BLOB NOT NULL UNIQUE,                 -- 16 bytes; a retry meets itself here
	session_id INTEGER NOT NULL,
	page_id INTEGER NOT NULL,
	referrer_page_id INTEGER,                    -- the page before, on the same site
	type TEXT,                                   -- NULL = pageview; form_submit; own names
	occurred INTEGER NOT NULL,
	received INTEGER NOT NULL,
	viewport INTEGER, screen INTEGER,            -- width * 65536 + height
	props TEXT,                                  -- JSON object, only what was sent
	touch_id INTEGER
) STRICT;
CREATE INDEX events_session ON tracking_events(session_id);

-- A form somebody sent with a way to reach them: a lead.  Several messages
-- of one lead_id make one row.
CREATE TABLE submissions (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	lead_id BLOB NOT NULL,                       -- 16 bytes, made by the script
	pixel_id INTEGER NOT NULL REFERENCES pixels(id),
	event_id INTEGER NOT NULL,                   -- the first message's hit
	visitor_id INTEGER NOT NULL,
	session_id INTEGER NOT NULL,
	occurred INTEGER NOT NULL,
	received INTEGER NOT NULL,
	form_id TEXT, form_name TEXT,
	form_state TEXT NOT NULL CHECK (form_state IN ('attempted', 'failed', 'confirmed')),
	fields TEXT NOT NULL,                        -- JSON list of {name, type, label, value}
	truncated INTEGER NOT NULL DEFAULT 0,
	email TEXT, phone TEXT, first_name TEXT, last_name TEXT,
	person_key BLOB,                             -- HMAC of the folded e-mail; NULL without one
	first_touch INTEGER, last_touch INTEGER, last_nondirect_touch INTEGER,
	journey TEXT NOT NULL DEFAULT '[]',          -- JSON list of touch ids, oldest first, up to 20
	consent INTEGER,                             -- 1 given, 0 refused, NULL not asked
	test INTEGER NOT NULL DEFAULT 0,
	record TEXT NOT NULL,                        -- the frozen record: our names, raw values, JSON
	record_hash BLOB NOT NULL,                   -- SHA-256 of record
	record_complete INTEGER NOT NULL DEFAULT 0,  -- 1 once the job left `held`
	cookies TEXT,                                -- JSON: what ad platforms keep in the browser
	no_history TEXT,                             -- why only its own page is known: gpc, anonymous, refused, not_given
	company TEXT,
	kind TEXT NOT NULL DEFAULT 'lead',           -- lead; signup: an address signed up to the newsletter, no lead
	UNIQUE (pixel_id, lead_id)
) STRICT;
CREATE INDEX submissions_received ON submissions(pixel_id, received);
CREATE INDEX submissions_person ON submissions(person_key) WHERE person_key IS NOT NULL;

-- Every form seen; by hand one can say what its submissions are.
CREATE TABLE forms (
	id INTEGER PRIMARY KEY,
	pixel_id INTEGER NOT NULL REFERENCES pixels(id),
	key TEXT NOT NULL,                           -- its id, else its name, else its page's path
	first_seen INTEGER NOT NULL,
	last_seen INTEGER NOT NULL,
	submissions INTEGER NOT NULL DEFAULT 0,      -- leads and other submissions
	treated TEXT NOT NULL DEFAULT 'auto',        -- auto, lead, event
	UNIQUE (pixel_id, key)
) STRICT;

-- What the ad platforms call a campaign that addresses only number.
CREATE TABLE campaign_names (
	project_id INTEGER NOT NULL REFERENCES projects(id),
	campaign_id TEXT NOT NULL,                   -- as it stands in utm_campaign, utm_id or gad_campaignid
	name TEXT NOT NULL,
	PRIMARY KEY (project_id, campaign_id)
) STRICT, WITHOUT ROWID;

-- One delivery of a lead to one target; in exactly one state at every moment.
CREATE TABLE sync_jobs (
	id INTEGER PRIMARY KEY,
	submission_id INTEGER NOT NULL REFERENCES submissions(id),
	target TEXT NOT NULL CHECK (target IN ('pipedrive', 'newsletter', 'webhook')),
	account_id INTEGER,                          -- crm_accounts.id of target pipedrive
	person_key BLOB,                             -- copied: order per person without a join
	state TEXT NOT NULL CHECK (state IN ('held', 'ready', 'sending', 'retry', 'unsure',
		'waiting', 'review', 'suspect', 'synced', 'unchanged', 'not_found', 'failed',
		'skipped', 'cancelled', 'erased')),
	reason TEXT,                                 -- crm_off, watch, no_contact, test, spam, consent, form_failed ...
	attempts INTEGER NOT NULL DEFAULT 0,         -- that counted against the lead
	throttles INTEGER NOT NULL DEFAULT 0,        -- that did not
	due INTEGER NOT NULL,
	run_id INTEGER,                              -- sync_runs.id that holds it while sending
	created INTEGER NOT NULL,
	finished INTEGER,                            -- when it became terminal
	person_id INTEGER,                           -- in the CRM
	match_method TEXT,
	candidates TEXT,                             -- JSON, for review
	last_class TEXT, last_error TEXT,
	replays INTEGER NOT NULL DEFAULT 0,
	looks INTEGER NOT NULL DEFAULT 0,            -- searches that found nobody
	UNIQUE (submission_id, target),
	CHECK ((state = 'sending') = (run_id IS NOT NULL)),
	CHECK ((state IN ('synced', 'unchanged', 'not_found', 'failed', 'skipped', 'cancelled', 'erased'))
		= (finished IS NOT NULL))
) STRICT;
CREATE INDEX jobs_due ON sync_jobs(due, id) WHERE state IN ('held', 'ready', 'retry', 'unsure', 'waiting');
CREATE INDEX jobs_state ON sync_jobs(state, id);
CREATE INDEX jobs_person ON sync_jobs(person_key, target, id)
	WHERE person_key IS NOT NULL AND finished IS NULL;

-- One row a call to a target: written and committed before the request, its
-- outcome after it.  A row without an end means: sent, outcome unknown.
CREATE TABLE sync_attempts (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	job_id INTEGER NOT NULL REFERENCES sync_jobs(id),
	run_id INTEGER NOT NULL,
	operation TEXT NOT NULL,                     -- search, get, patch, post
	started INTEGER NOT NULL,
	ended INTEGER,
	http INTEGER,                                -- status, 0 = no answer
	class TEXT,                                  -- ok, not_sent, unsure, throttled, auth ...
	correlation_id TEXT,
	tokens INTEGER,
	map_version INTEGER,
	body_hash BLOB,
	before_values TEXT,                          -- JSON: what the fields held, for undo
	excerpt TEXT,                                -- redacted
	written TEXT                                 -- JSON: what the fields were given, for undo
) STRICT;
CREATE INDEX attempts_job ON sync_attempts(job_id, id);

-- The newest lead applied to a person: an older one never replaces its values.
CREATE TABLE crm_persons (
	account_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	newest_applied INTEGER NOT NULL,             -- submissions.received
	submission_id INTEGER NOT NULL,
	PRIMARY KEY (account_id, person_id)
) STRICT, WITHOUT ROWID;

-- One row a run of leadpixel-sync.
CREATE TABLE sync_runs (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	pid INTEGER NOT NULL,
	started INTEGER NOT NULL,
	ended INTEGER,
	exit_reason TEXT,
	claimed INTEGER NOT NULL DEFAULT 0,
	applied INTEGER NOT NULL DEFAULT 0,
	failed INTEGER NOT NULL DEFAULT 0,
	calls INTEGER NOT NULL DEFAULT 0,
	tokens INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every answered hit by pixel (0 = unknown), day and verdict.
CREATE TABLE verdict_counts (
	pixel_id INTEGER NOT NULL,
	day INTEGER NOT NULL,                        -- days since 1970, UTC
	verdict TEXT NOT NULL,
	hits INTEGER NOT NULL,
	PRIMARY KEY (pixel_id, day, verdict)
) STRICT, WITHOUT ROWID;

-- The newest 100 hits that were not stored, redacted: who looks for a hit
-- that is missing finds its verdict here.
CREATE TABLE rejects (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	pixel TEXT,                                  -- as sent, if it had a pixel id's shape
	received INTEGER NOT NULL,
	verdict TEXT NOT NULL,
	detail TEXT                                  -- the field, the hosts, the agent; nothing personal
) STRICT;

-- Keys of the API: shown once when made, kept as a digest.
CREATE TABLE api_keys (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	key_hash BLOB NOT NULL UNIQUE,               -- SHA-256
	role TEXT NOT NULL CHECK (role IN ('read', 'manage')),
	project_id INTEGER REFERENCES projects(id),  -- NULL = all
	created INTEGER NOT NULL,
	last_used INTEGER,
	revoked INTEGER
) STRICT;

-- A browser logged in to the dashboard.
CREATE TABLE dashboard_sessions (
	id_hash BLOB PRIMARY KEY,
	key_id INTEGER NOT NULL REFERENCES api_keys(id),
	created INTEGER NOT NULL,
	last_used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who replayed, erased or changed what.
CREATE TABLE audit_log (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,                         -- "cli:root", "key:3"
	action TEXT NOT NULL,
	subject TEXT,
	detail TEXT
) STRICT;

-- The original's words for ad-hoc SQL: one line a hit.
CREATE VIEW hits AS
SELECT e.id, coalesce(e.type, 'pageview') AS event_type, p.public_id AS pixel_id,
	pg.url AS page_url, pg.title AS page_title, e.occurred, e.received,
	s.id AS session_id, s.visitor_id, t.utm_source, t.utm_medium, t.utm_campaign,
	t.utm_content, t.utm_term, t.source, t.medium, t.campaign, t.channel
FROM tracking_events e
JOIN sessions s ON s.id = e.session_id
JOIN pixels p ON p.id = s.pixel_id
LEFT JOIN pages pg ON pg.id = e.page_id
LEFT JOIN touches t ON t.id = coalesce(e.touch_id, s.touch_id);

-- One line a lead and target, with the state people ask for.
CREATE VIEW leads AS
SELECT s.id, p.public_id AS pixel_id, s.received, s.form_state, s.email, s.phone,
	s.first_name, s.last_name, j.target, j.state, j.reason, j.person_id, j.due
FROM submissions s
JOIN pixels p ON p.id = s.pixel_id
LEFT JOIN sync_jobs j ON j.submission_id = s.id
WHERE s.kind = 'lead';
