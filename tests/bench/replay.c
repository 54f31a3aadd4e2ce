/*
 * replay: the collector without Apache, libfcgi and the kernel's sockets.
 * usage: replay CONFIG IN_FLIGHT < MIX
 * The gate with its readers, committer and limiter, the verbs and a real
 * database, fed with the lines of mix.mjs: IN_FLIGHT requests at a time,
 * each answer looked at.  Instructions, bytes and CPU of a hit come from
 * here.  This file stands in for line.c.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include "clock.h"
#include "collect.h"
#include "config.h"
#include "exchange.h"
#include "gate.h"
#include "hash.h"
#include "limiter.h"
#include "line.h"
#include "log.h"
#include "request.h"

enum { VARIABLES = 40, VARIABLE_SIZE = 1024, IDLE_MS = 20 };

/* A line of the mix: network, agent, cookie, path, body. */
enum column { NETWORK, AGENT, COOKIE, PATH, BODY, COLUMNS };

struct line {
	char *text;
	size_t room;
	char *columns[COLUMNS];
	char made[COLUMNS + 1][VARIABLE_SIZE];
	char *variables[VARIABLES + 1];
};

static struct {
	pthread_mutex_t mutex;		/* all below */
	pthread_cond_t answered;
	long limit, in_flight, hits, wrong;
	bool spent;
} feed = { .mutex = PTHREAD_MUTEX_INITIALIZER,
	.answered = PTHREAD_COND_INITIALIZER };

/* What Apache says beside, the same each time. */
static char fixed[][VARIABLE_SIZE] = {
	"UNIQUE_ID=ZzCTU38AAQEAAD1cAbcAAAAG",
	"HTTP_HOST=www.example.com",
	"HTTP_SEC_CH_UA=\"Chromium\";v=\"124\", \"Google Chrome\";v=\"124\","
	    " \"Not-A.Brand\";v=\"99\"",
	"HTTP_SEC_CH_UA_PLATFORM=\"Windows\"",
	"HTTP_SEC_CH_UA_MOBILE=?0",
	"CONTENT_TYPE=text/plain;charset=UTF-8",
	"HTTP_ACCEPT=*/*",
	"HTTP_ORIGIN=https://www.example.com",
	"HTTP_SEC_FETCH_SITE=same-origin",
	"HTTP_SEC_FETCH_MODE=cors",
	"HTTP_SEC_FETCH_DEST=empty",
	"HTTP_REFERER=https://www.example.com/products/pumps",
	"HTTP_ACCEPT_ENCODING=gzip, deflate, br, zstd",
	"HTTP_ACCEPT_LANGUAGE=en-GB,en;q=0.9,de;q=0.8",
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
	"SERVER_SIGNATURE=",
	"SERVER_SOFTWARE=Apache",
	"SERVER_NAME=www.example.com",
	"SERVER_ADDR=127.0.0.1",
	"SERVER_PORT=443",
	"REMOTE_ADDR=127.0.0.1",
	"DOCUMENT_ROOT=/var/www/html",
	"REQUEST_SCHEME=https",
	"HTTPS=on",
	"SCRIPT_FILENAME=proxy:fcgi://localhost/lp/t",
	"REMOTE_PORT=51234",
	"GATEWAY_INTERFACE=CGI/1.1",
	"SERVER_PROTOCOL=HTTP/1.1",
	"REQUEST_METHOD=POST",
	"QUERY_STRING=",
	"SCRIPT_NAME=/lp/t",
};

bool
line_library_open(void)
{
	return true;
}

bool
line_is_cgi(void)
{
	return false;
}

void
line_wake(int listening)
{
	(void)listening;
}

struct line *
line_open(int listening)
{
	struct line *line = calloc(1, sizeof(*line));
	size_t count = 0;

	(void)listening;
	if (line == NULL)
		return NULL;
	for (; count < sizeof(fixed) / sizeof(fixed[0]); count++)
		line->variables[count] = fixed[count];
	for (int i = 0; i <= COLUMNS; i++)
		line->variables[count++] = line->made[i];
	return line;
}

static bool
split(struct line *line)
{
	char *rest = line->text;

	for (int i = 0; i < COLUMNS; i++)
		line->columns[i] = strsep(&rest, i == BODY ? "\n" : "\t");
	return line->columns[BODY] != NULL;
}

static void
set(struct line *line, int at, const char *name, const char *value)
{
	snprintf(line->made[at], VARIABLE_SIZE, "%s=%s", name, value);
}

