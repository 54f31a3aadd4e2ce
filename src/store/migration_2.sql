-- Version 2: where from, who, with what.  Never changed once released.
ALTER TABLE settings ADD COLUMN campaign_names INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN dnt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN custom_params TEXT NOT NULL DEFAULT '';
ALTER TABLE projects ADD COLUMN store_fields TEXT NOT NULL DEFAULT '';
ALTER TABLE pages ADD COLUMN project_id INTEGER;
ALTER TABLE agents ADD COLUMN hints TEXT;
ALTER TABLE touches ADD COLUMN gclsrc TEXT;
ALTER TABLE touches ADD COLUMN gad_source TEXT;
ALTER TABLE touches ADD COLUMN gad_campaignid TEXT;
ALTER TABLE touches ADD COLUMN rdt_cid TEXT;
ALTER TABLE touches ADD COLUMN epik TEXT;
ALTER TABLE touches ADD COLUMN qclid TEXT;
ALTER TABLE submissions ADD COLUMN cookies TEXT;
ALTER TABLE submissions ADD COLUMN no_history TEXT;
CREATE INDEX agents_classified ON agents(classified);

CREATE TABLE forms (
	id INTEGER PRIMARY KEY,
	pixel_id INTEGER NOT NULL REFERENCES pixels(id),
	key TEXT NOT NULL,
	first_seen INTEGER NOT NULL,
	last_seen INTEGER NOT NULL,
	submissions INTEGER NOT NULL DEFAULT 0,
	treated TEXT NOT NULL DEFAULT 'auto',
	UNIQUE (pixel_id, key)
) STRICT;

CREATE TABLE campaign_names (
	project_id INTEGER NOT NULL REFERENCES projects(id),
	campaign_id TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (project_id, campaign_id)
) STRICT, WITHOUT ROWID;

-- a visitor belongs to a project: that of the first visit
UPDATE visitors SET token = CAST(token || coalesce((SELECT p.project_id
	FROM sessions s JOIN pixels p ON p.id = s.pixel_id
	WHERE s.visitor_id = visitors.id ORDER BY s.id LIMIT 1), 0) AS BLOB);
