/* What a field asks for, by all that a page says of it: names as builders of
 * forms give them, and labels in English.  Other languages: test_role_words. */
#include "bounds.h"
#include "check.h"
#include "form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* By its name alone. */
static const struct {
	const char *name;
	enum role role;
} names[] = {
	{ "email", ROLE_EMAIL }, { "EMAIL", ROLE_EMAIL },
	{ "e-mail", ROLE_EMAIL }, { "e_mail", ROLE_EMAIL },
	{ "eMail", ROLE_EMAIL }, { "emailAddress", ROLE_EMAIL },
	{ "emailaddress1", ROLE_EMAIL }, { "email-2", ROLE_EMAIL },
	{ "$email", ROLE_EMAIL }, { "_replyto", ROLE_EMAIL },
	{ "user_email", ROLE_EMAIL }, { "userEmail", ROLE_EMAIL },
	{ "txtEmail", ROLE_EMAIL }, { "inputEMail", ROLE_EMAIL },
	{ "email_field", ROLE_EMAIL }, { "billing_email", ROLE_EMAIL },
	{ "customer-email", ROLE_EMAIL }, { "work_email", ROLE_EMAIL },
	/* builders: Contact Form 7, WPForms, Elementor, Divi, Fluent, ... */
	{ "your-email", ROLE_EMAIL }, { "your-name", ROLE_FULL },
	{ "your-company", ROLE_COMPANY }, { "tel-628", ROLE_PHONE },
	{ "wpforms[fields][3]", ROLE_NONE },
	{ "wpforms[fields][0][first]", ROLE_FIRST },
	{ "wpforms[fields][0][last]", ROLE_LAST },
	{ "form_fields[email]", ROLE_EMAIL },
	{ "form_fields[name]", ROLE_FULL },
	{ "form_fields[field_1a2b3c]", ROLE_NONE },
	{ "et_pb_contact_email_0", ROLE_EMAIL },
	{ "et_pb_contact_name_0", ROLE_FULL },
	{ "et_pb_signup_firstname", ROLE_FIRST },
	{ "et_pb_contact_message_0", ROLE_NONE },
	{ "names[first_name]", ROLE_FIRST },
	{ "names[last_name]", ROLE_LAST },
	{ "input_1_3", ROLE_NONE }, { "input_1.3", ROLE_NONE },
	{ "nf-field-2", ROLE_NONE }, { "ninja_forms_field_2", ROLE_NONE },
	{ "name-1", ROLE_FULL }, { "email-1", ROLE_EMAIL },
	{ "phone-1", ROLE_PHONE }, { "name-1-first-name", ROLE_FIRST },
	{ "name-1-last-name", ROLE_LAST },
	{ "item_meta[6]", ROLE_NONE }, { "item_meta[6][first]", ROLE_FIRST },
	{ "0-1/email", ROLE_EMAIL }, { "0-1/firstname", ROLE_FIRST },
	{ "0-1/mobilephone", ROLE_PHONE }, { "0-2/name", ROLE_COMPANY },
	{ "FNAME", ROLE_FIRST }, { "LNAME", ROLE_LAST },
	{ "PHONE", ROLE_PHONE }, { "MMERGE3", ROLE_NONE },
	{ "PRENOM", ROLE_FIRST }, { "NOM", ROLE_FAMILY },
	{ "SMS", ROLE_PHONE },
	{ "q3_email", ROLE_EMAIL }, { "q4_fullName4[first]", ROLE_FIRST },
	{ "q4_fullName4[last]", ROLE_LAST },
	{ "q5_phoneNumber5[full]", ROLE_PHONE },
	{ "contact[email]", ROLE_EMAIL }, { "contact[Name]", ROLE_FULL },
	{ "contact[Phone number]", ROLE_PHONE },
	{ "mauticform[f_name]", ROLE_FIRST },
	{ "fields[company]", ROLE_COMPANY },
	{ "form_submission[name]", ROLE_FULL },
	{ "submitted[your_email]", ROLE_EMAIL },
	{ "jform[contact_email]", ROLE_EMAIL },
	{ "tx_powermail_pi1[field][e_mail]", ROLE_EMAIL },
	{ "ctl00$MainContent$txtEmail", ROLE_EMAIL },
	{ "Contact[0][FirstName]", ROLE_FIRST },
	{ "data[Lead][company]", ROLE_COMPANY },
	{ "Name_First", ROLE_FIRST }, { "Name_Last", ROLE_LAST },
	{ "PhoneNumber_countrycode", ROLE_PHONE },
	{ "telephone1", ROLE_PHONE }, { "mobile_phone", ROLE_PHONE },
	{ "billing_first_name", ROLE_FIRST },
	{ "billing_company", ROLE_COMPANY }, { "f_name", ROLE_FIRST },
	{ "l_name", ROLE_LAST }, { "organisation", ROLE_COMPANY },
	{ "companyname", ROLE_COMPANY }, { "company_name", ROLE_COMPANY },
	/* never by a part of it (incident W10) */
	{ "email_opt_in", ROLE_NONE }, { "emailOptIn", ROLE_NONE },
	{ "mailing_list", ROLE_NONE }, { "mailing_street", ROLE_NONE },
	{ "phone_model", ROLE_NONE }, { "phone_type", ROLE_NONE },
	{ "company_size", ROLE_NONE }, { "company-website", ROLE_NONE },
	{ "username", ROLE_NONE }, { "user_name", ROLE_NONE },
	{ "userName", ROLE_NONE }, { "file_name", ROLE_NONE },
	{ "event_name", ROLE_NONE }, { "event[name]", ROLE_NONE },
	{ "dog[name]", ROLE_NONE }, { "email[opt_in]", ROLE_NONE },
	{ "form-name", ROLE_NONE }, { "form_name", ROLE_NONE },
	{ "contact_form_name", ROLE_NONE }, { "nickname", ROLE_NONE },
	{ "product", ROLE_NONE }, { "is_company", ROLE_NONE },
	{ "field_name", ROLE_NONE }, { "company_type", ROLE_NONE },
	{ "message", ROLE_NONE },
	{ "contact", ROLE_NONE }, { "your", ROLE_NONE }, { "7", ROLE_NONE },
	{ "", ROLE_NONE }, { NULL, ROLE_NONE },
};

