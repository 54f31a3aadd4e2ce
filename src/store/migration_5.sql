-- Version 5: a visit knows how many hits it has.  Never changed once released.
ALTER TABLE sessions ADD COLUMN events INTEGER NOT NULL DEFAULT 0;

-- by the index alone, both in the order of visits
UPDATE sessions SET events = (SELECT count(*) FROM tracking_events e
	WHERE e.session_id = sessions.id);
