/* Agents as they are sent today, with the hints that come along or not. */
#include "agent.h"

#include "arena.h"
#include "bot.h"
#include "check.h"

#define WINDOWS "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
#define MAC "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
#define LINUX "Mozilla/5.0 (X11; Linux x86_64) "
#define REDUCED "Mozilla/5.0 (Linux; Android 10; K) "
#define IPHONE "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) "
#define KIT "AppleWebKit/537.36 (KHTML, like Gecko) "
#define APPLE "AppleWebKit/605.1.15 (KHTML, like Gecko) "
#define CHROME KIT "Chrome/124.0.0.0 Safari/537.36"
#define MOBILE KIT "Chrome/124.0.0.0 Mobile Safari/537.36"
#define WEBVIEW KIT "Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36"

/* hints as hints_print makes them; a version of "" is none */
struct shape {
	const char *user_agent, *hints;
	const char *browser, *version, *os, *os_version, *device;
};

static const struct shape desktops[] = {
	{ WINDOWS CHROME, NULL,
	    "Chrome", "124", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME, "Google Chrome/124|Windows|0|",
	    "Chrome", "124", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME, "Google Chrome/124|Windows/15|0|",
	    "Chrome", "124", "Windows", "11", "desktop" },
	{ WINDOWS CHROME, "Google Chrome/124|Windows/13|0|",
	    "Chrome", "124", "Windows", "11", "desktop" },
	{ WINDOWS CHROME, "Google Chrome/124|Windows/10|0|",
	    "Chrome", "124", "Windows", "10", "desktop" },
	{ WINDOWS CHROME, "Google Chrome/109|Windows/0.3|0|",
	    "Chrome", "109", "Windows", "8.1", "desktop" },
	{ WINDOWS CHROME, "Google Chrome/109|Windows/0.1|0|",
	    "Chrome", "109", "Windows", "7", "desktop" },
	{ WINDOWS CHROME, "Google Chrome/124|Windows/0|0|",
	    "Chrome", "124", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME " Edg/124.0.0.0", NULL,
	    "Edge", "124", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME " Edg/124.0.0.0", "Microsoft Edge/124|Windows/15|0|",
	    "Edge", "124", "Windows", "11", "desktop" },
	{ WINDOWS CHROME " OPR/109.0.0.0", NULL,
	    "Opera", "109", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME " OPR/109.0.0.0", "Opera GX/109|Windows/10|0|",
	    "Opera", "109", "Windows", "10", "desktop" },
	{ WINDOWS CHROME, "Brave/124|Windows/15|0|",
	    "Brave", "124", "Windows", "11", "desktop" },
	{ WINDOWS CHROME, "Vivaldi/6|Windows/15|0|",
	    "Vivaldi", "6", "Windows", "11", "desktop" },
	{ WINDOWS KIT "Chrome/122.0.0.0 Safari/537.36 Vivaldi/6.6.3271.57",
	    NULL, "Vivaldi", "6.6", "Windows", NULL, "desktop" },
	{ WINDOWS KIT "Chrome/122.0.0.0 YaBrowser/24.4.0 Safari/537.36",
	    "YaBrowser/24|Windows/15|0|",
	    "Yandex Browser", "24", "Windows", "11", "desktop" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) "
	    "Gecko/20100101 Firefox/125.0", NULL,
	    "Firefox", "125", "Windows", NULL, "desktop" },
	{ "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) "
	    "like Gecko", NULL,
	    "Internet Explorer", "11", "Windows", "7", "desktop" },
	{ "Mozilla/5.0 (Windows NT 6.3; Win64; x64) " KIT
	    "Chrome/109.0.0.0 Safari/537.36", NULL,
	    "Chrome", "109", "Windows", "8.1", "desktop" },
	{ WINDOWS KIT "Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763",
	    NULL, "Edge", "18.17763", "Windows", NULL, "desktop" },
	{ MAC APPLE "Version/17.4.1 Safari/605.1.15", NULL,
	    "Safari", "17.4", "macOS", NULL, "desktop" },
	{ MAC CHROME, NULL, "Chrome", "124", "macOS", NULL, "desktop" },
	{ MAC CHROME, "Google Chrome/124|macOS/14.4|0|",
	    "Chrome", "124", "macOS", "14.4", "desktop" },
	{ MAC CHROME " Edg/124.0.0.0", "Microsoft Edge/124|macOS/14.4|0|",
	    "Edge", "124", "macOS", "14.4", "desktop" },
	{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) "
	    "Gecko/20100101 Firefox/125.0", NULL,
	    "Firefox", "125", "macOS", NULL, "desktop" },
	{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6) " APPLE
	    "Version/13.1.2 Safari/605.1.15", NULL,
	    "Safari", "13.1", "macOS", "10.13.6", "desktop" },
	{ LINUX CHROME, NULL, "Chrome", "124", "Linux", NULL, "desktop" },
	{ LINUX CHROME, "Google Chrome/124|Linux/6.5|0|",
	    "Chrome", "124", "Linux", "6.5", "desktop" },
	{ LINUX CHROME, "Chromium/124|Linux|0|",
	    "Chrome", "124", "Linux", NULL, "desktop" },
	{ "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) "
	    "Gecko/20100101 Firefox/125.0", NULL,
	    "Firefox", "125", "Ubuntu", NULL, "desktop" },
	{ "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) " CHROME,
	    "Google Chrome/124|Chrome OS/15786|0|",
	    "Chrome", "124", "Chrome OS", "15786", "desktop" },
};

