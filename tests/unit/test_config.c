#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char folder[] = "/tmp/leadpixel-config.XXXXXX";

/* A line, and what is said of it after "FILE:"; NULL = it is taken. */
static const struct {
	const char *text, *said;
} cases[] = {
	{ "", NULL },
	{ "# a remark\n\nreaders = 8\n", NULL },
	{ "databse = x\n", "1: unknown setting \"databse\"" },
	{ "\nreaders = 0\n",
	    "2: readers is not a whole number from 1 to 256" },
	{ "readers = 12x\n",
	    "1: readers is not a whole number from 1 to 256" },
	{ "readers = 2\nreaders = 2\n", "2: readers is given twice" },
	{ "[crm]\nreaders = 2\n",
	    "2: stands in a section [crm]; this file has none" },
	{ "hits_per_minute = 0\n", NULL },
	{ "hits_per_minute = -1\n", "1: hits_per_minute is not a whole"
	    " number from 0 to 1000000" },
	{ "durability = fast\n",
	    "1: durability is neither \"full\" nor \"normal\"" },
	{ "database =\n", "1: database names no file" },
	{ "geo_database =\n", NULL },
	{ "geo_database = /no/such/file.mmdb\n", NULL },
	{ "public_url = www.example.com\n", "1: public_url is not of the"
	    " form https://www.example.com/lp" },
	{ "public_url = https://a.example/\"x\n", "1: public_url is not of"
	    " the form https://www.example.com/lp" },
	{ "public_url = https://a.example/?x=1\n", "1: public_url is not of"
	    " the form https://www.example.com/lp" },
	{ "cookie_domain = localhost\n", "1: cookie_domain is not of the"
	    " form example.com (lower case, no port)" },
	{ "trusted_proxies = 10.0.0.0/8, ::1\n", NULL },
	{ "trusted_proxies = 10.0.0.0/99\n", "1: trusted_proxies holds what"
	    " is neither an address nor a network such as 10.0.0.0/8" },
	{ "crm_origin = http://127.0.0.1:8123\n", NULL },
	{ "crm_origin = http://[::1]:8123/\n", NULL },
	{ "crm_origin = http://192.0.2.1\n", "1: crm_origin is not of the"
	    " form http://127.0.0.1:PORT (it is for tests; leave it empty)" },
	{ "crm_origin = http://127.0.0.1.example\n", "1: crm_origin is not of"
	    " the form http://127.0.0.1:PORT (it is for tests; leave it"
	    " empty)" },
};

static void
write_file(const char *path, const char *text)
{
	FILE *const file = fopen(path, "w");

	CHECK(file != NULL);
	if (file == NULL)
		return;
	fputs(text, file);
	fclose(file);
}

static bool
read_text(const char *text, struct config *config, char *problem, size_t room)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/leadpixel.conf", folder);
	write_file(path, text);
	return config_read(path, config, problem, room);
}

static void
test_lines(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config config;
		char problem[512] = "", want[512];
		CHECK_CASE(cases[i].text);
		const bool read = read_text(cases[i].text, &config, problem,
		    sizeof(problem));
		CHECK(read == (cases[i].said == NULL));
		if (cases[i].said == NULL)
			continue;
		snprintf(want, sizeof(want), "%s/leadpixel.conf:%s", folder,
		    cases[i].said);
		CHECK_TEXT(problem, want);
	}
	CHECK_CASE(NULL);
}

static void
test_presets(void)
{
	struct config config;
	char problem[512], want[128];

	CHECK(read_text(config_example, &config, problem, sizeof(problem)));
	CHECK(config.durable);
	CHECK_INT(config.hits_per_minute, HITS_PER_MINUTE);
	CHECK_INT(config.leads_per_hour, LEADS_PER_HOUR);
	CHECK_INT(config.readers, READERS_MAX);
	CHECK_INT(config.trusted_count, 0);
	CHECK_TEXT(config.crm_origin, "");
	CHECK_TEXT(config.geo_database, "");
	CHECK(!config.post_loopback);
	snprintf(want, sizeof(want), "%s/data/leadpixel.db", folder);
	CHECK_TEXT(config.database, want);
}

static void
test_values(void)
{
	struct config config;
	char problem[512], value[256];
	const char *name;

	CHECK(read_text("database = /srv/x.db\nreaders = 3\n"
	    "geo_database = /srv/geo.mmdb\n"
	    "durability = normal\npublic_url = https://A.example/lp//\n"
	    "cookie_domain = .example.com\n"
	    "trusted_proxies = 10.0.0.0/8 2001:db8::/32\n", &config, problem,
	    sizeof(problem)));
	CHECK_TEXT(config.database, "/srv/x.db");
	CHECK_TEXT(config.geo_database, "/srv/geo.mmdb");
	CHECK_INT(config.readers, 3);
	CHECK(!config.durable);
	CHECK_TEXT(config.dashboard_url, "https://A.example/dashboard");
	CHECK_TEXT(config.public_url, "https://A.example/lp");
	CHECK_TEXT(config.cookie_domain, "example.com");
	CHECK_INT(config.trusted_count, 2);
	for (size_t i = 0; (name = config_show(&config, i, value,
	    sizeof(value))) != NULL; i++)
		if (strcmp(name, "trusted_proxies") == 0)
			CHECK_TEXT(value, "10.0.0.0/8 2001:db8::/32");
}

/* Presets and given paths alike; what does not exist yet, too. */
static void
test_document_root(void)
{
	struct config config;
	char problem[1024], inside[64];

	setenv("DOCUMENT_ROOT", folder, 1);
	CHECK(!read_text("", &config, problem, sizeof(problem)));
	CHECK(strstr(problem, "document root") != NULL);
	CHECK(!read_text("readers = 1\nsecrets = a/b/c\n", &config, problem,
	    sizeof(problem)));
	CHECK(strstr(problem, "leadpixel.conf:2: secrets ") != NULL);
	snprintf(inside, sizeof(inside), "%s/htdocs", folder);
	CHECK_INT(mkdir(inside, 0700), 0);
	setenv("DOCUMENT_ROOT", inside, 1);
	CHECK(read_text("", &config, problem, sizeof(problem)));
	CHECK_INT(rmdir(inside), 0);
	unsetenv("DOCUMENT_ROOT");
}

static void
test_finding(void)
{
	char path[64], found[CONFIG_TEXT], problem[512];
	struct config config;

	snprintf(path, sizeof(path), "%s/leadpixel.conf", folder);
	setenv("LEADPIXEL_CONF", path, 1);
	CHECK(config_find(NULL, found));
	CHECK_TEXT(found, path);
	CHECK(config_find("/other", found));
	CHECK_TEXT(found, "/other");
	CHECK(config_read(NULL, &config, problem, sizeof(problem)));
	CHECK_TEXT(config.file, path);
	CHECK(!config_read("/nowhere/x.conf", &config, problem,
	    sizeof(problem)));
	CHECK_TEXT(problem, "/nowhere/x.conf: no such file");
	CHECK_INT(unlink(path), 0);
}

int
main(void)
{
	CHECK(mkdtemp(folder) != NULL);
	unsetenv("DOCUMENT_ROOT");
	test_lines();
	test_presets();
	test_values();
	test_document_root();
	test_finding();
	CHECK_INT(rmdir(folder), 0);
	return check_failed();
}
