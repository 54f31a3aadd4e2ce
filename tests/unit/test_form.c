#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "form.h"
#include "form_use.h"
#include "json.h"
#include "str.h"

/* A form_data as it arrives, and whom it makes out. */
static const struct {
	const char *data;
	const char *email, *phone, *first, *last;
} forms[] = {
	{ "{\"email\":\"Jo@Shop.Example\"}", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "{\"Email\":\"jo@shop.example\"}", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "{\"e-mail\":\"jo@shop.example\"}", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "{\"e_mail\":\"jo@shop.example\"}", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "{\"your-email\":\"jo@shop.example\"}", "jo@shop.example", NULL,
	    NULL, NULL },
	{ "{\"form_fields[email]\":\"jo@shop.example\"}", "jo@shop.example",
	    NULL, NULL, NULL },
	{ "{\"courriel\":\"jo@shop.example\"}", "jo@shop.example", NULL,
	    NULL, NULL },
	/* incident W10: a name with "mail" in it is not the address */
	{ "{\"email\":\"jo@shop.example\",\"email_opt_in\":\"true\"}",
	    "jo@shop.example", NULL, NULL, NULL },
	{ "{\"email_opt_in\":\"true\"}", NULL, NULL, NULL, NULL },
	{ "{\"mailing_street\":\"High St\"}", NULL, NULL, NULL, NULL },
	/* nobody named the field: an address is an address */
	{ "{\"field_3\":\"jo@shop.example\"}", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "{\"firstname\":\"Jo\",\"lastname\":\"Doe\"}", NULL, NULL, "Jo",
	    "Doe" },
	{ "{\"first_name\":\"Jo\",\"last_name\":\"Doe\"}", NULL, NULL, "Jo",
	    "Doe" },
	{ "{\"fname\":\"Jo\",\"lname\":\"Doe\"}", NULL, NULL, "Jo", "Doe" },
	{ "{\"f_name\":\"Jo\",\"l_name\":\"Doe\"}", NULL, NULL, "Jo", "Doe" },
	{ "{\"First Name\":\"Jo\",\"Surname\":\"Doe\"}", NULL, NULL, "Jo",
	    "Doe" },
	{ "{\"vorname\":\"Jo\",\"nachname\":\"Doe\"}", NULL, NULL, "Jo",
	    "Doe" },
	{ "{\"name\":\"Jo Maria Doe\"}", NULL, NULL, "Jo", "Maria Doe" },
	{ "{\"your-name\":\"Jo\"}", NULL, NULL, "Jo", NULL },
	{ "{\"name\":\"Jo Doe\",\"first_name\":\"Joanna\"}", NULL, NULL,
	    "Joanna", NULL },
	{ "{\"phone\":\"+1 (555) 010-7788\"}", NULL, "+1 (555) 010-7788",
	    NULL, NULL },
	{ "{\"tel\":\"call me\"}", NULL, NULL, NULL, NULL },
	{ "{\"tel\":\"555 0107788 ext. 12\"}", NULL, "555 0107788 ext. 12",
	    NULL, NULL },
	{ "{\"tel\":\"0555\\u2013010 7788\"}", NULL,
	    "0555\xE2\x80\x93" "010 7788", NULL, NULL },
	/* our script's list: autocomplete, then type, then name and label */
	{ "[{\"name\":\"a\",\"autocomplete\":\"section-b email\","
	    "\"value\":\"jo@shop.example\"}]", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "[{\"name\":\"x\",\"type\":\"tel\",\"value\":\"0555 0107788\"}]",
	    NULL, "0555 0107788", NULL, NULL },
	{ "[{\"name\":\"q1\",\"label\":\"Your E-Mail:\","
	    "\"value\":\"jo@shop.example\"}]", "jo@shop.example", NULL, NULL,
	    NULL },
	{ "[{\"name\":\"q1\",\"label\":\"First name *\",\"value\":\"Jo\"}]",
	    NULL, NULL, "Jo", NULL },
	/* incident I29: the object as text, and as text in a text */
	{ "\"{\\\"email\\\":\\\"jo@shop.example\\\"}\"", "jo@shop.example",
	    NULL, NULL, NULL },
	{ "\"\\\"{\\\\\\\"email\\\\\\\":\\\\\\\"jo@shop.example\\\\\\\"}"
	    "\\\"\"", "jo@shop.example", NULL, NULL, NULL },
	{ "\"not json\"", NULL, NULL, NULL, NULL },
	{ "[1,2,{\"value\":\"no name\"}]", NULL, NULL, NULL, NULL },
	{ "null", NULL, NULL, NULL, NULL },
};

