#include "berth.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "config.h"
#include "log.h"

bool
berth_take(const struct config *config, const char *name, int places,
    int *file)
{
	char path[CONFIG_TEXT + 32];

	for (int i = 0; i < places; i++) {
		snprintf(path, sizeof(path), "%s/%s.%d", config->run_dir,
		    name, i);
		/* never unlinked, or two could hold it */
		*file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		    0660);
		if (*file >= 0 && flock(*file, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (*file < 0 || errno != EWOULDBLOCK)
			log_error("cannot lock %s: %s", path,
			    strerror(errno));
		if (*file >= 0)
			close(*file);
	}
	return false;
}

void
berth_leave(int file)
{
	close(file);
}
