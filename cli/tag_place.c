#include "tag_place.h"

#include <string.h>

#include "snippet.h"

/*
 * What keeps optimisers from delaying, moving or combining a script:
 *
 *	nowprocket	WP Rocket, delay: its list delay_js_exclusions (in
 *			wp-media/wp-rocket, dynamic-lists.json) is looked for
 *			in the whole tag (Engine/Optimization/DelayJS/HTML.php)
 *	data-no-minify=	WP Rocket, minify and combine: is_minify_excluded_file
 *			in Minify/JS/AbstractJSOptimization.php; its defer lets
 *			async scripts be
 *	data-no-optimize	LiteSpeed Cache, all of it: _parse_js in
 *			litespeedtech/lscache_wp, src/optimize.cls.php
 *	data-noptimize	Autoptimize: $dontmove in futtta/autoptimize,
 *			classes/autoptimizeScripts.php
 *	data-cfasync	Cloudflare Rocket Loader, and only before src:
 *			developers.cloudflare.com/speed/optimization/content/
 *			rocket-loader/ignore-javascripts
 *
 * SiteGround's has filters and a list, but no attribute (plausible/wordpress,
 * issues 49 and 136).
 */
static const char guarded[] = "<script async nowprocket data-no-minify=\"1\""
    " data-no-optimize=\"1\" data-noptimize=\"1\" data-cfasync=\"false\""
    " src=\"{mount}/a.js\" data-pixel-id=\"{id}\"{settings}></script>";

/*
 * Tag managers rebuild the element and leave out what they do not know
 * (umami-software/umami, issue 430), so all is in the address.  "&u=" and
 * "&c=" are no entities: they are right whether or not the place decodes them
 * (HTML 13.2.5.73), and "&amp;" would only be so where it does.
 */
static const char addressed[] = "<script async"
    " src=\"{mount}/a.js?id={id}{query}\"></script>";

static const char optimisers[] = "The attributes keep WP Rocket, LiteSpeed"
    " Cache, Autoptimize and Cloudflare's Rocket Loader from delaying or"
    " combining it.  SiteGround's optimiser and others know no attribute:"
    " exclude {mount}/a.js in their settings.  Then empty every cache.";

/*
 * Of plans, menus and previews: dev.wix.com "About Custom Code" and "Connected
 * Domains"; wheremyflow.com/docs/en/squarespace; developers.webflow.com
 * "Supporting custom code in preview mode"; help.shopify.com "Custom pixels"
 * and "Create custom pixel code" (the sandbox), rybbit.com/docs/guides/shopify.
 */
static const struct tag_place table[] = {
	{ .name = "html", .parts = { { NULL, snippet_plain },
	    { "If pages call leadpixel() before it has loaded, this before"
	    " it:", "<script>window.leadpixel=window.leadpixel||function(){"
	    "(leadpixel.q=leadpixel.q||[]).push(arguments)}</script>" },
	    { "If pages are on {origin} themselves: for the model of a phone"
	    " and the version of Windows, which Chrome, Edge and their kin"
	    " tell only who asks, as far up in <head> as can be:",
	    "<meta http-equiv=\"Accept-CH\" content=\"Sec-CH-UA-Model,"
	    " Sec-CH-UA-Platform-Version\">" } },
	    .where = "In the <head> of each page, once; in a template that"
	    " all pages share.",
	    .mind = "Nothing that bundles or delays scripts should touch it;"
	    " --for wordpress prints the attributes that say so." },
	{ .name = "wordpress", .parts = { { NULL, guarded } },
	    .where = "In the <head> of all pages: the box Header of a plugin"
	    " such as WPCode (Code Snippets > Header & Footer), or"
	    " header.php of a child theme, before </head>.  Not in a block of"
	    " a page.",
	    .mind = optimisers },
	{ .name = "elementor", .parts = { { NULL, guarded } },
	    .where = "Elementor Pro: Elementor > Custom Code > Add New,"
	    " location <head>, condition Entire Site, Publish.  Without Pro:"
	    " as --for wordpress says.  Not in an HTML widget.",
	    .mind = optimisers },
	{ .name = "wix", .parts = { { NULL, snippet_plain } },
	    .where = "Dashboard > Settings > Custom Code > Add Custom Code:"
	    " all pages, load code once, place code in Head.  It needs a"
	    " Premium plan and a connected domain; publish the site.",
	    .mind = "Not in an Embed HTML element: that is a frame, which"
	    " sees neither the page nor its forms.  It does not run in the"
	    " editor's preview." },
	{ .name = "squarespace", .parts = { { NULL, snippet_plain } },
	    .where = "Search the settings for Code Injection and use the box"
	    " Header; Save.  It needs a plan above the smallest.",
	    .mind = "Not in a Code block: it is on one page only.  It does not"
	    " run for who is logged in to Squarespace: look from a private"
	    " window.  The checkout is another domain and not counted." },
	{ .name = "shopify", .parts = { { NULL, snippet_plain } },
	    .where = "Online Store > Themes > ... > Edit code >"
	    " layout/theme.liquid, just before </head>; Save.",
	    .mind = "Not under Settings > Customer events: what is pasted"
	    " there runs in a sandboxed frame, which sees neither the page"
	    " nor its forms.  The checkout has no theme and is not counted."
	    "  After a new theme or an update of it, paste it again." },
	{ .name = "webflow", .parts = { { NULL, snippet_plain } },
	    .where = "Site settings > Custom code > Head code; Save, then"
	    " Publish.  It needs a paid site plan.",
	    .mind = "Not in an Embed element: it is on one page only.  Previews"
	    " run it, too, on a domain of their own: `leadpixel pixel hosts`"
	    " with your own keeps those out." },
	{ .name = "gtm", .parts = { { NULL, addressed } },
	    .where = "Google Tag Manager: Tags > New > Custom HTML, trigger"
	    " Initialization - All Pages, document.write off; Submit the"
	    " container.",
	    .mind = "Its settings stand in the address, as Tag Manager drops"
	    " attributes it does not know.  Many browsers block Tag Manager"
	    " and all in it: where you can, paste the tag of --for html into"
	    " the site itself." },
	{ .name = "csp", .parts = {
	    { "Add to each of these in the Content-Security-Policy (where one"
	    " is missing, copy default-src into it first):",
	    "script-src {origin}; connect-src {origin}; img-src {origin}" },
	    { "The tag stays as it is; a policy with nonces wants the page's"
	    " nonce in it, too:", snippet_plain },
	    { "Under require-trusted-types-for 'script' it may not fetch b.js"
	    " (--use and rarer commands) itself; then both, in this order:",
	    "<script defer src=\"{mount}/a.js\" data-pixel-id=\"{id}\""
	    "{settings}></script>\n"
	    "<script defer src=\"{mount}/b.js\"></script>" } },
	    .where = "Wherever the policy is made: the web server, a plugin,"
	    " or <meta http-equiv=\"Content-Security-Policy\">.",
	    .mind = "'self' does instead of {origin} where the pages are"
	    " there, too.  'unsafe-inline' and 'unsafe-eval' are not"
	    " needed." },
};

const struct tag_place *
tag_place_at(size_t i)
{
	return i < sizeof(table) / sizeof(table[0]) ? &table[i] : NULL;
}

const struct tag_place *
tag_place_find(const char *name)
{
	const struct tag_place *place;

	for (size_t i = 0; (place = tag_place_at(i)) != NULL; i++)
		if (strcmp(place->name, name) == 0)
			break;
	return place;
}
