#include "turnstile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"

static int
open_gate(const char *db_path, const char *suffix)
{
	char path[PATH_MAX];
	int length = snprintf(path, sizeof(path), "%s%s", db_path, suffix);

	if (length < 0 || (size_t)length >= sizeof(path))
		return -1;
	return open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
}

/* Only there so that SIGALRM ends a wait instead of the process. */
static void
woken(int signal_number)
{
	(void)signal_number;
}

bool
turnstile_open(struct turnstile *turnstile, const char *db_path)
{
	struct sigaction action = { .sa_handler = woken };

	turnstile->queue = open_gate(db_path, ".queue");
	turnstile->lock = open_gate(db_path, ".lock");
	if (turnstile->queue < 0 || turnstile->lock < 0) {
		log_error("cannot open the lock files beside the database:"
		    " %s", strerror(errno));
		turnstile_close(turnstile);
		return false;
	}
	sigemptyset(&action.sa_mask);
	return sigaction(SIGALRM, &action, NULL) == 0;
}

static void
set_alarm(int64_t ms)
{
	struct itimerval timer = { .it_value = {
		.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 } };

	/* again each 50 ms: an alarm just before the flock must not be lost */
	timer.it_interval.tv_usec = ms > 0 ? 50 * 1000 : 0;
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* Takes one of the two, in the kernel's order of waiting. */
static bool
take(int file, int64_t deadline)
{
	int64_t left;
	bool taken;

	if (flock(file, LOCK_EX | LOCK_NB) == 0)
		return true;
	left = deadline - clock_steady();
	if (errno != EWOULDBLOCK || left <= 0)
		return false;
	set_alarm(left);
	do
		taken = flock(file, LOCK_EX) == 0;
	while (!taken && errno == EINTR && clock_steady() < deadline);
	set_alarm(0);
	return taken;
}

bool
turnstile_enter(struct turnstile *turnstile, int64_t wait_ms)
{
	int64_t deadline = clock_steady() + wait_ms;
	bool entered;

	if (!take(turnstile->queue, deadline))
		return false;
	entered = take(turnstile->lock, deadline);
	flock(turnstile->queue, LOCK_UN);
	return entered;
}

void
turnstile_leave(struct turnstile *turnstile)
{
	flock(turnstile->lock, LOCK_UN);
}

void
turnstile_close(struct turnstile *turnstile)
{
	if (turnstile->queue >= 0)
		close(turnstile->queue);
	if (turnstile->lock >= 0)
		close(turnstile->lock);
	turnstile->queue = turnstile->lock = -1;
}