static const struct shape phones[] = {
	{ REDUCED MOBILE, NULL, "Chrome", "124", "Android", NULL, "mobile" },
	{ REDUCED MOBILE, "Google Chrome/124|Android/14|1|Pixel 8",
	    "Chrome", "124", "Android", "14", "mobile" },
	{ REDUCED MOBILE, "Google Chrome/124|Android|1|",
	    "Chrome", "124", "Android", NULL, "mobile" },
	{ "Mozilla/5.0 (Linux; Android 13; SM-A536B) " MOBILE, NULL,
	    "Chrome", "124", "Android", "13", "mobile" },
	{ REDUCED KIT "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile "
	    "Safari/537.36", NULL,
	    "Samsung Internet", "25", "Android", NULL, "mobile" },
	{ REDUCED KIT "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile "
	    "Safari/537.36", "Samsung Internet/25|Android/14|1|SM-S918B",
	    "Samsung Internet", "25", "Android", "14", "mobile" },
	{ REDUCED MOBILE " EdgA/124.0.0.0",
	    "Microsoft Edge/124|Android/13|1|",
	    "Edge", "124", "Android", "13", "mobile" },
	{ REDUCED MOBILE " EdgA/124.0.0.0", NULL,
	    "Edge", "124", "Android", NULL, "mobile" },
	{ REDUCED MOBILE " OPR/81.0.0.0", NULL,
	    "Opera", "81", "Android", NULL, "mobile" },
	{ "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 "
	    "Firefox/125.0", NULL,
	    "Firefox", "125", "Android", "14", "mobile" },
	{ REDUCED MOBILE, "Brave/124|Android/14|1|",
	    "Brave", "124", "Android", "14", "mobile" },
	{ LINUX CHROME, "Google Chrome/124|Android/14|1|Pixel 8",
	    "Chrome", "124", "Android", "14", "mobile" },
	{ IPHONE APPLE "Version/17.4 Mobile/15E148 Safari/604.1", NULL,
	    "Safari", "17.4", "iOS", "17.4", "mobile" },
	{ "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) " APPLE
	    "Version/26.0 Mobile/15E148 Safari/604.1", NULL,
	    "Safari", "26", "iOS", NULL, "mobile" },
	{ "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) " APPLE
	    "Version/18.5 Mobile/15E148 Safari/604.1", NULL,
	    "Safari", "18.5", "iOS", "18.5", "mobile" },
	{ IPHONE APPLE "CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1",
	    NULL, "Chrome", "124", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "FxiOS/125.0 Mobile/15E148 Safari/605.1.15", NULL,
	    "Firefox", "125", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Version/17.0 EdgiOS/124.0.2478.50 Mobile/15E148 "
	    "Safari/604.1", NULL,
	    "Edge", "124", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "GSA/313.0.625 Mobile/15E148 Safari/604.1", NULL,
	    "Google app", "313", "iOS", "17.4", "mobile" },
	{ "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) "
	    "Presto/2.12.423 Version/12.16", NULL,
	    "Opera Mini", "36.2", "Android", NULL, "mobile" },
	{ "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 "
	    "Firefox/48.0 KAIOS/2.5", NULL,
	    "Firefox", "48", "KaiOS", "2.5", "mobile" },
};

