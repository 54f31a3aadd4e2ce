#include "lead.h"

#include <string.h>

/* Raw parameters and what we derived have rows of their own (incident I6). */
static const struct lead_field fields[] = {
	{ "first_source", "First source", "first.source", LEAD_TEXT,
	    LEAD_BASIC, "varchar", true },
	{ "first_medium", "First medium", "first.medium", LEAD_TEXT,
	    LEAD_BASIC, "varchar", true },
	{ "first_campaign", "First campaign", "first.campaign", LEAD_TEXT,
	    LEAD_BASIC, "varchar", true },
	{ "first_channel", "First channel", "first.channel", LEAD_TEXT,
	    LEAD_BASIC, "varchar", true },
	{ "last_source", "Last source", "last.source", LEAD_TEXT, LEAD_BASIC,
	    "varchar", false },
	{ "last_medium", "Last medium", "last.medium", LEAD_TEXT, LEAD_BASIC,
	    "varchar", false },
	{ "last_campaign", "Last campaign", "last.campaign", LEAD_TEXT,
	    LEAD_BASIC, "varchar", false },
	{ "last_channel", "Last channel", "last.channel", LEAD_TEXT,
	    LEAD_BASIC, "varchar", false },
	{ "landing_page", "Landing page", "last.landing_url", LEAD_TEXT,
	    LEAD_BASIC, "text", false },
	{ "click_id", "Click id", "last", LEAD_CLICK_ID, LEAD_BASIC, "text",
	    false },
	{ "lead_time", "Lead time", "submitted", LEAD_TIME, LEAD_BASIC,
	    "varchar", false },
	{ "lead_link", "Lead link", "lead_id", LEAD_LINK, LEAD_BASIC,
	    "varchar", false },

	{ "utm_source", "utm_source", "last.utm_source", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "utm_medium", "utm_medium", "last.utm_medium", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "utm_campaign", "utm_campaign", "last.utm_campaign", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "utm_content", "utm_content", "last.utm_content", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "utm_term", "utm_term", "last.utm_term", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "gclid", "gclid", "last.gclid", LEAD_TEXT, LEAD_ORIGINAL, "text",
	    false },
	{ "fbclid", "fbclid", "last.fbclid", LEAD_TEXT, LEAD_ORIGINAL, "text",
	    false },
	{ "msclkid", "msclkid", "last.msclkid", LEAD_TEXT, LEAD_ORIGINAL,
	    "text", false },
	{ "ttclid", "ttclid", "last.ttclid", LEAD_TEXT, LEAD_ORIGINAL, "text",
	    false },
	{ "twclid", "twclid", "last.twclid", LEAD_TEXT, LEAD_ORIGINAL, "text",
	    false },
	{ "li_fat_id", "li_fat_id", "last.li_fat_id", LEAD_TEXT, LEAD_ORIGINAL,
	    "text", false },
	{ "sc_click_id", "sc_click_id", "last.sc_click_id", LEAD_TEXT,
	    LEAD_ORIGINAL, "text", false },
	{ "event_id", "Event id", "visit.event_id", LEAD_NUMBER, LEAD_ORIGINAL,
	    "varchar", false },
	{ "session_id", "Session id", "visit.session_id", LEAD_NUMBER,
	    LEAD_ORIGINAL, "varchar", false },
	{ "visitor_id", "Visitor id", "visit.visitor_id", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "pixel_id", "Pixel id", "pixel", LEAD_TEXT, LEAD_ORIGINAL, "varchar",
	    false },
	{ "project_id", "Project id", "project_id", LEAD_NUMBER, LEAD_ORIGINAL,
	    "varchar", false },
	{ "page_url", "Page address", "page.url", LEAD_TEXT, LEAD_ORIGINAL,
	    "text", false },
	{ "page_title", "Page title", "page.title", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "referrer_url", "Referrer", "page.referrer", LEAD_REFERRER,
	    LEAD_ORIGINAL, "text", false },
	{ "country", "Country", "place.country", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "region", "Region", "place.region", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "city", "City", "place.city", LEAD_TEXT, LEAD_ORIGINAL, "varchar",
	    false },
	{ "location", "Location", "place", LEAD_LOCATION, LEAD_ORIGINAL,
	    "varchar", false },
	{ "campaign_region", "Campaign region", "last.campaign_region",
	    LEAD_TEXT, LEAD_ORIGINAL, "varchar", false },
	{ "ad_group", "Ad group", "last.ad_group", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "ad_id", "Ad id", "last.ad_id", LEAD_TEXT, LEAD_ORIGINAL, "varchar",
	    false },
	{ "search_query", "Search query", "last.search_query", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "user_agent", "User agent", "device.user_agent", LEAD_TEXT,
	    LEAD_ORIGINAL, "text", false },
	{ "screen_resolution", "Screen resolution", "device.screen", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "device_type", "Device type", "device.type", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "operating_system", "Operating system", "device.os", LEAD_TEXT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "event_type", "Event type", "event_type", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },
	{ "last_visited_on", "Last visited on", "visit.last_seen", LEAD_MOMENT,
	    LEAD_ORIGINAL, "varchar", false },
	{ "visited_pages", "Visited pages", "pages", LEAD_PAGES, LEAD_ORIGINAL,
	    "text", false },
	{ "session_duration", "Session duration", "visit", LEAD_DURATION,
	    LEAD_ORIGINAL, "varchar", false },
	{ "ip_address", "IP address", "device.ip", LEAD_TEXT, LEAD_ORIGINAL,
	    "varchar", false },

	{ "lead_id", "Lead id", "lead_id", LEAD_TEXT, 0, "varchar", false },
	{ "browser", "Browser", "device.browser", LEAD_TEXT, 0, "varchar",
	    false },
	{ "form_name", "Form", "form.name", LEAD_TEXT, 0, "varchar", false },
	{ "journey", "Journey", "journey", LEAD_JOURNEY, 0, "text", false },
	{ "first_utm_source", "First utm_source", "first.utm_source",
	    LEAD_TEXT, 0, "varchar", true },
	{ "first_utm_medium", "First utm_medium", "first.utm_medium",
	    LEAD_TEXT, 0, "varchar", true },
	{ "first_utm_campaign", "First utm_campaign", "first.utm_campaign",
	    LEAD_TEXT, 0, "varchar", true },
	{ "first_utm_content", "First utm_content", "first.utm_content",
	    LEAD_TEXT, 0, "varchar", true },
	{ "first_utm_term", "First utm_term", "first.utm_term", LEAD_TEXT, 0,
	    "varchar", true },
	{ "first_landing_page", "First landing page", "first.landing_url",
	    LEAD_TEXT, 0, "text", true },
	{ "first_referrer", "First referrer", "first.referrer", LEAD_TEXT, 0,
	    "text", true },
	{ "first_click_id", "First click id", "first", LEAD_CLICK_ID, 0,
	    "text", true },
	{ "first_visit", "First visit", "first.occurred", LEAD_TIME, 0,
	    "varchar", true },
	{ "first_rule", "First rule", "first.rule", LEAD_TEXT, 0, "varchar",
	    true },
	{ "last_referrer", "Last referrer", "last.referrer", LEAD_TEXT, 0,
	    "text", false },
	{ "last_visit", "Last visit", "last.occurred", LEAD_TIME, 0, "varchar",
	    false },
	{ "last_rule", "Last rule", "last.rule", LEAD_TEXT, 0, "varchar",
	    false },
	{ "nondirect_source", "Last non-direct source",
	    "last_nondirect.source", LEAD_TEXT, 0, "varchar", false },
	{ "nondirect_medium", "Last non-direct medium",
	    "last_nondirect.medium", LEAD_TEXT, 0, "varchar", false },
	{ "nondirect_campaign", "Last non-direct campaign",
	    "last_nondirect.campaign", LEAD_TEXT, 0, "varchar", false },
	{ "nondirect_channel", "Last non-direct channel",
	    "last_nondirect.channel", LEAD_TEXT, 0, "varchar", false },
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

static const struct {
	const char *name;
	unsigned bit;
} sets[] = {
	{ "basic", LEAD_BASIC }, { "original", LEAD_ORIGINAL },
	{ "all", LEAD_ALL },
};

const struct lead_field *
lead_field(size_t i)
{
	return i < FIELDS ? &fields[i] : NULL;
}

const struct lead_field *
lead_field_find(const char *name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

bool
lead_set_find(const char *name, unsigned *set)
{
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		if (strcmp(sets[i].name, name) != 0)
			continue;
		*set = sets[i].bit;
		return true;
	}
	return false;
}

bool
lead_in_set(const struct lead_field *field, unsigned set)
{
	return ((field->sets | LEAD_ALL) & set) != 0;
}
