#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "log.h"

enum { BACKLOG = 1024, READY_MS = 10000, STOP_MS = 5000,
	DESCRIPTORS = READERS_MAX + EXCHANGES_MAX + 64 };

struct server {
	const char *socket_path;
	server_child *child;
	void *context;
	int listening;
	int pid_file;		/* locked; a child must not keep it so */
	pid_t parent;		/* us */
	pid_t pid;		/* of the child that serves, 0 = none */
	int64_t started;	/* steady ms */
	int64_t nap;		/* before the next heir */
};

/* Held as long as we live; the number in it is for people.  -1 = no. */
static int
lock_pid(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0644);

	if (file < 0) {
		log_error("cannot write %s: %s", path, strerror(errno));
		return -1;
	}
	if (flock(file, LOCK_EX | LOCK_NB) != 0) {
		log_error("another one serves already (%s)", path);
		close(file);
		return -1;
	}
	if (ftruncate(file, 0) != 0 || dprintf(file, "%d\n", getpid()) < 0)
		log_warn("cannot write the pid into %s", path);
	return file;
}

static int
bind_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	mode_t before;
	bool bound;

	if (strlen(path) >= sizeof(address.sun_path)) {
		log_error("the socket's path is over %zu bytes: %s",
		    sizeof(address.sun_path) - 1, path);
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path) + 1);
	(void)unlink(path);	/* ours: we hold the pid lock */
	before = umask(0117);
	bound = bind(listening, (const struct sockaddr *)&address,
	    sizeof(address)) == 0;
	umask(before);
	if (!bound || listen(listening, BACKLOG) != 0) {
		log_error("cannot listen on %s: %s", path, strerror(errno));
		return -1;
	}
	return listening;
}

static void
check_descriptors(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    limit.rlim_cur >= DESCRIPTORS)
		return;
	limit.rlim_cur = limit.rlim_max < DESCRIPTORS ? limit.rlim_max
	    : DESCRIPTORS;
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    limit.rlim_cur < DESCRIPTORS)
		log_warn("only %lld descriptors allowed, %d are wanted: raise"
		    " `ulimit -n`", (long long)limit.rlim_cur, DESCRIPTORS);
}

static void
say_ready(void *context)
{
	const int *pipe_end = context;

	(void)!write(*pipe_end, "r", 1);
}

/* True if the child said that it serves; false if it died or hangs. */
static bool
wait_ready(int pipe_end)
{
	struct pollfd end = { .fd = pipe_end, .events = POLLIN };
	char byte;

	return poll(&end, 1, READY_MS) == 1 && read(pipe_end, &byte, 1) == 1;
}

static void
be_child(struct server *server, int ready_pipe)
{
	/* when the parent is killed, drain and go: the socket is gone too */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != server->parent)
		_exit(EX_TEMPFAIL);	/* it was killed just before */
	close(server->pid_file);
	_exit(server->child(server->context, server->listening, say_ready,
	    &ready_pipe));
}

/* A new child that serves; 0 when it could not start. */
static pid_t
bear(struct server *server)
{
	int ends[2];
	pid_t pid;
	bool ready;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return 0;
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		be_child(server, ends[1]);
	}
	close(ends[1]);
	ready = pid > 0 && wait_ready(ends[0]);
	close(ends[0]);
	if (ready)
		return pid;
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	return 0;
}

/* Ends a child: gently, then not. */
static void
end_child(pid_t pid)
{
	int64_t deadline = clock_steady() + STOP_MS;

	if (pid <= 0)
		return;
	kill(pid, SIGTERM);
	while (waitpid(pid, NULL, WNOHANG) == 0) {
		if (clock_steady() > deadline)
			kill(pid, SIGKILL);
		clock_nap(5);
	}
}

/* The new one serves before the old one goes. */
static void
replace(struct server *server)
{
	pid_t old = server->pid;
	pid_t heir = bear(server);

	if (heir == 0) {
		log_error("the new child did not start; the old one stays");
		return;
	}
	server->pid = heir;
	server->started = clock_steady();
	end_child(old);
	log_info("child %d serves now", (int)heir);
}

static void
mourn(pid_t pid, int status)
{
	if (WIFSIGNALED(status))
		log_warn("child %d was ended by signal %d", (int)pid,
		    WTERMSIG(status));
	else
		log_warn("child %d ended with status %d", (int)pid,
		    WEXITSTATUS(status));
}

/* The child is gone: another, soon, but not in a frenzy. */
static void
revive(struct server *server)
{
	if (clock_steady() - server->started > CHILD_NAP_MAX_MS)
		server->nap = 0;
	if (server->nap > 0)
		clock_nap(server->nap);
	server->nap = server->nap == 0 ? 50 : server->nap * 2;
	if (server->nap > CHILD_NAP_MAX_MS)
		server->nap = CHILD_NAP_MAX_MS;
	server->started = clock_steady();
	server->pid = bear(server);
	if (server->pid > 0)
		log_info("child %d serves now", (int)server->pid);
	else
		log_error("a new child did not start; trying again");
}

static bool
has_died(struct server *server)
{
	int status;

	if (server->pid == 0)
		return true;
	if (waitpid(server->pid, &status, WNOHANG) != server->pid)
		return false;
	mourn(server->pid, status);
	server->pid = 0;
	return true;
}

static void
watch(struct server *server, const sigset_t *signals)
{
	struct timespec pause = { .tv_nsec = 20 * 1000000 };

	for (;;) {
		int got = sigtimedwait(signals, NULL, &pause);

		if (got == SIGTERM || got == SIGINT)
			return;
		if (got == SIGHUP)
			replace(server);
		else if (has_died(server))
			revive(server);
	}
}

int
server_run(const char *socket_path, const char *pid_path,
    server_child *child, void *context)
{
	struct server server = { .socket_path = socket_path, .child = child,
		.context = context, .started = clock_steady(),
		.parent = getpid() };
	sigset_t signals;

	sigfillset(&signals);
	sigprocmask(SIG_SETMASK, &signals, NULL);
	check_descriptors();
	server.pid_file = lock_pid(pid_path);
	if (server.pid_file < 0)
		return EX_TEMPFAIL;
	server.listening = bind_socket(socket_path);
	if (server.listening < 0)
		return EX_CANTCREAT;
	server.pid = bear(&server);
	if (server.pid == 0) {
		(void)unlink(socket_path);
		return EX_CONFIG;
	}
	log_info("serving on %s", socket_path);
	watch(&server, &signals);
	end_child(server.pid);
	(void)unlink(socket_path);
	return EX_OK;
}
