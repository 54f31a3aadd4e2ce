-- Version 4: the CRM, the newsletter, the webhook.  Never changed once released.
ALTER TABLE crm_accounts ADD COLUMN dictionary_read INTEGER;
ALTER TABLE projects ADD COLUMN weak_match TEXT NOT NULL DEFAULT 'review';
ALTER TABLE projects ADD COLUMN wait_days INTEGER NOT NULL DEFAULT 30;
ALTER TABLE projects ADD COLUMN keep_back INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN newsletter_param TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN newsletter_dates TEXT NOT NULL
	DEFAULT 'wedding_date event_date date';
ALTER TABLE submissions ADD COLUMN kind TEXT NOT NULL DEFAULT 'lead';
ALTER TABLE sync_jobs ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_attempts ADD COLUMN written TEXT;

CREATE TABLE crm_dictionary (
	account_id INTEGER NOT NULL REFERENCES crm_accounts(id),
	crm_key TEXT NOT NULL CHECK (length(crm_key) = 40),
	name TEXT NOT NULL,
	crm_type TEXT NOT NULL,
	options TEXT,
	PRIMARY KEY (account_id, crm_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE crm_budgets (
	account_id INTEGER PRIMARY KEY REFERENCES crm_accounts(id),
	day INTEGER NOT NULL,
	tokens INTEGER NOT NULL,
	list_tokens INTEGER NOT NULL,
	day_limit INTEGER,
	day_left INTEGER,
	list_due INTEGER NOT NULL DEFAULT 0,
	list_since INTEGER NOT NULL DEFAULT 0
) STRICT;

-- walls stand before a target and its owner now; they are rebuilt when needed
DROP TABLE breakers;
CREATE TABLE breakers (
	target TEXT NOT NULL,
	owner_id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name IN ('transport', 'auth', 'budget', 'blocked')),
	state TEXT NOT NULL CHECK (state IN ('closed', 'open', 'half_open')),
	reason TEXT,
	failures INTEGER NOT NULL DEFAULT 0,
	opens INTEGER NOT NULL DEFAULT 0,
	opened INTEGER,
	open_until INTEGER,
	PRIMARY KEY (target, owner_id, name)
) STRICT, WITHOUT ROWID;

DROP VIEW leads;
CREATE VIEW leads AS
SELECT s.id, p.public_id AS pixel_id, s.received, s.form_state, s.email, s.phone,
	s.first_name, s.last_name, j.target, j.state, j.reason, j.person_id, j.due
FROM submissions s
JOIN pixels p ON p.id = s.pixel_id
LEFT JOIN sync_jobs j ON j.submission_id = s.id
WHERE s.kind = 'lead';