/* The same with the company, and names that only the others explain. */
static const struct {
	const char *data;
	const char *email, *phone, *first, *last, *company;
} people[] = {
	{ "{\"company\":\" ACME\\nLtd \"}", NULL, NULL, NULL, NULL,
	    "ACME Ltd" },
	{ "{\"company\":\"jo@shop.example\"}", "jo@shop.example", NULL,
	    NULL, NULL, NULL },
	{ "{\"name\":\"jo@shop.example\"}", "jo@shop.example", NULL, NULL,
	    NULL, NULL },
	/* one word that asks for one name or the whole: the others tell */
	{ "{\"nom\":\"de la Tour\",\"prenom\":\"Ana\"}", NULL, NULL,
	    "Ana", "de la Tour", NULL },
	{ "{\"nom\":\"Ana Roux\"}", NULL, NULL, "Ana", "Roux", NULL },
	{ "{\"nombre\":\"Ana Lucia\",\"apellidos\":\"Paz Gil\"}", NULL,
	    NULL, "Ana Lucia", "Paz Gil", NULL },
	{ "{\"nombre\":\"Ana Paz\"}", NULL, NULL, "Ana", "Paz", NULL },
	{ "{\"Nome\":\"Ana\",\"Nom\":\"Paz\"}", NULL, NULL, "Ana",
	    "Paz", NULL },
	{ "{\"Vorname\":\"Jo\",\"Name\":\"Doe\"}", NULL, NULL, "Jo",
	    "Doe", NULL },
	{ "{\"Name\":\"Jo Doe\",\"Vorname\":\"Jo\"}", NULL, NULL, "Jo",
	    "Doe", NULL },
	{ "{\"Name\":\"Jo\",\"Vorname\":\"Jo\"}", NULL, NULL, "Jo",
	    NULL, NULL },
	{ "{\"Name\":\"Jo Ann\",\"Surname\":\"Doe\"}", NULL, NULL,
	    "Jo Ann", "Doe", NULL },
	{ "{\"Name\":\"Jo Doe\",\"Surname\":\"Doe\"}", NULL, NULL,
	    "Jo", "Doe", NULL },
	{ "{\"Name\":\"Doe\",\"Surname\":\"Doe\"}", NULL, NULL, NULL,
	    "Doe", NULL },
	{ "{\"氏名\":\"山田　太郎\"}", NULL, NULL, "太郎", "山田", NULL },
	/* the page's own word, of the attribute data-lp-field */
	{ "[{\"name\":\"a\",\"role\":\"company\",\"value\":\"ACME\"},"
	    "{\"name\":\"b\",\"role\":\"phone\",\"value\":\"555 0107788\"}"
	    ",{\"name\":\"name\",\"role\":\"last_name\","
	    "\"value\":\"Doe\"}]", NULL, "555 0107788", NULL, "Doe",
	    "ACME" },
	{ "[{\"type\":\"email\",\"value\":\"a@shop.example\"},"
	    "{\"role\":\"email\",\"value\":\"b@shop.example\"}]",
	    "b@shop.example", NULL, NULL, NULL, NULL },
	{ "[{\"name\":\"a\",\"role\":7,\"value\":\"ACME\"}]", NULL, NULL,
	    NULL, NULL, NULL },
	{ "[{\"name\":\"company\",\"type\":\"checkbox\","
	    "\"value\":\"on\"}]", NULL, NULL, NULL, NULL, NULL },
};

