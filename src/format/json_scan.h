/* json_scan: whether a text is JSON, more strictly than cJSON asks. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "json.h"

/*
 * Everything json_parse refuses but duplicate keys, which are compared when
 * decoded.  text[size] is NUL; nothing is written anywhere.
 */
enum json_fault json_scan(const char *text, size_t size, size_t values_max);

#endif
