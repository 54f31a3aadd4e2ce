/* Robots that say so, and people whose agents look like one. */
#include "bot.h"

#include "check.h"

#define KIT "AppleWebKit/537.36 (KHTML, like Gecko) "
#define APPLE "AppleWebKit/605.1.15 (KHTML, like Gecko) "
#define ANDROID "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) " KIT \
	"Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36"
#define IPHONE "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) " \
	APPLE "Mobile/15E148"
#define DESKTOP "Mozilla/5.0 (X11; Linux x86_64) " KIT \
	"Chrome/124.0.0.0 Safari/537.36"

static const char *const bots[] = {
	/* search engines */
	"Mozilla/5.0 (compatible; Googlebot/2.1; "
	    "+http://www.google.com/bot.html)",
	"Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) " KIT
	    "Chrome/124.0.0.0 Mobile Safari/537.36 (compatible; "
	    "Googlebot/2.1; +http://www.google.com/bot.html)",
	"Mozilla/5.0 " KIT "(compatible; bingbot/2.0; "
	    "+http://www.bing.com/bingbot.htm) Chrome/124.0.0.0 "
	    "Safari/537.36",
	"Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
	"Mozilla/5.0 (compatible; Baiduspider/2.0; "
	    "+http://www.baidu.com/search/spider.html)",
	"Sogou web spider/4.0(+http://www.sogou.com/docs/help/"
	    "webmasters.htm#07)",
	"DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) " APPLE
	    "Version/13.1.1 Safari/605.1.15 (Applebot/0.1; "
	    "+http://www.apple.com/go/applebot)",
	"AdsBot-Google (+http://www.google.com/adsbot.html)",
	"Mediapartners-Google",
	/* crawlers of language models */
	"Mozilla/5.0 " KIT "; compatible; GPTBot/1.2; "
	    "+https://openai.com/gptbot)",
	"Mozilla/5.0 " KIT "; compatible; ChatGPT-User/1.0; "
	    "+https://openai.com/bot",
	"Mozilla/5.0 " KIT "; compatible; ClaudeBot/1.0; "
	    "+claudebot@anthropic.com)",
	"Mozilla/5.0 " KIT "; compatible; PerplexityBot/1.0; "
	    "+https://perplexity.ai/perplexitybot)",
	"CCBot/2.0 (https://commoncrawl.org/faq/)",
	"Mozilla/5.0 (compatible; Bytespider; spider-feedback@example.com)",
	"meta-externalagent/1.1 "
	    "(+https://developers.facebook.com/docs/sharing/webmasters)",
	/* for search marketing */
	"Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
	"Mozilla/5.0 (compatible; SemrushBot/7~bl; "
	    "+http://www.semrush.com/bot.html)",
	"Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)",
	"Mozilla/5.0 (compatible; DotBot/1.2; help@example.com)",
	/* programs */
	"curl/8.5.0", "Wget/1.21.3", "python-requests/2.31.0",
	"Python-urllib/3.11", "Go-http-client/2.0", "Java/17.0.9",
	"Apache-HttpClient/4.5.14 (Java/17.0.9)", "okhttp/4.12.0",
	"axios/1.6.7", "node-fetch", "libwww-perl/6.67", "GuzzleHttp/7",
	"PostmanRuntime/7.36.1", "Scrapy/2.11.0 (+https://scrapy.org)",
	"PHP/8.2.7", "Ruby", "HTTPie/3.2.2",
	/* driven browsers that say so */
	"Mozilla/5.0 (X11; Linux x86_64) " KIT
	    "HeadlessChrome/124.0.0.0 Safari/537.36",
	"Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 "
	    "(KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1",
	DESKTOP " Chrome-Lighthouse",
	DESKTOP " PTST/240201.1",
	DESKTOP " Cypress/13.6.4",
	/* monitors */
	"Mozilla/5.0+(compatible; UptimeRobot/2.0; "
	    "http://www.uptimerobot.com/)",
	"Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
	DESKTOP " (StatusCake)",
	"Site24x7", "GTmetrix",
	"Mozilla/5.0 (compatible; Datadog/Synthetics)",
	"Blackbox Exporter/0.24.0",
	/* link previews */
	"WhatsApp/2.23.20.0", "WhatsApp/2.2413.1 W",
	"TelegramBot (like TwitterBot)",
	"facebookexternalhit/1.1 "
	    "(+http://www.facebook.com/externalhit_uatext.php)",
	"Twitterbot/1.0", "LinkedInBot/1.0 (compatible; Mozilla/5.0)",
	"Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
	"Mozilla/5.0 (compatible; Discordbot/2.0; "
	    "+https://discordapp.com)",
	"Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
	/* feeds and mail */
	"Feedly/1.0 (+http://www.feedly.com/fetcher.html; 3 subscribers)",
	"Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 "
	    "(via ggpht.com GoogleImageProxy)",
	/* the six words outside of a browser's shape */
	"Mozilla/5.0 (compatible; Java 17)",
	"Mozilla/5.0 (compatible; Discovery)",
	"Mozilla/5.0 (compatible; Sogou Pic)",
	"Mozilla/5.0 (compatible; XNews)", "Mozilla/5.0 (compatible; Radar)",
	"Mozilla/5.0 (compatible; a|b)",
	/* and a robot in a browser's shape stays one */
	"Mozilla/5.0 (X11; Linux x86_64) " KIT
	    "Chrome/124.0.0.0 Safari/537.36 JavaBot/1.0",
	"Mozilla/5.0 (Linux; Android 10; CUBOT X19) " KIT
	    "Chrome/124.0.0.0 Mobile Safari/537.36 (compatible; "
	    "examplebot/1.0)",
	"-", "test", "Mozilla/5.0",
};

