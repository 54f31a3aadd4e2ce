/* stream: an answer of many rows, read and sent slice by slice. */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

struct inquiry;
struct str;
struct stream;

/* Where the rows come from, and how they are told. */
struct stream_source {
	/*
	 * Reads the next rows into the slice, and says whether it is over.
	 * Nothing of the database may be in use once it returns.
	 */
	bool (*read)(struct stream *stream);

	/* What stands before the rows, once the first of them are read;
	   false: it has given another answer. */
	bool (*begin)(struct stream *stream);

	/* Adds the row at hand and goes on to the next; false: there is none
	   in this slice. */
	bool (*add)(struct stream *stream, struct str *out);
};

/*
 * The rows of a slice are all read, and the database let go, before the first
 * of them is sent: a client that takes its time holds no log back.
 */
struct stream {
	struct inquiry *inquiry;
	const struct stream_source *source;
	void *context;			/* the source's */
	bool csv;			/* else JSON */
	bool over;			/* nothing follows this slice */
	struct arena slice;		/* reset before each */
	int64_t sent;			/* rows */
	char *room;			/* EXPORT_ROW_MAX bytes */
};

/* By the parameter format; false after 400, or when there is no memory. */
bool stream_open(struct stream *stream, struct inquiry *inquiry,
    const struct stream_source *source, void *context);

/*
 * Answers, with one of the few berths of exports, or with 503.  JSON is ended
 * by "total_exported", its list and the object around it.
 */
void stream_answer(struct stream *stream);

#endif
