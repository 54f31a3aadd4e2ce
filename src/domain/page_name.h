/* page_name: what an address is called in the dictionary of pages. */
#ifndef PAGE_NAME_H
#define PAGE_NAME_H

struct arena;

/*
 * "https://shop.example/a?b" is page "https://shop.example/a": a dictionary
 * of pages must not grow by every query.  "#/a" and "#!/a" are routes.
 * What could be an e-mail or a card number in it is masked.  NULL if the
 * arena is spent.
 */
char *page_name(struct arena *arena, const char *url);

#endif