/* By its label alone, in English. */
static const struct {
	const char *label;
	enum role role;
} labels[] = {
	{ "Email Address*", ROLE_EMAIL }, { "Your e-mail", ROLE_EMAIL },
	{ "E-mail (required)", ROLE_EMAIL }, { "* Email:", ROLE_EMAIL },
	{ "Email Address (will not be published) *", ROLE_EMAIL },
	{ "What is your email?", ROLE_EMAIL },
	{ "What's your email address?", ROLE_EMAIL },
	{ "Please enter your e‑mail address", ROLE_EMAIL },
	{ "E\u00ADmail", ROLE_EMAIL }, { "📧 Email", ROLE_EMAIL },
	{ "Ｅ－ｍａｉｌ", ROLE_EMAIL }, { "E-mailRequired", ROLE_EMAIL },
	{ "Your best email", ROLE_EMAIL }, { "Business Email", ROLE_EMAIL },
	{ "Phone Number (including area code)", ROLE_PHONE },
	{ "Phone (optional)", ROLE_PHONE }, { "Tel.:", ROLE_PHONE },
	{ "Contact number", ROLE_PHONE }, { "Mobile no.", ROLE_PHONE },
	{ "Your contact number *", ROLE_PHONE }, { "Cell phone", ROLE_PHONE },
	{ "Daytime telephone", ROLE_PHONE }, { "☎ Phone", ROLE_PHONE },
	{ "WhatsApp number", ROLE_PHONE },
	{ "First", ROLE_FIRST }, { "Last", ROLE_LAST },
	{ "First name *", ROLE_FIRST }, { "Given name(s)", ROLE_FIRST },
	{ "Surname", ROLE_LAST }, { "Family name:", ROLE_LAST },
	{ "Your name", ROLE_FULL }, { "Full Name *", ROLE_FULL },
	{ "First & last name", ROLE_FULL }, { "Name (required)", ROLE_FULL },
	{ "What is your name?", ROLE_FULL }, { "Contact person", ROLE_FULL },
	{ "Name and surname", ROLE_FULL }, { "Customer name", ROLE_FULL },
	{ "Company", ROLE_COMPANY }, { "Company name *", ROLE_COMPANY },
	{ "Company / Organization", ROLE_COMPANY },
	{ "Name of your company", ROLE_COMPANY },
	{ "Business name", ROLE_COMPANY }, { "Organisation", ROLE_COMPANY },
	{ "Mailing list", ROLE_NONE }, { "Phone model", ROLE_NONE },
	{ "Company size", ROLE_NONE }, { "User name", ROLE_NONE },
	{ "Your user name", ROLE_NONE }, { "File name", ROLE_NONE },
	{ "Event name", ROLE_NONE }, { "Name of your dog", ROLE_NONE },
	{ "Name (of your dog)", ROLE_NONE },
	{ "Email me the newsletter", ROLE_NONE },
	{ "May we phone you?", ROLE_NONE },
	{ "How did you hear about our company?", ROLE_NONE },
	{ "First time here?", ROLE_NONE }, { "Last visit", ROLE_NONE },
	{ "Number of employees", ROLE_NONE }, { "Job title", ROLE_NONE },
	{ "*", ROLE_NONE }, { "Your message", ROLE_NONE },
};

