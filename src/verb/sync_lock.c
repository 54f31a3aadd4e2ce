#include "sync_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "config.h"
#include "log.h"

/* Never unlinked, or two could hold it. */
enum sync_lock
sync_lock_take(const struct config *config, int *file)
{
	char path[CONFIG_TEXT + 16];

	snprintf(path, sizeof(path), "%s/sync.lock", config->run_dir);
	*file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (*file >= 0 && flock(*file, LOCK_EX | LOCK_NB) == 0)
		return SYNC_LOCKED;
	if (*file >= 0 && errno == EWOULDBLOCK)
		return SYNC_BUSY;
	log_error("cannot lock %s: %s", path, strerror(errno));
	return SYNC_NO_LOCK;
}