static const char *const people[] = {
	"",
	/* phones of Cubot: the original blocked them */
	"Mozilla/5.0 (Linux; Android 10; CUBOT_NOTE_20) " KIT
	    "Chrome/124.0.0.0 Mobile Safari/537.36",
	"Mozilla/5.0 (Linux; Android 9; CUBOT POWER Build/CUBOT_POWER) " KIT
	    "Chrome/96.0.4664.104 Mobile Safari/537.36",
	"Mozilla/5.0 (Linux; Android 11; KINGKONG MINI 2 Build/CUBOT; wv) "
	    KIT "Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36",
	"Mozilla/5.0 (Linux; U; Android 4.4.2; de-de; CUBOT S308 "
	    "Build/KOT49H) AppleWebKit/534.30 (KHTML, like Gecko) "
	    "Version/4.0 Mobile Safari/534.30",
	"Mozilla/5.0 (Android 12; Mobile; Cubot; rv:125.0) Gecko/125.0 "
	    "Firefox/125.0",
	/* browsers inside of apps */
	IPHONE " WhatsApp/24.1.80", ANDROID " WhatsApp/2.24.1.78",
	ANDROID " Telegram-Android/10.6.1 (Google Pixel 7; Android 13; "
	    "SDK 33; HIGH)",
	IPHONE " Telegram 10.5",
	IPHONE " [FBAN/FBIOS;FBAV/455.0.0.38.109;FBBV/570105461;"
	    "FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.4;FBSS/3;"
	    "FBID/phone;FBLC/de_DE;FBOP/5;FBRV/572000000]",
	ANDROID " [FB_IAB/FB4A;FBAV/446.0.0.36.109;]",
	IPHONE " Instagram 316.0.0.23.109 (iPhone15,2; iOS 17_3; de_DE; "
	    "de; scale=3.00; 1179x2556; 563529124)",
	ANDROID " Instagram 317.0.0.34.109 Android (34/14; 480dpi; "
	    "1080x2115; samsung; SM-S918B; dm3q; qcom; de_DE; 564208612)",
	IPHONE " [LinkedInApp]/9.29.5474", IPHONE " [Pinterest/iOS]",
	IPHONE " Snapchat/12.70.0.42 (like Safari/8617.2.4.10.8, panda)",
	IPHONE " MicroMessenger/8.0.47(0x18002f2c) NetType/WIFI "
	    "Language/de",
	ANDROID ";KAKAOTALK 2410410",
	ANDROID " musical_ly_32.5.0 JsSdk/1.0 NetType/WIFI "
	    "Channel/googleplay AppName/musical_ly BytedanceWebview/d8a21c6",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 17_3 like Mac OS X) " APPLE
	    "GSA/300.0.598994205 Mobile/15E148 Safari/604.1",
	ANDROID " GoogleApp/15.2.39.28.arm64",
	ANDROID " com.google.android.apps.searchlite",
	ANDROID " YandexSearch/23.11 YandexSearchBrowser/23.11",
	/* the words of data/bot_exceptions.tsv */
	ANDROID " app|de|3.1",
	"Mozilla/5.0 (Linux; Android 8.1.0; Java J5) " KIT
	    "Chrome/99.0.4844.88 Mobile Safari/537.36",
	"Mozilla/5.0 (Linux; Android 12; Discovery Pro) " KIT
	    "Chrome/119.0.0.0 Mobile Safari/537.36",
	IPHONE " DiscoveryPlus/3.1",
	"Mozilla/5.0 (Linux; Android 9; vivo 1906) " KIT
	    "Chrome/97.0.4692.98 Mobile Safari/537.36 "
	    "SogouMSE,SogouMobileBrowser/5.30.16",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) " KIT
	    "Chrome/80.0.3987.87 Safari/537.36 SE 2.X MetaSr 1.0 "
	    "SogouExplorer/11.0",
	"Mozilla/5.0 (Linux; Android 11; Radar X1) " KIT
	    "Chrome/118.0.0.0 Mobile Safari/537.36",
	IPHONE " WeatherRadar/2.1",
	ANDROID " SmartNews/23.2.1", IPHONE " NewsBreak/23.40",
	ANDROID " TaskManager/3",
	/* everybody */
	DESKTOP, DESKTOP " Edg/124.0.0.0", DESKTOP " OPR/109.0.0.0",
	IPHONE, ANDROID,
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) "
	    "Gecko/20100101 Firefox/125.0",
	"Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) "
	    "like Gecko",
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) " APPLE
	    "Version/17.4.1 Safari/605.1.15",
	"Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) "
	    "Presto/2.12.423 Version/12.16",
	"Mozilla/5.0 (PlayStation 4 11.00) AppleWebKit/605.1.15 "
	    "(KHTML, like Gecko)",
	"Mozilla/5.0 (Web0S; Linux/SmartTV) " KIT
	    "Chrome/94.0.4606.128 Safari/537.36",
};

static void
check_all(const struct bot *bot)
{
	for (size_t i = 0; i < sizeof(bots) / sizeof(bots[0]); i++) {
		CHECK_CASE(bots[i]);
		CHECK(bot_matches(bot, bots[i]));
	}
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		CHECK_CASE(people[i]);
		CHECK(!bot_matches(bot, people[i]));
	}
	CHECK_CASE(NULL);
}

/* Whether machine code or not, whether compiled late or not. */
int
main(void)
{
	for (int once = 0; once <= 1; once++) {
		struct bot *bot = bot_open(once);

		CHECK(bot != NULL);
		if (bot == NULL)
			return check_failed();
		check_all(bot);
		bot_close(bot);
	}
	bot_close(NULL);
	return check_failed();
}