/* What is kept of a field's value; NULL: nothing. */
static const struct {
	const char *data, *kept;
} values[] = {
	{ "{\"a\":\"x\"}", "x" },
	{ "{\"a\":true}", "true" },
	{ "{\"a\":12}", "12" },
	{ "{\"a\":\"\"}", NULL },
	{ "{\"a\":null}", NULL },
	{ "{\"a\":{\"b\":1}}", NULL },
	{ "{\"password\":\"x\"}", NULL },
	{ "{\"user_pwd\":\"x\"}", NULL },
	{ "[{\"name\":\"a\",\"type\":\"password\",\"value\":\"x\"}]", NULL },
	{ "[{\"name\":\"a\",\"autocomplete\":\"cc-number\",\"value\":\"1\"}]",
	    NULL },
	{ "[{\"name\":\"a\",\"autocomplete\":\"new-password\","
	    "\"value\":\"x\"}]", NULL },
	{ "{\"a\":\"4111 1111 1111 1111\"}", "**** **** **** 1111" },
	{ "{\"a\":\"pay 4111-1111-1111-1111 now\"}",
	    "pay ****-****-****-1111 now" },
	{ "{\"a\":\"378282246310005\"}", "***********0005" },
	{ "{\"a\":\"4111 1111 1111 1111 12/27 123\"}",
	    "**** **** **** 1111 12/27 123" },
	{ "{\"a\":\"4111.1111.1111.1111\"}", "****.****.****.1111" },
	{ "{\"a\":\"4111\\n1111\\n1111\\n1111\"}",
	    "****\n****\n****\n1111" },
	{ "{\"a\":\"4111\xC2\xA0" "1111\xC2\xA0" "1111\xC2\xA0" "1111\"}",
	    "****\xC2\xA0****\xC2\xA0****\xC2\xA0" "1111" },
	{ "{\"a\":\"DE89 3704 0044 0532 0130 00 please\"}",
	    "**** **** **** **** **30 00 please" },
	{ "{\"a\":\"DE89 3704 0044 0532 0130 01\"}",
	    "DE89 3704 0044 0532 0130 01" },
	/* a telephone or an address is none, whatever its sum (1 in 10) */
	{ "[{\"name\":\"a\",\"type\":\"tel\",\"value\":"
	    "\"+49 1512 3456787\"}]", "+49 1512 3456787" },
	/* but many a card's field is of type tel */
	{ "[{\"name\":\"a\",\"type\":\"tel\",\"value\":"
	    "\"4111 1111 1111 1111\"}]", "**** **** **** 1111" },
	{ "{\"a\":\"4111111111111111@mail.example\"}",
	    "4111111111111111@mail.example" },
	{ "[{\"name\":\"a\",\"type\":\"PASSWORD\",\"value\":\"x\"}]", NULL },
	{ "[{\"name\":\"a\",\"autocomplete\":\"CC-Number\","
	    "\"value\":\"1\"}]", NULL },
	{ "[{\"name\":\"a\",\"label\":\"Passwort:\",\"value\":\"x\"}]", NULL },
	{ "{\"user_pass\":\"x\"}", NULL },
	{ "{\"pin\":\"1234\"}", NULL },
	{ "{\"shipping\":\"fast\"}", "fast" },
	{ "{\"a\":\"4111 1111 1111 1112\"}", "4111 1111 1111 1112" },
	{ "{\"a\":\"onsite=yes metadata: x\"}", "onsite=yes metadata: x" },
	{ "{\"a\":\"<b>\\\"hi\\\"</b>\"}", "<b>\"hi\"</b>" },
};

static char memory[512 * 1024];

/* A form without a name is its page's path, never half a character. */
static void
check_key(void)
{
	char page[sizeof("https://shop.example/") + FIELD_NAME_MAX + 2];
	const struct form form = { .count = 1 };
	struct arena arena;

	CHECK_CASE("key");
	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(form_key(&arena, &form, "https://shop.example/a/b"), "/a/b");
	CHECK_TEXT(form_key(&arena, &form, "https://shop.example"), "/");
	memset(page, 'x', sizeof(page));
	memcpy(page, "https://shop.example/", 21);
	strcpy(page + 20 + FIELD_NAME_MAX - 1, "\xC3\xB6");
	CHECK_INT((int64_t)strlen(form_key(&arena, &form, page)),
	    FIELD_NAME_MAX - 1);
}

static const struct json *
parse(struct arena *arena, const char *text)
{
	const struct json *json = NULL;

	arena_init(arena, memory, sizeof(memory));
	CHECK_INT(json_parse(arena, text, strlen(text), JSON_VALUES_MAX,
	    &json), JSON_OK);
	return json;
}

static struct contact
read_contact(struct arena *arena, const char *data)
{
	static struct form form;

	CHECK_CASE(data);
	memset(&form, 0, sizeof(form));
	form_read(arena, parse(arena, data), &form);
	return form_contact(arena, &form);
}

int
main(void)
{
	static struct form form;
	struct arena arena;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct contact who = read_contact(&arena, forms[i].data);

		CHECK_TEXT(who.email, forms[i].email);
		CHECK_TEXT(who.phone, forms[i].phone);
		CHECK_TEXT(who.first_name, forms[i].first);
		CHECK_TEXT(who.last_name, forms[i].last);
		CHECK_TEXT(who.company, NULL);
	}
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++) {
		struct contact who = read_contact(&arena, people[i].data);

		CHECK_TEXT(who.email, people[i].email);
		CHECK_TEXT(who.phone, people[i].phone);
		CHECK_TEXT(who.first_name, people[i].first);
		CHECK_TEXT(who.last_name, people[i].last);
		CHECK_TEXT(who.company, people[i].company);
	}
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		CHECK_CASE(values[i].data);
		memset(&form, 0, sizeof(form));
		form_read(&arena, parse(&arena, values[i].data), &form);
		CHECK_INT(form.count, values[i].kept != NULL);
		if (form.count == 1)
			CHECK_TEXT(form.fields[0].value, values[i].kept);
	}
	check_key();
	return check_failed();
}
