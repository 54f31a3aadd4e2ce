#include "persons_made.h"

#include <stdio.h>

#include "chance.h"

static const char *const first_names[] = {
	"Alex", "Amara", "Anna", "Ben", "Björn", "Casey", "Chloé", "Clara",
	"Dana", "David", "Elena", "Emil", "Fatima", "Felix", "Grace", "Hana",
	"Henry", "Ines", "Ivan", "Jane", "Jonas", "Julia", "Kofi", "Lara",
	"Leo", "Lucía", "Maja", "Marco", "Maria", "Mei", "Mila", "Nadia",
	"Noah", "Nora", "Oliver", "Omar", "Paula", "Petra", "Priya", "Ravi",
	"Robin", "Rosa", "Sam", "Sofia", "Theo", "Tom", "Vera", "Yuki", "Zoë",
};

static const char *const last_names[] = {
	"Abbott", "Ahlgren", "Alvarez", "Becker", "Bell", "Berg", "Brandt",
	"Carter", "Castillo", "Chen", "Costa", "Dahl", "Diaz", "Ellis",
	"Example", "Farah", "Fischer", "Foster", "Garcia", "Grant", "Haas",
	"Hansen", "Hughes", "Ito", "Jansen", "Keller", "Khan", "Klein", "Kowal",
	"Lang", "Larsen", "Lehmann", "Lopez", "Martin", "Meyer", "Moreau",
	"Murphy", "Müller", "Nowak", "Okafor", "Olsen", "Parker", "Patel",
	"Quinn", "Reyes", "Ricci", "Rossi", "Sato", "Schmidt", "Silva",
	"Stone", "Tanaka", "Turner", "Ueda", "Vogel", "Walsh", "Weber",
	"Winter", "Young", "Zimmer",
};

static const char *const trades[] = { "Studio", "Hotel", "Interiors",
	"Architects", "Books", "Café", "Clinic", "Events" };

#define COUNT(table) (int64_t)(sizeof(table) / sizeof((table)[0]))

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Letters of the alphabet alone: accents are left out of addresses. */
static void
print_plain(char *out, size_t room, const char *name)
{
	size_t size = 0;

	for (; *name != '\0' && size + 1 < room; name++)
		if (lower(*name) >= 'a' && lower(*name) <= 'z')
			out[size++] = lower(*name);
	out[size] = '\0';
}

/* 555-0100 to 555-0199 are kept for films in each area. */
static void
print_phone(struct person_made *person, struct chance *chance)
{
	const int64_t kind = chance_below(chance, 10);
	const int area = (int)chance_between(chance, 201, 989);
	const int number = (int)chance_below(chance, 100);

	if (kind < 4)
		snprintf(person->phone, PERSON_TEXT, "+1 %d 555 01%02d", area,
		    number);
	else if (kind < 7)
		snprintf(person->phone, PERSON_TEXT, "(%d) 555-01%02d", area,
		    number);
}

void
person_make(struct person_made *person, uint64_t seed, int32_t number)
{
	struct chance chance = chance_from(seed, (uint64_t)number);
	char first[PERSON_TEXT], last[PERSON_TEXT];

	*person = (struct person_made){
		.first_name = first_names[chance_below(&chance,
		    COUNT(first_names))],
		.last_name = last_names[chance_below(&chance,
		    COUNT(last_names))] };
	print_plain(first, sizeof(first), person->first_name);
	print_plain(last, sizeof(last), person->last_name);
	/* 2940 pairs of names: the number tells two of them apart */
	snprintf(person->email, PERSON_TEXT, "%.20s.%.20s%d@example.%s",
	    first, last, (int)number, chance_is(&chance, 0.8) ? "com"
	    : chance_is(&chance, 0.5) ? "org" : "net");
	print_phone(person, &chance);
	if (chance_is(&chance, 0.22))
		snprintf(person->company, PERSON_TEXT, "%s %s",
		    person->last_name, trades[chance_below(&chance,
		    COUNT(trades))]);
}