static const struct shape apps[] = {
	{ IPHONE APPLE "Mobile/15E148 [FBAN/FBIOS;FBAV/455.0.0.38.109;"
	    "FBDV/iPhone14,5;FBSN/iOS;FBSV/17.4;FBSS/3;FBLC/de_DE]", NULL,
	    "Facebook", "455", "iOS", "17.4", "mobile" },
	{ "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) " WEBVIEW
	    " [FB_IAB/FB4A;FBAV/446.0.0.36.109;]",
	    "Android WebView/124|Android/13|1|",
	    "Facebook", "446", "Android", "13", "mobile" },
	{ IPHONE APPLE "Mobile/21E219 Instagram 316.0.0.23.109 "
	    "(iPhone15,2; iOS 17_4; de_DE; de; scale=3.00)", NULL,
	    "Instagram", "316", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/15E148 WhatsApp/24.1.80", NULL,
	    "WhatsApp", "24.1", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/15E148 [LinkedInApp]/9.29.5474", NULL,
	    "LinkedIn", NULL, "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/21E219 musical_ly_32.5.0 JsSdk/2.0 "
	    "BytedanceWebview/d8a21c6", NULL,
	    "TikTok", NULL, "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/15E148 MicroMessenger/8.0.47(0x18002f2c)",
	    NULL, "WeChat", NULL, "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/15E148 Snapchat/12.70.0.42 (like "
	    "Safari/8617.2.4.10.8, panda)", NULL,
	    "Snapchat", "12.70", "iOS", "17.4", "mobile" },
	{ IPHONE APPLE "Mobile/15E148", NULL,
	    "iOS WebView", NULL, "iOS", "17.4", "mobile" },
	{ "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) " WEBVIEW,
	    "Android WebView/124|Android/14|1|",
	    "Android WebView", "124", "Android", "14", "mobile" },
};

static const struct shape tablets[] = {
	{ "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) " APPLE
	    "Version/16.6 Mobile/15E148 Safari/604.1", NULL,
	    "Safari", "16.6", "iOS", "16.7", "tablet" },
	/* an iPad that asks for desktop pages: nobody can tell */
	{ MAC APPLE "Version/17.4 Safari/605.1.15", NULL,
	    "Safari", "17.4", "macOS", NULL, "desktop" },
	{ "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) " APPLE
	    "CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1", NULL,
	    "Chrome", "124", "iOS", "17.4", "tablet" },
	{ REDUCED CHROME, NULL, "Chrome", "124", "Android", NULL, "tablet" },
	{ REDUCED CHROME, "Google Chrome/124|Android/13|0|SM-X710",
	    "Chrome", "124", "Android", "13", "tablet" },
	{ LINUX CHROME, "Google Chrome/124|Android/14|0|",
	    "Chrome", "124", "Android", "14", "tablet" },
	{ "Mozilla/5.0 (Linux; Android 14; SM-X710) " KIT
	    "SamsungBrowser/24.0 Chrome/117.0.0.0 Safari/537.36", NULL,
	    "Samsung Internet", "24", "Android", "14", "tablet" },
	{ "Mozilla/5.0 (Linux; Android 11; SM-T500; wv) " WEBVIEW, NULL,
	    "Android WebView", "124", "Android", "11", "tablet" },
	{ "Mozilla/5.0 (Android 13; Tablet; rv:125.0) Gecko/125.0 "
	    "Firefox/125.0", NULL,
	    "Firefox", "125", "Android", "13", "tablet" },
	{ "Mozilla/5.0 (Linux; Android 9; KFMAWI) " KIT
	    "Silk/119.4.1 like Chrome/119.0.6045.193 Safari/537.36", NULL,
	    "Silk", "119.4", "Android", "9", "tablet" },
};

