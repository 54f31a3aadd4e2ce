/*
 * empty_tls: what one call by libcurl with TLS costs before anything is done
 * with it; prints the most it ever had in memory in KiB.  Against it stands
 * that of leadpixel-sync.
 */
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>

#include <curl/curl.h>

static size_t
drop(char *data, size_t one, size_t size, void *context)
{
	(void)data;
	(void)context;
	return one * size;
}

static bool
call(CURL *curl, const char *url, const char *authority)
{
	return curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_CAINFO, authority) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop) == CURLE_OK &&
	    curl_easy_perform(curl) == CURLE_OK;
}

/* Not of getrusage(): that counts whoever started us, too. */
static bool
print_peak(void)
{
	FILE *const status = fopen("/proc/self/status", "r");
	char line[256];
	long peak = 0;

	if (status == NULL)
		return false;
	while (peak == 0 && fgets(line, sizeof(line), status) != NULL)
		if (sscanf(line, "VmHWM: %ld kB", &peak) == 1)
			printf("%ld\n", peak);
	fclose(status);
	return peak > 0;
}

int
main(int argc, char **argv)
{
	CURL *curl = NULL;
	bool done;

	if (argc != 3) {
		fputs("usage: empty_tls URL CA_FILE\n", stderr);
		return EX_USAGE;
	}
	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		curl = curl_easy_init();
	done = curl != NULL && call(curl, argv[1], argv[2]) && print_peak();
	curl_easy_cleanup(curl);
	curl_global_cleanup();
	if (done)
		return EX_OK;
	fputs("empty_tls: the call failed\n", stderr);
	return EX_UNAVAILABLE;
}
