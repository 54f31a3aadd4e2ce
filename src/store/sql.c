#include "sql.h"

/*
 * Due jobs of an owner, and of those the ones that may be claimed.  Without
 * the hint SQLite reads and sorts all that is open, held ones included.  A
 * held job whose minutes are over counts as ready.  What belongs to the older
 * job that holds back begins with o: of a project that is off it holds none.
 */
#define DUE_JOBS \
	"SELECT j.id, j.submission_id, j.state, j.attempts, j.throttles," \
	" j.created, j.due, 0, j.looks, j.person_id, j.match_method" \
	" FROM sync_jobs j INDEXED BY jobs_due" \
	" JOIN submissions s ON s.id = j.submission_id" \
	" JOIN pixels p ON p.id = s.pixel_id" \
	" JOIN projects r ON r.id = p.project_id" \
	" WHERE j.state IN ('held', 'ready', 'retry', 'unsure'," \
	" 'waiting') AND j.target = ? AND j.due <= ?" \
	" AND CASE j.target WHEN 'pipedrive'" \
	" THEN coalesce(j.account_id, r.account_id, 0)" \
	" ELSE r.id END = ?"
#define CLAIMABLE \
	" AND j.due >= ? AND j.created + r.hold_seconds * 1000 >= ?" \
	" AND (? = 0 OR r.active = 0" \
	" OR (j.target = 'pipedrive' AND r.crm = 'off'))" \
	" AND NOT EXISTS (SELECT 1 FROM sync_jobs o" \
	" JOIN submissions os ON os.id = o.submission_id" \
	" JOIN pixels op ON op.id = os.pixel_id" \
	" JOIN projects opr ON opr.id = op.project_id" \
	" WHERE o.person_key = j.person_key AND o.target = j.target" \
	" AND (o.target <> 'pipedrive'" \
	" OR (opr.active = 1 AND opr.crm <> 'off'))" \
	" AND o.id < j.id AND o.finished IS NULL" \
	" AND coalesce(o.account_id, 0) = coalesce(j.account_id, 0)" \
	" AND (o.state IN ('sending', 'retry', 'unsure')" \
	" OR (o.state IN ('held', 'ready') AND o.due <= ?)))"

/*
 * The one dimension of a visit that is asked for (?4, in the order of
 * dimension.h), and what it must be: ?6 to ?13, NULL = anything, 0 = absent,
 * not looked at where ?5 is 0.  `touch` is "" or "first_": how this visit
 * came, or how its visitor first did.  One column and not all is a quarter of
 * the time, measured.
 */
#define REPORT_COLUMN(touch) \
	" CASE ?4 WHEN 0 THEN v." touch "channel" \
	" WHEN 1 THEN v." touch "source WHEN 2 THEN v." touch "medium" \
	" WHEN 3 THEN v." touch "campaign WHEN 4 THEN v." touch "term" \
	" WHEN 5 THEN v." touch "landing_page" \
	" WHEN 6 THEN v." touch "referrer_host WHEN 7 THEN v.country END," \
	" v.agent_id"
#define REPORT_FILTERS(touch) \
	" AND (?5 = 0 OR (" \
	"(?6 IS NULL OR coalesce(v." touch "channel, 0) = ?6)" \
	" AND (?7 IS NULL OR coalesce(v." touch "source, 0) = ?7)" \
	" AND (?8 IS NULL OR coalesce(v." touch "medium, 0) = ?8)" \
	" AND (?9 IS NULL OR coalesce(v." touch "campaign, 0) = ?9)" \
	" AND (?10 IS NULL OR coalesce(v." touch "term, 0) = ?10)" \
	" AND (?11 IS NULL OR coalesce(v." touch "landing_page, 0) = ?11)" \
	" AND (?12 IS NULL OR coalesce(v." touch "referrer_host, 0) = ?12)" \
	" AND (?13 IS NULL OR coalesce(v.country, 0) = ?13)))"
#define REPORT_SESSIONS(touch) \
	"SELECT v.started, " REPORT_COLUMN(touch) ", v.visitor_id," \
	" v.page_views FROM sessions v INDEXED BY sessions_started" \
	" WHERE v.pixel_id = ?1 AND v.started >= ?2 AND v.started < ?3" \
	REPORT_FILTERS(touch)
/* leads that count: see screening_counts, and what became of suspects */
#define REPORT_LEADS(touch) \
	"SELECT s.received, " REPORT_COLUMN(touch) "," \
	" j.state IN ('synced', 'unchanged')," \
	" coalesce(s.form_name, s.form_id)" \
	" FROM submissions s INDEXED BY submissions_received" \
	" LEFT JOIN sessions v ON v.id = s.session_id" \
	" LEFT JOIN sync_jobs j ON j.submission_id = s.id" \
	" AND j.target = 'pipedrive'" \
	" WHERE s.pixel_id = ?1 AND s.received >= ?2 AND s.received < ?3" \
	" AND s.test = 0 AND s.kind = 'lead'" \
	" AND coalesce(j.state, '') <> 'suspect'" \
	" AND NOT (coalesce(j.state, '') IN ('skipped', 'erased')" \
	" AND coalesce(j.reason, '') IN ('spam', 'suspect'))" \
	REPORT_FILTERS(touch)

/*
 * A lead in a list, of submissions s and its delivery j: to the CRM, of a
 * sign-up to the newsletter.  LINE_JOINS follows where both are named.
 */
#define LEAD_LINE \
	"SELECT s.id, s.received, s.occurred, s.test, s.email, s.phone," \
	" s.first_name, s.last_name, s.form_id, s.form_name," \
	" s.form_state, r.id, r.name, r.time_zone, p.public_id, p.name," \
	" f.source, f.medium, f.campaign, f.channel," \
	" t.source, t.medium, t.campaign, t.channel," \
	" j.id, j.target, j.state, j.reason, j.due, j.finished," \
	" j.person_id, j.attempts, j.last_class, j.candidates," \
	" a.company_domain"
#define LINE_TARGET \
	" j.target = CASE s.kind WHEN 'lead' THEN 'pipedrive'" \
	" ELSE 'newsletter' END"
#define SIEVE_IN_STATE \
	"SELECT y.id FROM sync_jobs y CROSS JOIN submissions x" \
	" ON x.id = y.submission_id AND x.kind = ?" \
	" WHERE y.state = ? AND y.target = ? AND y.id < ?" \
	" ORDER BY y.id DESC LIMIT ?"
#define LINE_JOB \
	" LEFT JOIN sync_jobs j ON j.submission_id = s.id AND" LINE_TARGET
#define LINE_JOINS \
	" JOIN pixels p ON p.id = s.pixel_id" \
	" JOIN projects r ON r.id = p.project_id" \
	" LEFT JOIN touches f ON f.id = s.first_touch" \
	" LEFT JOIN touches t ON t.id = s.last_touch" \
	" LEFT JOIN crm_accounts a ON a.id = j.account_id"

/* in the order of click_ids in lead_value.c */
#define CLICK_OF(touch) \
	"coalesce(" touch ".gclid, " touch ".gbraid, " touch ".wbraid, " \
	touch ".fbclid, " touch ".msclkid, " touch ".ttclid, " \
	touch ".twclid, " touch ".li_fat_id, " touch ".sc_click_id)"

/*
 * Kept to what SQLite and MariaDB both understand where they can: plain "?"
 * marks, no RETURNING on updates, no FILTER (DESIGN 17).
 */
