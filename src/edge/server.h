/* server: the parent that keeps the socket while children come and go. */
#ifndef SERVER_H
#define SERVER_H

#include <stdbool.h>

/* What a child does: serves on `listening` until SIGTERM; its exit status. */
typedef int server_child(void *context, int listening,
    void (*ready)(void *), void *ready_context);

/*
 * Takes the pid lock <pid_path>, binds the unix socket (0660) and
 * runs one child: a dead one is replaced (after a growing pause when it died
 * young), SIGHUP replaces it by a new one without refusing a connection,
 * SIGTERM or SIGINT ends both.  The parent opens no database.  Returns the
 * exit status of the program: sysexits.
 */
int server_run(const char *socket_path, const char *pid_path,
    server_child *child, void *context);

#endif
