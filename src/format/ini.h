/* ini: a configuration file, line by line, by libinih. */
#ifndef INI_FILE_H
#define INI_FILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Called for each "name = value"; section is "" before the first "[...]".
 * Returns NULL, or the reason why this line is refused.
 */
typedef const char *ini_line(void *context, const char *section,
    const char *name, const char *value);

/*
 * Reads the file; false when it cannot be read or a line is refused, with
 * "FILE:LINE: reason" in `problem`.
 */
bool ini_read(const char *path, ini_line *line, void *context, char *problem,
    size_t room);

#endif