const char *const sql_texts[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_SAVE_POINT] = "SAVEPOINT hit",
	[SQL_RELEASE] = "RELEASE hit",
	[SQL_UNDO] = "ROLLBACK TO hit",

	[SQL_SETTINGS_READ] =
	    "SELECT settings_version, pages_epoch, person_key_secret,"
	    " link_secret, campaign_names FROM settings WHERE id = 1",
	[SQL_SETTINGS_MADE] =
	    "INSERT INTO settings (id, person_key_secret, link_secret)"
	    " VALUES (1, ?, ?)",
	[SQL_SETTINGS_CHANGED] =
	    "UPDATE settings SET settings_version = settings_version + 1,"
	    " campaign_names = EXISTS (SELECT 1 FROM campaign_names)"
	    " WHERE id = 1 /*scan*/",
	/* every pixel, inactive ones too: their verdict has its own name */
	[SQL_PIXELS_ALL] =
	    "SELECT p.id, p.public_id, p.allowed_hosts,"
	    " p.active AND r.active, r.id, r.crm, r.account_id, r.privacy,"
	    " r.ip_policy, r.hold_seconds, r.dnt, r.custom_params,"
	    " r.store_fields, p.website, r.thank_you, r.newsletter,"
	    " r.newsletter_param, r.newsletter_dates,"
	    " r.webhook_url IS NOT NULL"
	    " FROM pixels p JOIN projects r ON r.id = p.project_id"
	    " ORDER BY p.public_id /*scan*/",

	/* a changed row, or SQLite would not go to the disk (measured) */
	[SQL_PROBE] =
	    "UPDATE settings SET probes = probes + 1 WHERE id = 1",

	[SQL_VISITOR_FIND] =
	    "SELECT id, first_seen, last_seen, first_touch, last_touch,"
	    " last_nondirect_touch FROM visitors WHERE token = ?",
	[SQL_VISITOR_ADD] =
	    "INSERT INTO visitors (token, first_seen, last_seen, visits)"
	    " VALUES (?, ?, ?, 0)",
	[SQL_VISITOR_SEEN] =
	    "UPDATE visitors SET last_seen = ? WHERE id = ?",
	[SQL_VISITOR_SAVE] =
	    "UPDATE visitors SET first_seen = ?, last_seen = ?,"
	    " visits = visits + ?, first_touch = ?, last_touch = ?,"
	    " last_nondirect_touch = ? WHERE id = ?",

	/* the visit that covers a moment, half an hour at both ends */
	[SQL_SESSION_FIND] =
	    "SELECT id, started, last_activity, page_views, touch_id,"
	    " exit_page FROM sessions WHERE visitor_id = ? AND pixel_id = ?"
	    " AND started BETWEEN ? AND ? AND last_activity >= ?"
	    " ORDER BY started DESC LIMIT 1",
	[SQL_SESSION_ADD] =
	    "INSERT INTO sessions (visitor_id, pixel_id, started,"
	    " last_activity, page_views, landing_page, exit_page, agent_id,"
	    " ip, touch_id, channel, source, medium, campaign, term,"
	    " referrer_host, first_channel, first_source, first_medium,"
	    " first_campaign, first_term, first_referrer_host,"
	    " first_landing_page, country, region, city, events)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?, ?, ?, ?, ?, ?, ?, 1)",
	[SQL_SESSION_HIT] =
	    "UPDATE sessions SET last_activity = ?, page_views = ?,"
	    " exit_page = ?, events = events + 1 WHERE id = ?",
	[SQL_SESSION_EARLIER] =
	    "UPDATE sessions SET started = ? WHERE id = ?",
	[SQL_SESSION_CAME] =
	    "UPDATE sessions SET touch_id = ?, channel = ?, source = ?,"
	    " medium = ?, campaign = ?, term = ?, referrer_host = ?,"
	    " first_channel = ?, first_source = ?, first_medium = ?,"
	    " first_campaign = ?, first_term = ?, first_referrer_host = ?,"
	    " first_landing_page = ? WHERE id = ?",
	[SQL_SESSION_LEAD] =
	    "UPDATE sessions SET leads = leads + 1 WHERE id = ?",

	[SQL_TOUCH_FIND] =
	    "SELECT id, occurred FROM touches"
	    " WHERE visitor_id = ? AND landed = ?",
	[SQL_TOUCH_ADD] =
	    "INSERT INTO touches (visitor_id, landed, occurred,"
	    " landing_url, referrer, source, medium, campaign, channel,"
	    " rule, other, utm_source,"
	    " utm_medium, utm_campaign, utm_content, utm_term, utm_id,"
	    " utm_source_platform, utm_creative_format,"
	    " utm_marketing_tactic, gclid, gbraid, wbraid, gclsrc, dclid,"
	    " gad_source, gad_campaignid, fbclid, msclkid, ttclid,"
	    " twclid, li_fat_id, sc_click_id, rdt_cid, epik, qclid,"
	    " campaign_region, ad_group, ad_id, search_query)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?)",
	[SQL_TOUCH_EARLIER] =
	    "UPDATE touches SET occurred = ? WHERE id = ?",
	[SQL_TOUCH_ALL] =
	    "SELECT id, landed, occurred, channel FROM touches"
	    " WHERE visitor_id = ? AND occurred <= ?",
	[SQL_TOUCH_PLACE] =
	    "SELECT id, landed, occurred, channel FROM touches WHERE id = ?",
	[SQL_TOUCH_READ] =
	    "SELECT id, landed, occurred, landing_url, referrer, source,"
	    " medium, campaign, channel, rule, other, utm_source,"
	    " utm_medium, utm_campaign, utm_content, utm_term, utm_id,"
	    " utm_source_platform, utm_creative_format,"
	    " utm_marketing_tactic, gclid, gbraid, wbraid, gclsrc, dclid,"
	    " gad_source, gad_campaignid, fbclid, msclkid, ttclid,"
	    " twclid, li_fat_id, sc_click_id, rdt_cid, epik, qclid,"
	    " campaign_region, ad_group, ad_id, search_query"
	    " FROM touches WHERE id = ?",
	/* what is scanned are those twenty */
	[SQL_TOUCH_JOURNEY] =
	    "SELECT id, occurred, source, medium, campaign, channel, rule"
	    " FROM (SELECT * FROM touches WHERE visitor_id = ?"
	    " AND occurred <= ? ORDER BY occurred DESC, landed DESC LIMIT ?)"
	    " ORDER BY occurred, landed /*scan*/",

	[SQL_WORD_FIND] = "SELECT id FROM words WHERE word = ?",
	[SQL_WORD_ADD] = "INSERT INTO words (word) VALUES (?)",
	[SQL_PAGE_FIND] =
	    "SELECT id, last_used_day, title IS NOT NULL FROM pages"
	    " WHERE hash = ?",
	[SQL_PAGE_ADD] =
	    "INSERT INTO pages (hash, url, title, last_used_day, project_id)"
	    " VALUES (?, ?, ?, ?, ?)",
	[SQL_PAGE_USED] =
	    "UPDATE pages SET last_used_day = ?, title = coalesce(?, title)"
	    " WHERE id = ?",
	[SQL_PAGE_HOUR] =
	    "INSERT INTO page_hours (pixel_id, hour, page_id, views,"
	    " sessions) VALUES (?, ?, ?, 1, ?)"
	    " ON CONFLICT (pixel_id, hour, page_id) DO UPDATE SET"
	    " views = views + 1, sessions = sessions + excluded.sessions",
	[SQL_AGENT_FIND] =
	    "SELECT id, device = 'bot', last_used_day FROM agents"
	    " WHERE hash = ?",
	[SQL_AGENT_ADD] =
	    "INSERT INTO agents (hash, user_agent, hints, device,"
	    " last_used_day) VALUES (?, ?, ?, ?, ?)",
	[SQL_AGENT_USED] =
	    "UPDATE agents SET last_used_day = ? WHERE id = ?",
	[SQL_AGENT_STALE] =
	    "SELECT id, user_agent, hints FROM agents WHERE classified < ?"
	    " ORDER BY classified LIMIT ?",
	[SQL_AGENT_CLASSIFY] =
	    "UPDATE agents SET browser = ?, browser_version = ?, os = ?,"
	    " os_version = ?, device = ?, classified = ? WHERE id = ?",

	[SQL_EVENT_ADD] =
	    "INSERT INTO tracking_events (hit_id, session_id, page_id,"
	    " referrer_page_id, type, occurred, received, viewport, screen,"
	    " props, touch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_EVENT_FIND] =
	    "SELECT e.id, e.session_id, s.visitor_id,"
	    " substr(v.token, 1, 16)"
	    " FROM tracking_events e JOIN sessions s ON s.id = e.session_id"
	    " JOIN visitors v ON v.id = s.visitor_id WHERE e.hit_id = ?",

	[SQL_LEAD_FIND] =
	    "SELECT id, form_state FROM submissions"
	    " WHERE pixel_id = ? AND lead_id = ?",
	[SQL_LEAD_ADD] =
	    "INSERT INTO submissions (lead_id, pixel_id, event_id,"
	    " visitor_id, session_id, occurred, received, form_id,"
	    " form_name, form_state, fields, truncated, email, phone,"
	    " first_name, last_name, person_key, consent, test, cookies,"
	    " no_history, company, kind, record, record_hash) VALUES (?, ?,"
	    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, '', x'')",
	/* how often that person, and from how many browsers on that pixel's
	   site: each site gives a browser an id, and without the right to
	   identify (consent 0) each lead does; what is scanned are those
	   fifty */
	[SQL_LEAD_CROWD] =
	    "SELECT count(*), count(DISTINCT CASE WHEN pixel_id = ?"
	    " AND coalesce(consent, 1) = 1 THEN visitor_id END) FROM (SELECT"
	    " visitor_id, pixel_id, consent FROM submissions"
	    " WHERE person_key = ? AND received > ? AND test = 0"
	    " AND kind = 'lead'"
	    " AND pixel_id IN (SELECT id FROM pixels WHERE project_id = ?)"
	    " LIMIT 50) /*scan*/",
	[SQL_FORM_FIND] =
	    "SELECT treated FROM forms WHERE pixel_id = ? AND key = ?",
	[SQL_FORM_ADD] =
	    "INSERT INTO forms (pixel_id, key, first_seen, last_seen,"
	    " submissions) SELECT ?, ?, ?, ?, 1 WHERE (SELECT count(*)"
	    " FROM forms WHERE pixel_id = ?) < ?",
	[SQL_FORM_SEEN] =
	    "UPDATE forms SET last_seen = max(last_seen, ?),"
	    " submissions = submissions + 1"
	    " WHERE pixel_id = ? AND key = ?",
	[SQL_FORM_LIST] =
	    "SELECT f.id, p.public_id, p.name, f.key, f.first_seen,"
	    " f.last_seen, f.submissions, f.treated, r.time_zone"
	    " FROM forms f JOIN pixels p ON p.id = f.pixel_id"
	    " JOIN projects r ON r.id = p.project_id"
	    " ORDER BY p.name, f.last_seen DESC /*scan*/",
	[SQL_FORM_READ] =
	    "SELECT f.id, p.public_id, p.name, f.key, f.first_seen,"
	    " f.last_seen, f.submissions, f.treated, r.time_zone"
	    " FROM forms f JOIN pixels p ON p.id = f.pixel_id"
	    " JOIN projects r ON r.id = p.project_id WHERE f.id = ?",
	[SQL_FORM_TREAT] =
	    "UPDATE forms SET treated = ? WHERE id = ?",
	[SQL_CAMPAIGN_FIND] =
	    "SELECT name FROM campaign_names WHERE project_id = ?"
	    " AND campaign_id = ?",
	[SQL_CAMPAIGN_SET] =
	    "INSERT INTO campaign_names (project_id, campaign_id, name)"
	    " VALUES (?, ?, ?) ON CONFLICT (project_id, campaign_id)"
	    " DO UPDATE SET name = excluded.name",
	[SQL_CAMPAIGN_DROP] =
	    "DELETE FROM campaign_names WHERE project_id = ?"
	    " AND campaign_id = ?",
	[SQL_CAMPAIGN_LIST] =
	    "SELECT campaign_id, name FROM campaign_names"
	    " WHERE project_id = ? ORDER BY campaign_id",
	[SQL_CAMPAIGN_COUNT] =
	    "SELECT count(*) FROM campaign_names WHERE project_id = ?",
	/* its visitor's latest one: what is looked through came just now */
	[SQL_LEAD_THANKED] =
	    "SELECT id FROM submissions WHERE pixel_id = ? AND received >= ?"
	    " AND occurred BETWEEN ? AND ? AND visitor_id = ?"
	    " AND form_state = 'attempted'"
	    " ORDER BY occurred DESC, id DESC LIMIT 1",
	[SQL_LEAD_STATE] =
	    "UPDATE submissions SET form_state = ? WHERE id = ?",
	[SQL_LEAD_READ] =
	    "SELECT s.lead_id, s.occurred, s.received, s.form_id,"
	    " s.form_name, s.form_state, s.fields, s.truncated, s.email,"
	    " s.phone, s.first_name, s.last_name, s.consent, s.test,"
	    " s.visitor_id, s.session_id, s.event_id,"
	    " substr(v.token, 1, 16),"
	    " n.started, n.last_activity, pg.url, pg.title, p.public_id,"
	    " a.user_agent, e.screen, n.ip, s.cookies, wc.word, wr.word,"
	    " wt.word, a.browser, a.browser_version, a.os, a.os_version,"
	    " a.device, s.no_history, s.company, p.project_id, v.last_seen,"
	    " e.type, rp.url"
	    " FROM submissions s JOIN visitors v ON v.id = s.visitor_id"
	    " JOIN sessions n ON n.id = s.session_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " LEFT JOIN tracking_events e ON e.id = s.event_id"
	    " LEFT JOIN pages pg ON pg.id = e.page_id"
	    " LEFT JOIN pages rp ON rp.id = e.referrer_page_id"
	    " LEFT JOIN agents a ON a.id = n.agent_id"
	    " LEFT JOIN words wc ON wc.id = n.country"
	    " LEFT JOIN words wr ON wr.id = n.region"
	    " LEFT JOIN words wt ON wt.id = n.city WHERE s.id = ?",
	[SQL_LEAD_RECORD] =
	    "UPDATE submissions SET record = ?, record_hash = ?,"
	    " record_complete = ?, first_touch = ?, last_touch = ?,"
	    " last_nondirect_touch = ?, journey = ? WHERE id = ?",
	[SQL_LEAD_PAGES] =
	    "SELECT pg.url, max(e.occurred) FROM sessions s"
	    " JOIN tracking_events e ON e.session_id = s.id"
	    " JOIN pages pg ON pg.id = e.page_id"
	    " WHERE s.visitor_id = ? AND e.occurred <= ?"
	    " GROUP BY pg.id ORDER BY max(e.occurred) DESC LIMIT 50",
	[SQL_JOB_ADD] =
	    "INSERT INTO sync_jobs (submission_id, target, account_id,"
	    " person_key, state, reason, due, created, finished)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	/* the form said no: only a lead that still waits is called off */
	[SQL_JOB_FORM_FAILED] =
	    "UPDATE sync_jobs SET state = 'skipped',"
	    " reason = 'form_failed', finished = ?"
	    " WHERE submission_id = ? AND state = 'held'",
	[SQL_JOB_REOPEN] =
	    "UPDATE sync_jobs SET state = 'held', reason = NULL,"
	    " finished = NULL, due = ? WHERE submission_id = ?"
	    " AND state = 'skipped' AND reason = 'form_failed'",
	/* a newsletter waits for nothing but the form's word */
	[SQL_JOB_AT_ONCE] =
	    "UPDATE sync_jobs SET due = min(due, ?) WHERE submission_id = ?"
	    " AND target = 'newsletter' AND state = 'held'",
	[SQL_LEAD_SIGNUPS] =
	    "SELECT count(*) FROM submissions WHERE person_key = ?"
	    " AND kind = 'signup' AND received > ? AND pixel_id IN"
	    " (SELECT id FROM pixels WHERE project_id = ?)",

	[SQL_VERDICT_COUNT] =
	    "INSERT INTO verdict_counts (pixel_id, day, verdict, hits)"
	    " VALUES (?, ?, ?, ?)"
	    " ON CONFLICT (pixel_id, day, verdict)"
	    " DO UPDATE SET hits = hits + excluded.hits",
	[SQL_REJECT_ADD] =
	    "INSERT INTO rejects (pixel, received, verdict, detail)"
	    " VALUES (?, ?, ?, ?)",
	[SQL_REJECT_TRIM] =
	    "DELETE FROM rejects"
	    " WHERE id <= (SELECT max(id) FROM rejects) - ?",

	/* the operator */
	[SQL_PROJECT_ADD] =
	    "INSERT INTO projects (name, account_id, crm, privacy,"
	    " ip_policy, time_zone, hold_seconds, created)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_PROJECT_FIND] =
	    "SELECT r.id, r.name, r.account_id, a.name, r.crm, r.privacy,"
	    " r.ip_policy, r.time_zone, r.hold_seconds, 0,"
	    " r.retention_days, r.dnt, r.custom_params, r.store_fields,"
	    " r.thank_you, r.weak_match, r.wait_days, r.keep_back,"
	    " r.created"
	    " FROM projects r LEFT JOIN crm_accounts a"
	    " ON a.id = r.account_id WHERE r.name = ? AND r.active = 1",
	[SQL_PROJECT_LIST] =
	    "SELECT r.id, r.name, r.account_id, a.name, r.crm, r.privacy,"
	    " r.ip_policy, r.time_zone, r.hold_seconds,"
	    " (SELECT count(*) FROM pixels p WHERE p.project_id = r.id"
	    " AND p.active = 1),"
	    " r.retention_days, r.dnt, r.custom_params, r.store_fields,"
	    " r.thank_you, r.weak_match, r.wait_days, r.keep_back,"
	    " r.created"
	    " FROM projects r LEFT JOIN crm_accounts a"
	    " ON a.id = r.account_id WHERE r.active = 1"
	    " ORDER BY r.name /*scan*/",
	[SQL_PROJECT_READ] =
	    "SELECT r.id, r.name, r.account_id, a.name, r.crm, r.privacy,"
	    " r.ip_policy, r.time_zone, r.hold_seconds,"
	    " (SELECT count(*) FROM pixels p WHERE p.project_id = r.id"
	    " AND p.active = 1),"
	    " r.retention_days, r.dnt, r.custom_params, r.store_fields,"
	    " r.thank_you, r.weak_match, r.wait_days, r.keep_back,"
	    " r.created"
	    " FROM projects r LEFT JOIN crm_accounts a"
	    " ON a.id = r.account_id WHERE r.id = ? AND r.active = 1",
	[SQL_PROJECT_RENAME] =
	    "UPDATE projects SET name = ? WHERE id = ?",
	[SQL_PROJECT_END] =
	    "UPDATE projects SET active = 0 WHERE id = ?",
	/* what a project is in, in one look: its visits, leads of 30 days and
	   those written, who waits, the last hit, the worst open breaker */
	[SQL_PROJECT_FIGURES] =
	    "SELECT (SELECT count(*) FROM pixels p JOIN sessions s"
	    " ON s.pixel_id = p.id AND s.started >= ?"
	    " WHERE p.project_id = r.id),"
	    " (SELECT count(*) FROM pixels p JOIN submissions l"
	    " ON l.pixel_id = p.id AND l.received >= ?"
	    " WHERE p.project_id = r.id AND l.kind = 'lead' AND l.test = 0),"
	    " (SELECT count(*) FROM pixels p JOIN submissions l"
	    " ON l.pixel_id = p.id AND l.received >= ?"
	    " WHERE p.project_id = r.id AND l.kind = 'lead' AND l.test = 0"
	    " AND EXISTS (SELECT 1 FROM sync_jobs j"
	    " WHERE j.submission_id = l.id AND j.target = 'pipedrive'"
	    " AND j.state IN ('synced', 'unchanged'))),"
	    " (SELECT count(DISTINCT l.id) FROM sync_jobs j"
	    " JOIN submissions l ON l.id = j.submission_id"
	    " JOIN pixels p ON p.id = l.pixel_id"
	    " WHERE j.state IN ('review', 'suspect', 'failed')"
	    " AND p.project_id = r.id AND l.kind = 'lead'),"
	    " (SELECT max((SELECT n.last_activity FROM sessions n"
	    " WHERE n.pixel_id = p.id ORDER BY n.started DESC LIMIT 1))"
	    " FROM pixels p WHERE p.project_id = r.id AND p.active = 1),"
	    " (SELECT max(CASE WHEN b.name IN ('auth', 'blocked') THEN 2"
	    " ELSE 1 END) FROM breakers b WHERE b.state <> 'closed'"
	    " AND CASE b.target WHEN 'pipedrive' THEN r.crm <> 'off'"
	    " AND b.owner_id = r.account_id ELSE b.owner_id = r.id END)"
	    " FROM projects r WHERE r.id = ? /*scan*/",
	[SQL_PROJECT_CRM] =
	    "UPDATE projects SET crm = ?, account_id = ? WHERE id = ?",
	[SQL_PROJECT_CHANGE] =
	    "UPDATE projects SET privacy = ?, ip_policy = ?, time_zone = ?,"
	    " hold_seconds = ?, retention_days = ?, dnt = ?,"
	    " custom_params = ?, store_fields = ?, thank_you = ?,"
	    " weak_match = ?, wait_days = ?, keep_back = ?"
	    " WHERE id = ?",
	[SQL_PIXEL_ADD] =
	    "INSERT INTO pixels (public_id, project_id, name, website,"
	    " allowed_hosts, created) VALUES (?, ?, ?, ?, ?, ?)",
	[SQL_PIXEL_FIND] =
	    "SELECT p.id, p.public_id, p.name, r.name, p.website,"
	    " p.allowed_hosts, p.active AND r.active,"
	    " (SELECT n.last_activity FROM sessions n"
	    " WHERE n.pixel_id = p.id ORDER BY n.started DESC LIMIT 1),"
	    " r.id, p.created"
	    " FROM pixels p JOIN projects r ON r.id = p.project_id"
	    " WHERE p.public_id = ?",
	[SQL_PIXEL_NAMED] =
	    "SELECT p.id, p.public_id, p.name, r.name, p.website,"
	    " p.allowed_hosts, p.active, NULL, r.id, p.created"
	    " FROM pixels p JOIN projects r ON r.id = p.project_id"
	    " WHERE p.project_id = ? AND p.name = ? AND p.active = 1",
	[SQL_PIXEL_LIST] =
	    "SELECT p.id, p.public_id, p.name, r.name, p.website,"
	    " p.allowed_hosts, p.active AND r.active,"
	    " (SELECT max(n.started) FROM sessions n"
	    " WHERE n.pixel_id = p.id), r.id, p.created"
	    " FROM pixels p JOIN projects r ON r.id = p.project_id"
	    " ORDER BY r.name, p.name /*scan*/",
	[SQL_PIXEL_OF] =
	    "SELECT p.id, p.public_id, p.name, r.name, p.website,"
	    " p.allowed_hosts, p.active,"
	    " (SELECT n.last_activity FROM sessions n"
	    " WHERE n.pixel_id = p.id ORDER BY n.started DESC LIMIT 1),"
	    " r.id, p.created"
	    " FROM pixels p JOIN projects r ON r.id = p.project_id"
	    " WHERE p.project_id = ? AND p.active = 1 AND r.active = 1"
	    " ORDER BY p.name",
	[SQL_PIXEL_CHANGE] =
	    "UPDATE pixels SET name = ?, website = ?, allowed_hosts = ?"
	    " WHERE id = ?",
	[SQL_PIXEL_END] =
	    "UPDATE pixels SET active = 0 WHERE id = ?",
	[SQL_PIXELS_END] =
	    "UPDATE pixels SET active = 0 WHERE project_id = ?",
	[SQL_PIXEL_MATCHED] =
	    "SELECT j.submission_id, j.person_id FROM sync_jobs j"
	    " WHERE j.target = 'pipedrive' AND j.person_id IS NOT NULL"
	    " AND j.submission_id IN (SELECT s.id FROM submissions s"
	    " WHERE s.pixel_id = ? AND s.kind = 'lead'"
	    " ORDER BY s.received DESC LIMIT 200)"
	    " ORDER BY j.submission_id DESC LIMIT 1",
	[SQL_PIXEL_VERDICTS] =
	    "SELECT verdict, sum(hits) FROM verdict_counts"
	    " WHERE pixel_id = ? AND day >= ? GROUP BY verdict"
	    " ORDER BY sum(hits) DESC, verdict",
	[SQL_PIXEL_HOSTS] =
	    "UPDATE pixels SET allowed_hosts = ? WHERE id = ?",
	[SQL_ACCOUNT_ADD] =
	    "INSERT INTO crm_accounts (name, company_domain, created)"
	    " VALUES (?, ?, ?)",
	[SQL_ACCOUNT_FIND] =
	    "SELECT id, name, company_domain, 0 FROM crm_accounts"
	    " WHERE name = ?",
	[SQL_ACCOUNT_OF_LEAD] =
	    "SELECT a.id, a.name, a.company_domain, 0 FROM sync_jobs j"
	    " JOIN crm_accounts a ON a.id = j.account_id"
	    " WHERE j.submission_id = ? AND j.target = 'pipedrive'",
	[SQL_ACCOUNT_LIST] =
	    "SELECT a.id, a.name, a.company_domain,"
	    " (SELECT count(*) FROM crm_fields f WHERE f.account_id = a.id)"
	    " FROM crm_accounts a ORDER BY a.name /*scan*/",
	[SQL_MAP_LIST] =
	    "SELECT f.name, f.crm_key, f.crm_type, f.policy, f.map_version,"
	    " d.name, d.crm_type, d.options FROM crm_fields f"
	    " LEFT JOIN crm_dictionary d ON d.account_id = f.account_id"
	    " AND d.crm_key = f.crm_key WHERE f.account_id = ?"
	    " ORDER BY f.name",
	[SQL_MAP_ADD] =
	    "INSERT INTO crm_fields (account_id, name, crm_key, crm_type,"
	    " policy) VALUES (?, ?, ?, ?, ?)",
	[SQL_MAP_CHANGE] =
	    "UPDATE crm_fields SET crm_key = ?, crm_type = ?, policy = ?"
	    " WHERE account_id = ? AND name = ?",
	/* one version for the whole map of an account */
	[SQL_MAP_RAISED] =
	    "UPDATE crm_fields SET map_version = 1 +"
	    " (SELECT max(f.map_version) FROM crm_fields f"
	    " WHERE f.account_id = ?) WHERE account_id = ?",
	[SQL_FIELD_LIST] =
	    "SELECT crm_key, name, crm_type, options FROM crm_dictionary"
	    " WHERE account_id = ? ORDER BY name, crm_key",
	[SQL_FIELD_PUT] =
	    "INSERT INTO crm_dictionary (account_id, crm_key, name,"
	    " crm_type, options) VALUES (?, ?, ?, ?, ?)"
	    " ON CONFLICT (account_id, crm_key) DO UPDATE SET"
	    " name = excluded.name, crm_type = excluded.crm_type,"
	    " options = excluded.options",
	[SQL_FIELDS_DROP] =
	    "DELETE FROM crm_dictionary WHERE account_id = ?",
	[SQL_FIELDS_READ] =
	    "UPDATE crm_accounts SET dictionary_read = ? WHERE id = ?",
	[SQL_FIELDS_AGE] =
	    "SELECT dictionary_read FROM crm_accounts WHERE id = ?",
	[SQL_BACKLOG_COUNT] =
	    "SELECT count(*) FROM sync_jobs j"
	    " JOIN submissions s ON s.id = j.submission_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " WHERE j.state = 'skipped' AND j.target = 'pipedrive'"
	    " AND j.reason IN ('crm_off', 'watch')"
	    " AND s.form_state <> 'failed' AND s.test = 0"
	    " AND s.kind = 'lead' AND p.project_id = ? AND s.received >= ?",
	/*
	 * A record that may still change has to pass `held` once more; a
	 * person is known in one account only.
	 */
	[SQL_BACKLOG_SEND] =
	    "UPDATE sync_jobs SET state = CASE (SELECT c.record_complete"
	    " FROM submissions c WHERE c.id = submission_id) WHEN 1"
	    " THEN 'ready' ELSE 'held' END,"
	    " person_id = CASE account_id WHEN ? THEN person_id END,"
	    " match_method = CASE account_id WHEN ? THEN match_method END,"
	    " account_id = ?, reason = NULL,"
	    " attempts = 0, throttles = 0, looks = 0, candidates = NULL,"
	    " due = ?, finished = NULL, replays = replays + 1"
	    " WHERE id IN (SELECT j.id FROM sync_jobs j"
	    " JOIN submissions s ON s.id = j.submission_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " WHERE j.state = 'skipped' AND j.target = 'pipedrive'"
	    " AND j.reason IN ('crm_off', 'watch')"
	    " AND s.form_state <> 'failed' AND s.test = 0"
	    " AND s.kind = 'lead' AND p.project_id = ?"
	    " AND s.received >= ?)",
	[SQL_KEY_ADD] =
	    "INSERT INTO api_keys (name, key_hash, role, project_id,"
	    " created) VALUES (?, ?, ?, ?, ?)",
	[SQL_KEY_NAMED] =
	    "SELECT count(*) FROM api_keys WHERE name = ?"
	    " AND revoked IS NULL /*scan*/",
	[SQL_KEY_VALID] =
	    "SELECT key_hash, id, name, role, project_id, last_used"
	    " FROM api_keys WHERE key_hash = ? AND revoked IS NULL",
	[SQL_KEY_USED] =
	    "UPDATE api_keys SET last_used = ? WHERE id = ?",
	[SQL_KEY_LIST] =
	    "SELECT k.id, k.name, k.role, r.name, k.created, k.last_used,"
	    " k.revoked FROM api_keys k"
	    " LEFT JOIN projects r ON r.id = k.project_id"
	    " ORDER BY k.name, k.id /*scan*/",
	[SQL_KEY_REVOKE] =
	    "UPDATE api_keys SET revoked = ? WHERE name = ?"
	    " AND revoked IS NULL /*scan*/",
	[SQL_LOGIN_ADD] =
	    "INSERT INTO dashboard_sessions (id_hash, key_id, created,"
	    " last_used) VALUES (?, ?, ?, ?)",
	[SQL_LOGIN_FIND] =
	    "SELECT NULL, k.id, k.name, k.role, k.project_id, k.last_used,"
	    " s.created, s.last_used"
	    " FROM dashboard_sessions s JOIN api_keys k ON k.id = s.key_id"
	    " WHERE s.id_hash = ? AND k.revoked IS NULL",
	[SQL_LOGIN_USED] =
	    "UPDATE dashboard_sessions SET last_used = ? WHERE id_hash = ?",
	[SQL_LOGIN_END] =
	    "DELETE FROM dashboard_sessions WHERE id_hash = ?",
	[SQL_LOGIN_CLEAR] =
	    "DELETE FROM dashboard_sessions WHERE created < ?"
	    " OR last_used < ? /*scan*/",
	[SQL_AUDIT_ADD] =
	    "INSERT INTO audit_log (at, actor, action, subject, detail)"
	    " VALUES (?, ?, ?, ?, ?)",
	/* newest first by id; a lead without a job is shown too */
	[SQL_INBOX_LEAD] =
	    "SELECT s.id, s.lead_id, s.occurred, s.received, s.form_id,"
	    " s.form_name, s.form_state, s.email, s.phone, s.first_name,"
	    " s.last_name, s.consent, s.test, s.truncated, s.record,"
	    " s.record_complete, s.session_id, p.public_id, p.name,"
	    " r.id, r.name, r.time_zone, r.crm, a.id, a.name,"
	    " a.company_domain, pg.url, s.no_history, s.company,"
	    " s.kind = 'signup', s.visitor_id"
	    " FROM submissions s JOIN pixels p ON p.id = s.pixel_id"
	    " JOIN projects r ON r.id = p.project_id"
	    " LEFT JOIN crm_accounts a ON a.id = r.account_id"
	    " LEFT JOIN tracking_events e ON e.id = s.event_id"
	    " LEFT JOIN pages pg ON pg.id = e.page_id WHERE s.id = ?",
	[SQL_INBOX_EVENTS] =
	    "SELECT e.occurred, e.type, pg.url, pg.title"
	    " FROM tracking_events e LEFT JOIN pages pg"
	    " ON pg.id = e.page_id WHERE e.session_id = ?"
	    " AND e.occurred <= ? ORDER BY e.occurred DESC, e.id DESC"
	    " LIMIT ?",
	[SQL_INBOX_JOBS] =
	    "SELECT j.id, j.target, j.state, j.reason, j.attempts, j.due,"
	    " j.finished, j.person_id, j.match_method, j.candidates,"
	    " j.last_class, j.last_error, j.replays, a.company_domain"
	    " FROM sync_jobs j LEFT JOIN crm_accounts a"
	    " ON a.id = j.account_id WHERE j.submission_id = ?"
	    " ORDER BY j.target",
	[SQL_INBOX_ATTEMPTS] =
	    "SELECT operation, started, ended, http, class, excerpt,"
	    " correlation_id, tokens"
	    " FROM sync_attempts WHERE job_id = ? ORDER BY id DESC LIMIT ?",
	[SQL_JOB_REQUEUE] =
	    "UPDATE sync_jobs SET state = ?, account_id = ?, reason = NULL,"
	    " attempts = 0, throttles = 0, looks = 0, due = ?,"
	    " finished = NULL, person_id = NULL, match_method = NULL,"
	    " candidates = NULL, replays = replays + 1"
	    " WHERE id = ? AND state = ?",
	/* a pixel's events are known by their sessions only: a look back */
	[SQL_RECENT_STORED] =
	    "SELECT e.received, p.public_id, r.time_zone, e.type, pg.url,"
	    " t.source, t.medium, EXISTS (SELECT 1 FROM submissions l"
	    " WHERE l.pixel_id = s.pixel_id AND l.received = e.received"
	    " AND l.event_id = e.id AND l.kind = 'lead')"
	    " FROM tracking_events e JOIN sessions s ON s.id = e.session_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " JOIN projects r ON r.id = p.project_id"
	    " LEFT JOIN pages pg ON pg.id = e.page_id"
	    " LEFT JOIN touches t ON t.id = coalesce(e.touch_id, s.touch_id)"
	    " WHERE e.id > (SELECT max(id) FROM tracking_events) - 2000"
	    " AND (? = 0 OR r.id = ?)"
	    " AND (? IS NULL OR p.public_id = ?)"
	    " ORDER BY e.received DESC, e.id DESC LIMIT ?",
	[SQL_RECENT_REJECTS] =
	    "SELECT x.received, x.pixel, r.time_zone, x.verdict, x.detail"
	    " FROM rejects x LEFT JOIN pixels p ON p.public_id = x.pixel"
	    " LEFT JOIN projects r ON r.id = p.project_id"
	    " WHERE x.id > 0 AND (? = 0 OR r.id = ?)"
	    " AND (? IS NULL OR x.pixel = ?)"
	    " ORDER BY x.received DESC, x.id DESC LIMIT ?",
	/* somebody looked at it: an account is only ever given, never taken */
	[SQL_JOB_SCREEN] =
	    "UPDATE sync_jobs SET state = ?, reason = ?,"
	    " account_id = coalesce(?, account_id), due = ?, finished = ?"
	    " WHERE id = ? AND state = ?",
	[SQL_SESSION_NO_LEAD] =
	    "UPDATE sessions SET leads = leads - 1 WHERE id = ?"
	    " AND leads > 0",
	/* what somebody says of a lead holds for where else it goes */
	[SQL_JOB_SCREEN_OTHERS] =
	    "UPDATE sync_jobs SET state = ?, reason = ?, due = ?,"
	    " finished = ? WHERE submission_id = ?"
	    " AND target <> 'pipedrive' AND state IN ('suspect', 'review')",
	/* by id, which is the order they came in */
	[SQL_SUSPECT_NEXT] =
	    "SELECT id, submission_id, created FROM sync_jobs"
	    " WHERE state = 'suspect' ORDER BY id LIMIT 1",
	[SQL_SUSPECT_ERASE] =
	    "UPDATE sync_jobs SET state = 'erased', reason = 'suspect',"
	    " finished = ?, person_key = NULL, candidates = NULL,"
	    " last_error = NULL WHERE submission_id = ?"
	    " AND state = 'suspect'",
	[SQL_SUSPECT_FORGET] =
	    "UPDATE submissions SET fields = '[]', email = NULL,"
	    " phone = NULL, first_name = NULL, last_name = NULL,"
	    " company = NULL, person_key = NULL, cookies = NULL,"
	    " journey = '[]', record = ?, record_hash = ? WHERE id = ?",
	[SQL_FIGURES_JOBS] =
	    "SELECT state, count(*) FROM sync_jobs GROUP BY state"
	    " ORDER BY state /*scan*/",
	[SQL_FIGURES_DUE] =
	    "SELECT due FROM sync_jobs INDEXED BY jobs_due"
	    " WHERE state IN ('held', 'ready', 'retry', 'unsure', 'waiting')"
	    " AND due <= ? ORDER BY due, id LIMIT 1",
	[SQL_FIGURES_FAILED] =
	    "SELECT count(*) FROM sync_jobs WHERE state = 'failed'"
	    " AND finished >= ?",
	[SQL_FIGURES_RUN] =
	    "SELECT started, ended, exit_reason, claimed, applied, failed"
	    " FROM sync_runs ORDER BY id DESC LIMIT 1 /*scan*/",
	[SQL_FIGURES_BREAKERS] =
	    "SELECT coalesce(a.name, r.name), b.name, b.state, b.reason,"
	    " b.open_until, b.target, b.owner_id FROM breakers b"
	    " LEFT JOIN crm_accounts a ON b.target = 'pipedrive'"
	    " AND a.id = b.owner_id"
	    " LEFT JOIN projects r ON b.target <> 'pipedrive'"
	    " AND r.id = b.owner_id"
	    " WHERE b.state <> 'closed'"
	    " ORDER BY b.target, b.owner_id, b.name /*scan*/",
	[SQL_FIGURES_LEADS] =
	    "SELECT count(*) FROM pixels p JOIN submissions s"
	    " ON s.pixel_id = p.id AND s.received >= ?"
	    " AND s.kind = 'lead' /*scan*/",
	[SQL_FIGURES_VERDICTS] =
	    "SELECT verdict, sum(hits) FROM verdict_counts WHERE day = ?"
	    " GROUP BY verdict ORDER BY sum(hits) DESC /*scan*/",

	[SQL_OUTLETS_READ] =
	    "SELECT id, name, time_zone, active, newsletter, newsletter_url,"
	    " newsletter_param, newsletter_dates, webhook_url"
	    " FROM projects WHERE id = ?",
	[SQL_OUTLETS_CHANGE] =
	    "UPDATE projects SET newsletter = ?, newsletter_url = ?,"
	    " newsletter_param = ?, newsletter_dates = ?, webhook_url = ?"
	    " WHERE id = ?",
	/* of inactive projects, too: their deliveries come to an end */
	[SQL_OUTLETS_LIST] =
	    "SELECT id, name, time_zone, active, newsletter, newsletter_url,"
	    " newsletter_param, newsletter_dates, webhook_url"
	    " FROM projects ORDER BY id /*scan*/",

	/* the newest of each pixel, of which the newest: what is scanned are
	   the pixels, and what is sorted is bounded */
	[SQL_SIEVE_NEWEST] = LEAD_LINE
	    " FROM submissions s" LINE_JOB LINE_JOINS
	    " WHERE s.id IN (SELECT x.id FROM pixels q JOIN submissions x"
	    " ON x.id IN (SELECT y.id FROM submissions y"
	    " WHERE y.pixel_id = q.id AND y.received >= ?"
	    " AND (y.received, y.id) < (?, ?) AND y.kind = ?"
	    " ORDER BY y.received DESC, y.id DESC LIMIT ?)"
	    " WHERE (? = 0 OR q.project_id = ?)"
	    " AND (? IS NULL OR q.public_id = ?)"
	    " ORDER BY x.received DESC, x.id DESC LIMIT ?)"
	    " ORDER BY s.received DESC, s.id DESC /*scan*/",
	/* what is scanned are three bounded lists, already in order; the other
	   deliveries in that state are passed by before they are counted */
	[SQL_SIEVE_STATE] = LEAD_LINE
	    " FROM sync_jobs j JOIN submissions s ON s.id = j.submission_id"
	    LINE_JOINS " WHERE j.id IN ("
	    "SELECT id FROM (" SIEVE_IN_STATE ") UNION ALL "
	    "SELECT id FROM (" SIEVE_IN_STATE ") UNION ALL "
	    "SELECT id FROM (" SIEVE_IN_STATE ")"
	    " ORDER BY 1 DESC LIMIT ?)"
	    " ORDER BY j.id DESC /*scan*/",
	[SQL_SIEVE_COUNT] =
	    "SELECT j.state, count(*) FROM sync_jobs j"
	    " JOIN submissions s ON s.id = j.submission_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " WHERE j.state IN ('held', 'ready', 'sending', 'retry',"
	    " 'unsure', 'waiting', 'review', 'suspect', 'failed')"
	    " AND j.target = 'pipedrive' AND s.kind = 'lead'"
	    " AND (? = 0 OR p.project_id = ?)"
	    " AND (? IS NULL OR p.public_id = ?) GROUP BY j.state",
	[SQL_LINE_ONE] = LEAD_LINE
	    " FROM submissions s" LINE_JOB LINE_JOINS
	    " WHERE s.id = ? AND s.kind = 'lead'",
	/* what is scanned are the pixels: an id is unique within one */
	[SQL_LINE_LEAD_ID] = LEAD_LINE
	    " FROM pixels x CROSS JOIN submissions s ON s.pixel_id = x.id"
	    " AND s.lead_id = ? AND s.kind = 'lead'" LINE_JOB LINE_JOINS
	    " WHERE 1 /*scan*/",
	[SQL_LINE_PERSON] = LEAD_LINE
	    " FROM submissions o JOIN submissions s"
	    " ON s.person_key = o.person_key AND s.id <> o.id"
	    " AND s.kind = 'lead'" LINE_JOB LINE_JOINS
	    " WHERE o.id = ? AND p.project_id = (SELECT b.project_id"
	    " FROM submissions m JOIN pixels b ON b.id = m.pixel_id"
	    " WHERE m.id = ?) ORDER BY s.received DESC, s.id DESC LIMIT ?",
	/* by its hits: no index leads from a visitor to its leads */
	[SQL_LINE_VISITOR] = LEAD_LINE
	    " FROM sessions v JOIN tracking_events e ON e.session_id = v.id"
	    " JOIN submissions s ON s.pixel_id = v.pixel_id"
	    " AND s.received = e.received AND s.event_id = e.id"
	    " AND s.kind = 'lead'" LINE_JOB LINE_JOINS
	    " WHERE v.visitor_id = ?"
	    " ORDER BY s.received DESC, s.id DESC LIMIT ?",
	[SQL_LINE_ORIGIN] =
	    "SELECT pg.url, f.landing_url, " CLICK_OF("f") ","
	    " t.landing_url, " CLICK_OF("t") " FROM submissions s"
	    " LEFT JOIN tracking_events e ON e.id = s.event_id"
	    " LEFT JOIN pages pg ON pg.id = e.page_id"
	    " LEFT JOIN touches f ON f.id = s.first_touch"
	    " LEFT JOIN touches t ON t.id = s.last_touch"
	    " WHERE s.id = ?",
	[SQL_JOURNAL_VISITOR] =
	    "SELECT v.id, (SELECT p.project_id FROM sessions s"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " WHERE s.visitor_id = v.id LIMIT 1),"
	    " v.first_seen, v.last_seen, v.visits,"
	    " f.occurred, f.source, f.medium, f.campaign, f.channel,"
	    " f.landing_url, t.occurred, t.source, t.medium, t.campaign,"
	    " t.channel, t.landing_url FROM visitors v"
	    " LEFT JOIN touches f ON f.id = v.first_touch"
	    " LEFT JOIN touches t ON t.id = v.last_touch WHERE v.id = ?",
	[SQL_JOURNAL_VISITS] =
	    "SELECT s.id, p.public_id, s.started, s.last_activity,"
	    " s.page_views, ch.word, so.word, me.word, ca.word, lp.url,"
	    " xp.url, rh.word, a.browser, a.os, a.device, co.word,"
	    " re.word, ci.word"
	    " FROM sessions s JOIN pixels p ON p.id = s.pixel_id"
	    " LEFT JOIN words ch ON ch.id = s.channel"
	    " LEFT JOIN words so ON so.id = s.source"
	    " LEFT JOIN words me ON me.id = s.medium"
	    " LEFT JOIN words ca ON ca.id = s.campaign"
	    " LEFT JOIN pages lp ON lp.id = s.landing_page"
	    " LEFT JOIN pages xp ON xp.id = s.exit_page"
	    " LEFT JOIN words rh ON rh.id = s.referrer_host"
	    " LEFT JOIN agents a ON a.id = s.agent_id"
	    " LEFT JOIN words co ON co.id = s.country"
	    " LEFT JOIN words re ON re.id = s.region"
	    " LEFT JOIN words ci ON ci.id = s.city"
	    " WHERE s.visitor_id = ? AND (s.started, s.id) < (?, ?)"
	    " ORDER BY s.started DESC, s.id DESC LIMIT ?",
	[SQL_JOURNAL_EVENTS] =
	    "SELECT e.occurred, e.type, pg.url, pg.title"
	    " FROM tracking_events e LEFT JOIN pages pg"
	    " ON pg.id = e.page_id WHERE e.session_id = ?"
	    " ORDER BY e.occurred, e.id LIMIT ?",
	[SQL_REALM_PROJECT] =
	    "SELECT id, time_zone FROM projects WHERE id = ?",
	[SQL_REALM_PIXEL] =
	    "SELECT r.id, r.time_zone FROM pixels p"
	    " JOIN projects r ON r.id = p.project_id WHERE p.public_id = ?",

	/* figures of events */
	[SQL_TRAFFIC_VISITS] =
	    "SELECT id, visitor_id, source, started, last_activity, events"
	    " FROM sessions WHERE pixel_id = ? AND started >= ?"
	    " AND last_activity >= ?",
	[SQL_TRAFFIC_HITS] =
	    "SELECT occurred FROM tracking_events WHERE session_id = ?",
	[SQL_TRAFFIC_PAGES] =
	    "SELECT page_id, views FROM page_hours"
	    " WHERE pixel_id = ? AND hour >= ?",
	[SQL_TRAFFIC_VISITORS] =
	    "SELECT count(DISTINCT visitor_id) FROM sessions"
	    " WHERE pixel_id = ? AND started >= ? AND last_activity >= ?",
	/* the ids first: what hangs on an event is read of those few only;
	   the scan is of them */
	[SQL_EVENTS_SLICE] =
	    "SELECT e.id, e.type, g.url, coalesce(f.url,"
	    " CASE WHEN e.touch_id IS NOT NULL THEN t.referrer END),"
	    " g.title, t.utm_source,"
	    " t.utm_medium, t.utm_campaign, t.utm_content, t.utm_term,"
	    " w.word, e.occurred, e.received FROM ("
	    "SELECT n.id FROM sessions s INDEXED BY sessions_started"
	    " JOIN tracking_events n ON n.session_id = s.id"
	    " WHERE s.pixel_id = ? AND s.started >= ? AND s.started <= ?"
	    " AND s.last_activity >= ? AND n.occurred >= ?"
	    " AND (n.occurred < ? OR (n.occurred = ? AND n.id < ?))"
	    " ORDER BY n.occurred DESC, n.id DESC LIMIT ?) x"
	    " JOIN tracking_events e ON e.id = x.id"
	    " JOIN sessions s ON s.id = e.session_id"
	    " LEFT JOIN pages g ON g.id = e.page_id"
	    " LEFT JOIN pages f ON f.id = e.referrer_page_id"
	    " LEFT JOIN touches t ON t.id = coalesce(e.touch_id, s.touch_id)"
	    " LEFT JOIN words w ON w.id = s.country"
	    " ORDER BY e.occurred DESC, e.id DESC /*scan*/",
	/* by the pages of the smallest index, not by rows */
	[SQL_GAUGES_ALL] =
	    "SELECT (SELECT count(*) FROM tracking_events),"
	    " (SELECT count(*) FROM visitors),"
	    " (SELECT count(*) FROM sessions),"
	    " (SELECT count(*) FROM pixels p JOIN projects r"
	    " ON r.id = p.project_id AND r.active = 1"
	    " WHERE p.active = 1) /*scan*/",
	/* visitors along the index that has them in order, no row of one is
	   read; visits row by row, which is half of what their index and
	   the rows take where one project has most of them: the scans are
	   those */
	[SQL_GAUGES_PROJECT] =
	    "SELECT v.events, (SELECT count(DISTINCT s.visitor_id)"
	    " FROM sessions s INDEXED BY sessions_visitor"
	    " WHERE s.pixel_id IN (SELECT p.id FROM pixels p"
	    " WHERE p.project_id = ?1)), v.visits,"
	    " (SELECT count(*) FROM pixels p WHERE p.project_id = ?1"
	    " AND p.active = 1) FROM (SELECT sum(s.events) AS events,"
	    " count(*) AS visits FROM sessions s NOT INDEXED"
	    " WHERE s.pixel_id IN (SELECT p.id FROM pixels p"
	    " WHERE p.project_id = ?1)) v /*scan*/",
	/* the scan is of pixels; the hint as below */
	[SQL_GAUGES_LATELY] =
	    "SELECT count(*), sum(CASE e.type WHEN 'form_submit' THEN 1"
	    " ELSE 0 END) FROM sessions s INDEXED BY sessions_started"
	    " JOIN tracking_events e ON e.session_id = s.id"
	    " WHERE s.pixel_id IN (SELECT p.id FROM pixels p"
	    " WHERE ? = 0 OR p.project_id = ?) AND s.started >= ?"
	    " AND s.last_activity >= ? AND e.occurred >= ? /*scan*/",
	/* the scan is of what is open */
	[SQL_GAUGES_QUEUE] =
	    "SELECT count(*), sum(CASE WHEN j.due <= ? THEN 1 ELSE 0 END)"
	    " FROM sync_jobs j INDEXED BY jobs_due"
	    " JOIN submissions l ON l.id = j.submission_id"
	    " JOIN pixels p ON p.id = l.pixel_id"
	    " WHERE j.state IN ('held', 'ready', 'retry', 'unsure',"
	    " 'waiting') AND j.target = 'pipedrive'"
	    " AND (? = 0 OR p.project_id = ?) /*scan*/",
	[SQL_GAUGES_WALL] =
	    "SELECT max(CASE b.state WHEN 'open' THEN 2"
	    " WHEN 'half_open' THEN 1 ELSE 0 END), max(b.failures),"
	    " max(CASE WHEN b.state <> 'closed' THEN b.open_until END)"
	    " FROM breakers b WHERE b.target = 'pipedrive'"
	    " AND (? = 0 OR b.owner_id = (SELECT r.account_id"
	    " FROM projects r WHERE r.id = ?))",
	/* the ids first, as above; without the hint SQLite reads all events;
	   the scan is of those ids and of pixels */
	[SQL_TAGGED] =
	    "SELECT e.id, e.occurred, e.type, g.url, p.public_id,"
	    " t.utm_source, t.utm_medium, t.utm_campaign,"
	    " coalesce(t.gclid, t.gbraid, t.wbraid, t.dclid, t.fbclid,"
	    " t.msclkid, t.ttclid, t.twclid, t.li_fat_id) IS NOT NULL,"
	    " instr(t.landing_url, '?') > 0,"
	    " l.id IS NOT NULL, j.id IS NOT NULL FROM ("
	    "SELECT n.id FROM sessions s INDEXED BY sessions_started"
	    " JOIN tracking_events n ON n.session_id = s.id"
	    " WHERE s.pixel_id IN (SELECT q.id FROM pixels q"
	    " WHERE ? = 0 OR q.project_id = ?) AND s.started >= ?"
	    " AND s.last_activity >= ? AND n.occurred >= ?"
	    " ORDER BY n.occurred DESC, n.id DESC LIMIT ?) x"
	    " JOIN tracking_events e ON e.id = x.id"
	    " JOIN sessions s ON s.id = e.session_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " LEFT JOIN pages g ON g.id = e.page_id"
	    " LEFT JOIN touches t ON t.id = coalesce(e.touch_id, s.touch_id)"
	    " LEFT JOIN submissions l ON l.pixel_id = s.pixel_id"
	    " AND l.received = e.received AND l.event_id = e.id"
	    " AND l.kind = 'lead'"
	    " LEFT JOIN sync_jobs j ON j.submission_id = l.id"
	    " AND j.target = 'pipedrive'"
	    " AND j.state IN ('synced', 'unchanged')"
	    " ORDER BY e.occurred DESC, e.id DESC /*scan*/",

	/* a delivery */
	[SQL_JOB_NEXT] = DUE_JOBS CLAIMABLE
	    " ORDER BY j.due, j.id LIMIT 1",
	[SQL_JOB_NEWEST] = DUE_JOBS CLAIMABLE
	    " ORDER BY j.due DESC, j.id DESC LIMIT 1",
	[SQL_JOB_AFTER] = DUE_JOBS
	    " AND (j.due > ? OR (j.due = ? AND j.id > ?))"
	    " ORDER BY j.due, j.id LIMIT 1",
	[SQL_JOB_CLAIM] =
	    "UPDATE sync_jobs SET state = 'sending', run_id = ?,"
	    " account_id = coalesce(account_id, ?)"
	    " WHERE id = ? AND state = ?",
	[SQL_JOB_SETTLE] =
	    "UPDATE sync_jobs SET state = ?, reason = ?, attempts = ?,"
	    " throttles = ?, looks = ?, due = ?, finished = ?,"
	    " run_id = NULL, person_id = ?, match_method = ?,"
	    " candidates = ?,"
	    " last_class = ?, last_error = ?"
	    " WHERE id = ? AND state = 'sending' AND run_id = ?",
	[SQL_JOB_ORPHAN] =
	    "SELECT id, submission_id, state, attempts, throttles, created,"
	    " due, run_id, looks, person_id, match_method FROM sync_jobs"
	    " WHERE state = 'sending' ORDER BY id LIMIT 1",
	[SQL_JOB_LEAD] =
	    "SELECT s.received, s.email, s.phone, s.record,"
	    " s.record_complete, s.form_state, s.test, r.crm, r.active,"
	    " s.first_name, s.last_name, s.person_key, s.no_history,"
	    " r.weak_match, r.wait_days, r.keep_back, r.time_zone"
	    " FROM submissions s JOIN pixels p ON p.id = s.pixel_id"
	    " JOIN projects r ON r.id = p.project_id WHERE s.id = ?",
	/* those of a person whom an e-mail match would settle */
	[SQL_JOB_ASIDE] =
	    "SELECT id, submission_id, state, attempts, throttles,"
	    " created, due, 0, looks, person_id, match_method"
	    " FROM sync_jobs WHERE person_key = ? AND target = 'pipedrive'"
	    " AND finished IS NULL AND account_id = ? AND id < ?"
	    " AND (state = 'waiting' OR (state = 'review'"
	    " AND reason = 'weak_match')) ORDER BY id LIMIT 1",
	[SQL_JOB_READ] =
	    "SELECT id, submission_id, state, attempts, throttles,"
	    " created, due, 0, looks, person_id, match_method"
	    " FROM sync_jobs WHERE submission_id = ? AND target = ?",
	[SQL_JOB_MOVE] =
	    "UPDATE sync_jobs SET state = ?, reason = ?, attempts = ?,"
	    " throttles = ?, looks = ?, due = ?, finished = ?,"
	    " person_id = ?, match_method = ?, candidates = ?,"
	    " run_id = NULL WHERE id = ? AND state = ?",
	/* what the list of persons has just made ready for somebody else */
	[SQL_JOB_DOUBT] =
	    "SELECT id, submission_id, state, attempts, throttles,"
	    " created, due, 0, looks, person_id, match_method"
	    " FROM sync_jobs WHERE person_key = ? AND target = 'pipedrive'"
	    " AND finished IS NULL AND account_id = ? AND state = 'ready'"
	    " AND match_method = 'list' AND person_id <> ?"
	    " ORDER BY id LIMIT 1",
	/* spread over five minutes by their ids */
	[SQL_JOB_RECOVER] =
	    "UPDATE sync_jobs SET due = ? + id * 7919 % 300000"
	    " WHERE state IN ('retry', 'unsure')"
	    " AND target = 'pipedrive' AND account_id = ?"
	    " AND due > ? + id * 7919 % 300000",
	[SQL_JOB_PERSON] =
	    "UPDATE sync_jobs SET person_id = ?, match_method = ?"
	    " WHERE id = ? AND state = 'sending'",
	[SQL_JOB_FUTURE] =
	    "UPDATE sync_jobs SET due = ?"
	    " WHERE state IN ('held', 'ready', 'retry', 'unsure')"
	    " AND created > ? AND due > ?",
	[SQL_JOB_WAITING] =
	    "SELECT min(j.created), max(j.created) FROM sync_jobs j"
	    " JOIN submissions s ON s.id = j.submission_id"
	    " JOIN pixels p ON p.id = s.pixel_id"
	    " JOIN projects r ON r.id = p.project_id"
	    " WHERE j.state IN ('waiting', 'review')"
	    " AND j.target = 'pipedrive'"
	    " AND (j.state = 'waiting' OR j.reason = 'weak_match')"
	    " AND j.account_id = ? AND r.active = 1 AND r.crm <> 'off'",
	[SQL_BUDGET_READ] =
	    "SELECT day, tokens, list_tokens, day_limit, day_left,"
	    " list_due, list_since FROM crm_budgets WHERE account_id = ?",
	[SQL_BUDGET_LIST] =
	    "SELECT a.name, b.day, b.tokens, b.list_tokens, b.day_limit,"
	    " b.day_left, b.list_due, b.list_since FROM crm_budgets b"
	    " JOIN crm_accounts a ON a.id = b.account_id"
	    " ORDER BY a.name /*scan*/",
	[SQL_BUDGET_WRITE] =
	    "INSERT INTO crm_budgets (account_id, day, tokens, list_tokens,"
	    " day_limit, day_left, list_due, list_since)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
	    " ON CONFLICT (account_id) DO UPDATE SET"
	    " day = excluded.day, tokens = excluded.tokens,"
	    " list_tokens = excluded.list_tokens,"
	    " day_limit = excluded.day_limit,"
	    " day_left = excluded.day_left, list_due = excluded.list_due,"
	    " list_since = excluded.list_since",
	[SQL_ATTEMPT_BEGIN] =
	    "INSERT INTO sync_attempts (job_id, run_id, operation, started,"
	    " tokens, map_version, body_hash, before_values, written)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_ATTEMPT_END] =
	    "UPDATE sync_attempts SET ended = ?, http = ?, class = ?,"
	    " correlation_id = ?, excerpt = ? WHERE id = ?",
	/* without an end, or unsure: it may have arrived */
	[SQL_ATTEMPT_WRITTEN] =
	    "SELECT written, before_values FROM sync_attempts"
	    " WHERE job_id = ? AND written IS NOT NULL"
	    " AND coalesce(class, 'unsure') IN ('ok', 'unsure')"
	    " ORDER BY id DESC LIMIT 1",
	[SQL_RUN_BEGIN] =
	    "INSERT INTO sync_runs (pid, started) VALUES (?, ?)",
	[SQL_RUN_END] =
	    "UPDATE sync_runs SET ended = ?, exit_reason = ?, claimed = ?,"
	    " applied = ?, failed = ?, calls = ?, tokens = ? WHERE id = ?",
	[SQL_PERSON_READ] =
	    "SELECT newest_applied AS received, submission_id AS lead"
	    " FROM crm_persons WHERE account_id = ? AND person_id = ?"
	    " UNION ALL SELECT s.received, s.id FROM sync_jobs j"
	    " JOIN submissions s ON s.id = j.submission_id"
	    " WHERE j.state = 'unsure' AND j.target = 'pipedrive'"
	    " AND j.account_id = ? AND j.person_id = ?"
	    " ORDER BY received DESC, lead DESC LIMIT 1",
	[SQL_PERSON_RAISE] =
	    "INSERT INTO crm_persons (account_id, person_id, newest_applied,"
	    " submission_id) VALUES (?, ?, ?, ?)"
	    " ON CONFLICT (account_id, person_id) DO UPDATE SET"
	    " newest_applied = excluded.newest_applied,"
	    " submission_id = excluded.submission_id",
	[SQL_BREAKERS_READ] =
	    "SELECT name, state, reason, failures, opens, opened,"
	    " open_until FROM breakers WHERE target = ?"
	    " AND owner_id = ?",
	[SQL_BREAKER_WRITE] =
	    "INSERT INTO breakers (target, owner_id, name, state, reason,"
	    " failures, opens, opened, open_until)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
	    " ON CONFLICT (target, owner_id, name) DO UPDATE SET"
	    " state = excluded.state, reason = excluded.reason,"
	    " failures = excluded.failures, opens = excluded.opens,"
	    " opened = excluded.opened, open_until = excluded.open_until",

	/* reports: what a range holds, and no more, is read once */
	[SQL_REPORT_SESSIONS] = REPORT_SESSIONS(""),
	[SQL_REPORT_SESSIONS_FIRST] = REPORT_SESSIONS("first_"),
	[SQL_REPORT_LEADS] = REPORT_LEADS(""),
	[SQL_REPORT_LEADS_FIRST] = REPORT_LEADS("first_"),
	[SQL_REPORT_PAGES] =
	    "SELECT page_id, views, sessions FROM page_hours"
	    " WHERE pixel_id = ? AND hour >= ? AND hour < ?",
	[SQL_REPORT_AGENT] = "SELECT device, browser FROM agents WHERE id = ?",
	[SQL_REPORT_PAGE] = "SELECT url FROM pages WHERE id = ?",
	[SQL_REPORT_WORD] = "SELECT word FROM words WHERE id = ?",
	[SQL_REPORT_ZONE] =
	    "SELECT time_zone FROM projects WHERE id = ? AND active = 1",
	/* inactive ones, too: what they saw was seen */
	[SQL_REPORT_PIXELS] =
	    "SELECT id, (SELECT count(*) FROM pixels WHERE project_id = ?1)"
	    " FROM pixels WHERE project_id = ?1"
	    " AND (?2 IS NULL OR public_id = ?2)",

	/* invented history: whole rows, where a hit writes them bit by bit;
	   one reads the log of an operator's deeds to its end, once */
	[SQL_SAMPLE_FIND] =
	    "SELECT at FROM audit_log WHERE action = ? AND subject = ?"
	    " ORDER BY id LIMIT 1 /*scan*/",
	[SQL_SAMPLE_SESSION] =
	    "INSERT INTO sessions (visitor_id, pixel_id, started,"
	    " last_activity, page_views, touch_id, channel, source, medium,"
	    " campaign, term, landing_page, exit_page, referrer_host,"
	    " agent_id, country, region, city, first_channel, first_source,"
	    " first_medium, first_campaign, first_term, first_landing_page,"
	    " first_referrer_host, ip, events)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[SQL_SAMPLE_PAGE_HOUR] =
	    "INSERT INTO page_hours (pixel_id, hour, page_id, views,"
	    " sessions) VALUES (?, ?, ?, ?, ?)"
	    " ON CONFLICT (pixel_id, hour, page_id) DO UPDATE SET"
	    " views = views + excluded.views,"
	    " sessions = sessions + excluded.sessions",
	[SQL_SAMPLE_JOB] =
	    "INSERT INTO sync_jobs (submission_id, target, account_id,"
	    " person_key, state, reason, attempts, due, created, finished,"
	    " person_id, match_method, candidates, last_class, last_error,"
	    " looks) VALUES (?, 'pipedrive', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	    " ?, ?, ?, ?)",
};
