/* record: what is known of a lead, frozen as one neutral JSON text. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/*
 * Builds the record of a submission from its rows and saves it with its
 * SHA-256, the touches it names and the journey (up to 20 touches that
 * occurred before the submit).  Called once at receipt and once more, with
 * complete = true, when the job leaves `held`; nothing changes it after that
 * (DESIGN 9).  Runs inside the caller's transaction.
 *
 * The text: {"format":1, "lead_id", "pixel", "project_id", "event_type",
 * "submitted" (ms), "received", "form":{"id","name","state"}, "person":
 * {"email","phone","first_name","last_name","company"}, "consent",
 * "no_history", "test", "page":{"url","title","referrer"}, "visit":{"started",
 * "last_activity","last_seen","session_id","visitor_id","event_id"},
 * "device":{"user_agent","type","os","os_version","browser",
 * "browser_version","screen":"WxH","ip"}, "cookies":{...},
 * "place":{"country","region","city"}, "pages":[newest, ...],
 * "first":{touch}, "last":{touch}, "last_nondirect":{touch},
 * "journey":[{step}]}, where a touch is {"occurred","landing_url","referrer",
 * "source","medium","campaign","channel","rule","other":{...}, and every raw
 * parameter that was there}, a step {"occurred","source","medium","campaign",
 * "channel","rule"}.  Keys are only ever added.
 * Absent values are absent keys.
 */
bool record_write(struct db *db, struct arena *arena, int64_t submission,
    bool complete);

#endif