static const struct shape screens[] = {
	{ "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.5) " KIT
	    "85.0.4183.93/6.5 TV Safari/537.36", NULL,
	    "Safari", NULL, "Tizen", "6.5", "tv" },
	{ "Mozilla/5.0 (Web0S; Linux/SmartTV) " KIT
	    "Chrome/94.0.4606.128 Safari/537.36", NULL,
	    "Chrome", "94", "webOS", NULL, "tv" },
	{ "Mozilla/5.0 (Web0S; Linux/SmartTV) " KIT
	    "Chrome/94.0.4606.128 Safari/537.36", "Chromium/94|Linux|0|",
	    "Chrome", "94", "webOS", NULL, "tv" },
	{ "Mozilla/5.0 (Linux; Android 9; AFTMM; wv) " WEBVIEW, NULL,
	    "Android WebView", "124", "Android", "9", "tv" },
	{ REDUCED CHROME, "Google Chrome/124|Android/9|0|AFTMM",
	    "Chrome", "124", "Android", "9", "tv" },
	{ "Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) " CHROME, NULL,
	    "Chrome", "124", "Android", "12", "tv" },
	{ "Mozilla/5.0 (Linux armv7l) " KIT "Chrome/90.0.4430.210 "
	    "Safari/537.36 HbbTV/1.5.1 (; MEDION; MB230; 3.19.13.0;)",
	    NULL, "HbbTV", "1.5", "Linux", NULL, "tv" },
	{ "Mozilla/5.0 (PlayStation; PlayStation 5/2.26) " APPLE
	    "Version/13.0 Safari/605.1.15", NULL,
	    "PlayStation", NULL, NULL, NULL, "tv" },
	{ "Mozilla/5.0 (PlayStation 4 11.00) AppleWebKit/605.1.15 "
	    "(KHTML, like Gecko)", NULL,
	    "PlayStation", NULL, NULL, NULL, "tv" },
	{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) "
	    CHROME " Edg/124.0.0.0", NULL,
	    "Edge", "124", "Windows", NULL, "tv" },
	{ "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) "
	    "AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.21.3 "
	    "NintendoBrowser/5.1.0.22474", NULL,
	    "Nintendo", NULL, NULL, NULL, "tv" },
};

static const struct shape odd[] = {
	{ "Mozilla/5.0 (compatible; Googlebot/2.1; "
	    "+http://www.google.com/bot.html)", NULL,
	    "Googlebot", "2.1", NULL, NULL, "bot" },
	{ LINUX KIT "HeadlessChrome/124.0.0.0 Safari/537.36",
	    "HeadlessChrome/124|Linux|0|",
	    "HeadlessChrome", "124", "Linux", NULL, "bot" },
	{ "", NULL, NULL, NULL, NULL, NULL, NULL },
	{ "", "Google Chrome/124|Windows/15|0|",
	    "Chrome", "124", "Windows", "11", "desktop" },
	{ "something else entirely", NULL, NULL, NULL, NULL, NULL, "bot" },
	/* texts that hints_print never makes */
	{ WINDOWS CHROME, "", "Chrome", "124", "Windows", NULL, "desktop" },
	{ WINDOWS CHROME, "|||", "Chrome", "124", "Windows", NULL,
	    "desktop" },
	{ WINDOWS CHROME, "a/b/c|d", "a", "b/c", "d", NULL, "desktop" },
};

static char memory[1 << 16];

static void
check_shapes(const struct agent_tables *tables, const struct shape *shapes,
    size_t count)
{
	struct arena arena;
	struct agent agent;

	for (size_t i = 0; i < count; i++) {
		const struct shape *const shape = &shapes[i];

		CHECK_CASE(shape->user_agent);
		arena_init(&arena, memory, sizeof(memory));
		agent_classify(tables, &arena, shape->user_agent,
		    shape->hints, &agent);
		CHECK_TEXT(agent.browser, shape->browser);
		CHECK_TEXT(agent.browser_version, shape->version);
		CHECK_TEXT(agent.os, shape->os);
		CHECK_TEXT(agent.os_version, shape->os_version);
		CHECK_TEXT(agent.device, shape->device);
	}
	CHECK_CASE(NULL);
}

#define CHECK_SHAPES(tables, shapes) \
	check_shapes((tables), (shapes), sizeof(shapes) / sizeof((shapes)[0]))

int
main(void)
{
	struct bot *bot = bot_open(false);
	struct agent_tables *tables = agent_open(bot);

	CHECK(tables != NULL);
	if (tables == NULL)
		return check_failed();
	CHECK_SHAPES(tables, desktops);
	CHECK_SHAPES(tables, phones);
	CHECK_SHAPES(tables, apps);
	CHECK_SHAPES(tables, tablets);
	CHECK_SHAPES(tables, screens);
	CHECK_SHAPES(tables, odd);
	agent_close(tables);
	bot_close(bot);
	return check_failed();
}
