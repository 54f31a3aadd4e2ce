#include "crew.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "log.h"

enum { LEAVE_MS = 3000, LOOK_MS = 200 };

struct crew {
	int listening;
	int size;
	crew_work *work;
	void *context;
	pid_t boss;			/* us */
	pid_t members[CREW_MAX];	/* 0 = to be hired */
	int64_t hired;			/* the last one, steady ms */
	int64_t nap;			/* before the next */
};

static pid_t
hire(const struct crew *crew)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid < 0 ? 0 : pid;
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != crew->boss)
		_exit(EX_TEMPFAIL);	/* it was killed just before */
	_exit(crew->work(crew->context, crew->listening) ? EX_OK
	    : EX_TEMPFAIL);
}

/* Fills the places; one who died young is not replaced at once. */
static void
fill(struct crew *crew)
{
	for (int i = 0; i < crew->size; i++) {
		if (crew->members[i] != 0)
			continue;
		if (crew->nap > 0)
			clock_nap(crew->nap);
		crew->members[i] = hire(crew);
		crew->hired = clock_steady();
	}
}

/* Those who ended leave their place. */
static void
bury(struct crew *crew)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (int i = 0; i < crew->size; i++)
			if (crew->members[i] == pid)
				crew->members[i] = 0;
		log_warn("process %d ended (%s %d); another takes its place",
		    (int)pid, WIFSIGNALED(status) ? "signal" : "status",
		    WIFSIGNALED(status) ? WTERMSIG(status)
		    : WEXITSTATUS(status));
		if (clock_steady() - crew->hired > CHILD_NAP_MAX_MS)
			crew->nap = 0;
		else
			crew->nap = crew->nap == 0 ? 50
			    : crew->nap * 2 > CHILD_NAP_MAX_MS
			    ? CHILD_NAP_MAX_MS : crew->nap * 2;
	}
}

static void
dismiss(struct crew *crew)
{
	int64_t deadline = clock_steady() + LEAVE_MS;

	for (int i = 0; i < crew->size; i++)
		if (crew->members[i] != 0)
			kill(crew->members[i], SIGTERM);
	for (int i = 0; i < crew->size; i++) {
		while (crew->members[i] != 0 &&
		    waitpid(crew->members[i], NULL, WNOHANG) == 0) {
			if (clock_steady() > deadline)
				kill(crew->members[i], SIGKILL);
			clock_nap(5);
		}
	}
}

/* Until a signal that ends us. */
static void
keep(struct crew *crew)
{
	const struct timespec pause = { .tv_nsec = LOOK_MS * 1000000L };
	sigset_t signals;
	int got;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGCHLD);
	do {
		got = sigtimedwait(&signals, NULL, &pause);
		if (got == SIGTERM || got == SIGINT)
			return;
		bury(crew);
		fill(crew);
	} while (true);
}

int
crew_serve(int listening, int size, crew_work *work, void *context,
    void (*ready)(void *), void *ready_context)
{
	struct crew crew = { .listening = listening, .size = size,
		.work = work, .context = context, .boss = getpid() };

	fill(&crew);
	ready(ready_context);
	keep(&crew);
	dismiss(&crew);
	return EX_OK;
}
