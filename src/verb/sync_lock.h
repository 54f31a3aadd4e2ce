/* sync_lock: one at a time calls the CRMs: a run, or a command. */
#ifndef SYNC_LOCK_H
#define SYNC_LOCK_H

struct config;

enum sync_lock { SYNC_LOCKED, SYNC_BUSY, SYNC_NO_LOCK };

/*
 * Locks sync.lock in run_dir; SYNC_BUSY when somebody else has it.  *file is
 * to be closed, -1 = nothing; the kernel frees it on kill -9.  SYNC_NO_LOCK
 * is logged.
 */
enum sync_lock sync_lock_take(const struct config *config, int *file);

#endif
