/* description: the API for programs, in the words of OpenAPI 3.1. */
#ifndef DESCRIPTION_H
#define DESCRIPTION_H

/* data/openapi/ as one document, embedded. */
extern const char openapi_text[];

#endif
