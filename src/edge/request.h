/* request: what Apache tells about a request, and the head of an answer. */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdint.h>

struct config;
struct request;
struct response;
struct str;

/*
 * Fills in the request from CGI variables (RFC 3875 4.1), which must outlive
 * it: nothing is copied.  The body is not touched.
 */
void request_read(char *const *variables, const struct config *config,
    int64_t now_ms, struct request *request);

/*
 * The head of a CGI answer (RFC 3875 6.3) up to the empty line: status, type,
 * what keeps it out of caches, the verdict, and the cross-origin headers of
 * DESIGN 7, which every answer of the collector carries: a refusal without
 * them looks like a dead network to the script.  An answer from inside has
 * none of those: no other site may read it.
 */
void response_head(const struct request *request,
    const struct response *response, struct str *out);

/*
 * The key of the API that it brings, by Authorization: Bearer (RFC 6750 2.1)
 * or X-API-Key; NULL where nothing there has a key's shape.
 */
const char *request_key(const struct request *request);

#endif
