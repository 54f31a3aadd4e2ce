/* log: one escaped line per event on stderr, never personal data. */
#ifndef LOG_H
#define LOG_H

/*
 * "2026-11-22T16:00:00.123Z leadpixel-sync[12]: error: text": control bytes
 * are written as \xHH, a line is cut at 1000 bytes and written by one
 * write(2).  Nobody puts addresses, names or tokens into the text.
 */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