/* What goes before what: the page's own word, autocomplete, type, name,
 * label. */
static const struct {
	struct form_field field;
	enum role role;
} ranks[] = {
	{ { .told = "email", .name = "phone" }, ROLE_EMAIL },
	{ { .told = "phone", .autocomplete = "email" }, ROLE_PHONE },
	{ { .told = "first_name", .type = "email" }, ROLE_FIRST },
	{ { .told = "last_name" }, ROLE_LAST },
	{ { .told = "name", .name = "event_name" }, ROLE_FULL },
	{ { .told = "company", .type = "checkbox" }, ROLE_COMPANY },
	{ { .told = "colour", .name = "phone" }, ROLE_PHONE },
	{ { .autocomplete = "organization", .name = "phone" },
	    ROLE_COMPANY },
	{ { .autocomplete = "section-a shipping tel" }, ROLE_PHONE },
	{ { .autocomplete = "work email webauthn" }, ROLE_EMAIL },
	{ { .autocomplete = "Given-Name", .name = "last_name" },
	    ROLE_FIRST },
	{ { .autocomplete = "organization-title" }, ROLE_NONE },
	{ { .autocomplete = "username", .name = "u" }, ROLE_NONE },
	{ { .autocomplete = "off", .name = "company" }, ROLE_COMPANY },
	{ { .type = "email", .name = "phone" }, ROLE_EMAIL },
	{ { .type = "EMAIL", .name = "x" }, ROLE_EMAIL },
	{ { .type = "tel", .name = "x" }, ROLE_PHONE },
	{ { .type = "text", .name = "x", .label = "Company" },
	    ROLE_COMPANY },
	{ { .name = "input_1_3", .label = "First" }, ROLE_FIRST },
	{ { .name = "nf-field-2", .label = "Email Address*" }, ROLE_EMAIL },
	{ { .name = "MMERGE3", .label = "Company" }, ROLE_COMPANY },
	{ { .name = "last_name", .label = "First name" }, ROLE_LAST },
	{ { .name = "username", .label = "E-mail" }, ROLE_EMAIL },
	/* a box to tick or a list says nothing of who somebody is */
	{ { .type = "checkbox", .label = "Company" }, ROLE_NONE },
	{ { .type = "radio", .name = "name" }, ROLE_NONE },
	{ { .type = "select-one", .name = "company" }, ROLE_COMPANY },
};

/* A caption of the greatest length, all words. */
static void
check_long(void)
{
	char text[FIELD_NAME_MAX + 1];
	struct form_field field = { .name = text };

	CHECK_CASE("long");
	for (size_t i = 0; i < FIELD_NAME_MAX; i++)
		text[i] = i % 2 == 0 ? 'a' : ' ';
	text[FIELD_NAME_MAX] = '\0';
	CHECK_INT(role_of(&field), ROLE_NONE);
	memset(text, 'm', FIELD_NAME_MAX);
	CHECK_INT(role_of(&field), ROLE_NONE);
	for (size_t i = 0; i < FIELD_NAME_MAX; i++)
		text[i] = i % 2 == 0 ? '\xC3' : '\x9F';
	CHECK_INT(role_of(&field), ROLE_NONE);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		const struct form_field field = { .name = names[i].name };

		CHECK_CASE(names[i].name);
		CHECK_INT(role_of(&field), names[i].role);
	}
	for (size_t i = 0; i < COUNT(labels); i++) {
		const struct form_field field = { .label = labels[i].label };

		CHECK_CASE(labels[i].label);
		CHECK_INT(role_of(&field), labels[i].role);
	}
	for (size_t i = 0; i < COUNT(ranks); i++) {
		CHECK_CASE(ranks[i].field.name != NULL ? ranks[i].field.name
		    : ranks[i].field.autocomplete);
		CHECK_INT(role_of(&ranks[i].field), ranks[i].role);
	}
	check_long();
	return check_failed();
}