static void
make_variables(struct line *line)
{
	char length[24];

	snprintf(length, sizeof(length), "%zu", strlen(line->columns[BODY]));
	set(line, NETWORK, "HTTP_X_FORWARDED_FOR", line->columns[NETWORK]);
	set(line, AGENT, "HTTP_USER_AGENT", line->columns[AGENT]);
	set(line, COOKIE, "HTTP_COOKIE", line->columns[COOKIE]);
	set(line, PATH, "REQUEST_URI", line->columns[PATH]);
	set(line, BODY, "CONTENT_LENGTH", length);
	set(line, COLUMNS, "HTTP_CONNECTION", "keep-alive");
}

/* The next line of the mix; false when there is none now or any more. */
static bool
take_line(struct line *line)
{
	bool taken = false;

	pthread_mutex_lock(&feed.mutex);
	while (!feed.spent && feed.in_flight >= feed.limit)
		pthread_cond_wait(&feed.answered, &feed.mutex);
	if (!feed.spent) {
		taken = getline(&line->text, &line->room, stdin) > 0;
		feed.spent = !taken;
	}
	if (taken)
		feed.in_flight++;
	else if (feed.in_flight == 0)
		kill(getpid(), SIGTERM);
	pthread_mutex_unlock(&feed.mutex);
	return taken;
}

enum accepted
line_accept(struct line *line)
{
	if (!take_line(line)) {
		clock_nap(IDLE_MS);
		return ACCEPT_NOTHING;
	}
	if (!split(line)) {
		log_error("the mix has a line without its columns");
		return ACCEPT_BROKEN;
	}
	make_variables(line);
	return ACCEPTED;
}

char *const *
line_variables(const struct line *line)
{
	return line->variables;
}

enum body
line_body(struct line *line, int64_t content_length, char *body, size_t room,
    size_t *size)
{
	*size = (size_t)content_length;
	if (*size > room - 1)
		return BODY_LARGE;
	memcpy(body, line->columns[BODY], *size + 1);
	return BODY_WHOLE;
}

bool
line_drain(struct line *line, int64_t ms)
{
	(void)line;
	(void)ms;
	return true;
}

void
line_answer(struct line *line, const struct request *request,
    const struct response *response)
{
	char room[ANSWER_HEAD_MAX];
	struct str head;
	bool right = response->status == 200 &&
	    response->verdict == VERDICT_STORED;

	str_init(&head, room, sizeof(room));
	response_head(request, response, &head);
	if (!right)
		log_error("%s: %d %s", line->columns[PATH], response->status,
		    verdict_name(response->verdict));
	pthread_mutex_lock(&feed.mutex);
	feed.hits++;
	feed.wrong += !right;
	feed.in_flight--;
	pthread_cond_signal(&feed.answered);
	pthread_mutex_unlock(&feed.mutex);
}

static const struct route routes[] = {
	{ "/api/track", METHOD_POST, .limited = true, .read = collect_post },
	{ "/api/track/track", METHOD_POST, .limited = true,
	    .read = collect_post },
	{ "/t", METHOD_POST, .limited = true, .read = collect_post },
	{ "/l", METHOD_POST, .read = collect_post },
	{ NULL, METHOD_OTHER, .read = NULL },
};

static void
ignore(void *context)
{
	(void)context;
}

static bool
serve(struct config *config, struct limiter *limiter)
{
	struct clock clock = clock_open();
	struct collector collector = { .config = config, .clock = &clock,
		.limiter = limiter };
	struct gate gate = { .config = config, .clock = &clock,
		.limiter = limiter, .routes = routes, .context = &collector,
		.open = collect_open, .hooks = { .save = collect_save,
		.done = collect_done, .undone = collect_undone,
		.tick = collect_tick } };
	int pair[2];

	collector.gate = &gate;
	/* gate_serve sets a timeout on what it listens on */
	return pipe(pair) == 0 && gate_serve(&gate, pair[0], ignore, NULL);
}

static double
cpu_us(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_utime.tv_sec * 1e6 +
	    (double)usage.ru_utime.tv_usec +
	    (double)usage.ru_stime.tv_sec * 1e6 +
	    (double)usage.ru_stime.tv_usec;
}

int
main(int argc, char **argv)
{
	static struct config config;
	char problem[CONFIG_TEXT], table[CONFIG_TEXT + 16];
	int64_t began = clock_steady();
	sigset_t all;

	if (argc != 3 || !hash_open())
		return EX_USAGE;
	if (!config_read(argv[1], &config, problem, sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	feed.limit = strtol(argv[2], NULL, 10);
	config.readers = 4;	/* a thread costs valgrind time, not us */
	snprintf(table, sizeof(table), "%s/limiter", config.run_dir);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	if (!serve(&config, limiter_open(table)))
		return EX_TEMPFAIL;
	printf("hits %ld\nwrong %ld\nms %lld\ncpu_us %.0f\n", feed.hits,
	    feed.wrong, (long long)(clock_steady() - began), cpu_us());
	return feed.wrong == 0 ? EX_OK : EX_DATAERR;
}
