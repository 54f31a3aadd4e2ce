/* start: how a program behind Apache was started. */
#ifndef START_H
#define START_H

struct start {
	const char *config_path;	/* NULL = wherever it is found */
	const char *socket_path;	/* of an own server, NULL = none */
};

/*
 * Reads the options and makes ready what all need; 0, or an exit status of
 * sysexits after one sentence.  `program` is the name in it.
 */
int start_read(int argc, char **argv, const char *program,
    struct start *out);

#endif
