/* What a field asks for, by labels and names in the languages of our sites. */
#include "check.h"
#include "form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *label;
	enum role role;
} labels[] = {
	/* German */
	{ "E-Mail-Adresse (Pflichtfeld)", ROLE_EMAIL },
	{ "Ihre E-Mail-Adresse *", ROLE_EMAIL },
	{ "E-Mail (wird nicht veröffentlicht)", ROLE_EMAIL },
	{ "Geschäftliche E-Mail", ROLE_EMAIL }, { "Mailadresse", ROLE_EMAIL },
	{ "Bitte geben Sie Ihre E-Mail ein", ROLE_EMAIL },
	{ "Wie lautet Ihre E-Mail-Adresse?", ROLE_EMAIL },
	{ "Telefonnummer (freiwillig)", ROLE_PHONE },
	{ "Telefon / Handy", ROLE_PHONE }, { "Tel.-Nr.", ROLE_PHONE },
	{ "Rückrufnummer", ROLE_PHONE }, { "Rueckrufnummer", ROLE_PHONE },
	{ "Ihre Handynummer:", ROLE_PHONE }, { "Mobil", ROLE_PHONE },
	{ "Vorname*", ROLE_FIRST }, { "Ihr Vorname", ROLE_FIRST },
	{ "Nachname", ROLE_LAST }, { "Familienname", ROLE_LAST },
	{ "Vor- und Nachname", ROLE_FULL }, { "Ihr Name *", ROLE_FULL },
	{ "Name (Vor- und Nachname)", ROLE_FULL },
	{ "Ansprechpartner", ROLE_FULL }, { "Firma", ROLE_COMPANY },
	{ "Name Ihres Unternehmens", ROLE_COMPANY },
	{ "Firma / Organisation", ROLE_COMPANY },
	{ "Unternehmen (optional)", ROLE_COMPANY },
	{ "Benutzername", ROLE_NONE }, { "Name des Kindes", ROLE_NONE },
	{ "Handymodell", ROLE_NONE }, { "Firmengröße", ROLE_NONE },
	{ "Rechnungsnummer", ROLE_NONE },
	/* French */
	{ "Votre adresse e-mail *", ROLE_EMAIL }, { "Courriel", ROLE_EMAIL },
	{ "Adresse de messagerie", ROLE_EMAIL },
	{ "Adresse électronique (obligatoire)", ROLE_EMAIL },
	{ "Quelle est votre adresse e-mail ?", ROLE_EMAIL },
	{ "N° de téléphone", ROLE_PHONE }, { "Tél. portable", ROLE_PHONE },
	{ "Votre numéro de téléphone", ROLE_PHONE },
	{ "Prénom :", ROLE_FIRST }, { "Votre prénom", ROLE_FIRST },
	{ "Votre nom de famille", ROLE_LAST }, { "Nom *", ROLE_FAMILY },
	{ "Nom et prénom", ROLE_FULL }, { "Nom complet", ROLE_FULL },
	{ "Société", ROLE_COMPANY }, { "Raison sociale", ROLE_COMPANY },
	{ "Nom de l’entreprise", ROLE_COMPANY },
	{ "Nom de votre société", ROLE_COMPANY },
	{ "Nom d'utilisateur", ROLE_NONE }, { "Nom du chien", ROLE_NONE },
	/* Spanish */
	{ "Correo electrónico *", ROLE_EMAIL },
	{ "¿Cuál es tu correo electrónico?", ROLE_EMAIL },
	{ "Dirección de correo electrónico", ROLE_EMAIL },
	{ "Teléfono móvil", ROLE_PHONE }, { "Celular", ROLE_PHONE },
	{ "Número de teléfono (opcional)", ROLE_PHONE },
	{ "Tu nombre", ROLE_GIVEN }, { "Apellidos", ROLE_LAST },
	{ "Nombre y apellidos", ROLE_FULL },
	{ "Nombre completo", ROLE_FULL }, { "Empresa", ROLE_COMPANY },
	{ "Nombre de la empresa", ROLE_COMPANY },
	{ "Razón social", ROLE_COMPANY },
	{ "Nombre de usuario", ROLE_NONE },
	/* Italian */
	{ "La tua email", ROLE_EMAIL }, { "Indirizzo e-mail", ROLE_EMAIL },
	{ "Posta elettronica", ROLE_EMAIL }, { "Cellulare", ROLE_PHONE },
	{ "Numero di telefono*", ROLE_PHONE }, { "Il tuo nome", ROLE_GIVEN },
	{ "Cognome (obbligatorio)", ROLE_LAST },
	{ "Nome e cognome", ROLE_FULL }, { "Azienda", ROLE_COMPANY },
	{ "Nome dell'azienda", ROLE_COMPANY },
	{ "Ragione sociale", ROLE_COMPANY }, { "Nome utente", ROLE_NONE },
	/* Portuguese */
	{ "Seu melhor e-mail", ROLE_EMAIL },
	{ "Endereço de e-mail", ROLE_EMAIL },
	{ "Telemóvel", ROLE_PHONE }, { "Número de telefone", ROLE_PHONE },
	{ "Celular/WhatsApp", ROLE_PHONE }, { "Sobrenome", ROLE_LAST },
	{ "Qual o seu nome?", ROLE_GIVEN }, { "Nome completo", ROLE_FULL },
	{ "Nome da empresa", ROLE_COMPANY }, { "Razão social", ROLE_COMPANY },
	/* Dutch */
	{ "E-mailadres (verplicht)", ROLE_EMAIL },
	{ "Uw e-mailadres", ROLE_EMAIL }, { "Telefoonnummer", ROLE_PHONE },
	{ "Mobiel nummer", ROLE_PHONE }, { "Voornaam", ROLE_FIRST },
	{ "Achternaam *", ROLE_LAST }, { "Je naam", ROLE_FULL },
	{ "Voor- en achternaam", ROLE_FULL }, { "Bedrijf", ROLE_COMPANY },
	{ "Naam van uw bedrijf", ROLE_COMPANY },
	{ "Gebruikersnaam", ROLE_NONE }, { "Naam van uw hond", ROLE_NONE },
	/* Polish */
	{ "Adres e-mail", ROLE_EMAIL }, { "Twój adres e-mail", ROLE_EMAIL },
	{ "Numer telefonu", ROLE_PHONE }, { "Telefon komórkowy", ROLE_PHONE },
	{ "Imię", ROLE_FIRST }, { "Nazwisko (wymagane)", ROLE_LAST },
	{ "Imię i nazwisko *", ROLE_FULL }, { "Nazwa firmy", ROLE_COMPANY },
	{ "Nazwa użytkownika", ROLE_NONE },
	/* Swedish, Danish, Norwegian, Finnish */
	{ "E-postadress", ROLE_EMAIL }, { "Din e-post", ROLE_EMAIL },
	{ "Förnamn", ROLE_FIRST }, { "Efternamn", ROLE_LAST },
	{ "För- och efternamn", ROLE_FULL }, { "Företag", ROLE_COMPANY },
	{ "Mobilnummer", ROLE_PHONE }, { "Användarnamn", ROLE_NONE },
	{ "Din e-mailadresse", ROLE_EMAIL }, { "Tlf. nr.", ROLE_PHONE },
	{ "Fornavn", ROLE_FIRST }, { "Etternavn", ROLE_LAST },
	{ "Dit navn (påkrævet)", ROLE_FULL },
	{ "Virksomhed", ROLE_COMPANY }, { "Bedriftsnavn", ROLE_COMPANY },
	{ "Sähköpostiosoite", ROLE_EMAIL }, { "Puhelinnumero", ROLE_PHONE },
	{ "Etunimi", ROLE_FIRST }, { "Sukunimi", ROLE_LAST },
	{ "Nimi (pakollinen)", ROLE_FULL }, { "Yritys", ROLE_COMPANY },
	{ "Yrityksen nimi", ROLE_COMPANY }, { "Käyttäjänimi", ROLE_NONE },
	/* Czech, Turkish, Russian, Japanese */
	{ "Váš e-mail", ROLE_EMAIL }, { "Telefonní číslo", ROLE_PHONE },
	{ "Jméno", ROLE_GIVEN }, { "Příjmení", ROLE_LAST },
	{ "Jméno a příjmení *", ROLE_FULL },
	{ "Název firmy", ROLE_COMPANY }, { "Uživatelské jméno", ROLE_NONE },
	{ "E-posta adresiniz", ROLE_EMAIL },
	{ "Cep telefonu", ROLE_PHONE }, { "Adınız", ROLE_GIVEN },
	{ "SOYADI", ROLE_LAST }, { "Ad Soyad (zorunlu)", ROLE_FULL },
	{ "Şirket adı", ROLE_COMPANY }, { "Kullanıcı adı", ROLE_NONE },
	{ "Электронная почта *", ROLE_EMAIL }, { "ТЕЛЕФОН", ROLE_PHONE },
	{ "Ваше имя", ROLE_GIVEN }, { "Фамилия", ROLE_LAST },
	{ "ФИО", ROLE_TURNED }, { "Название компании", ROLE_COMPANY },
	{ "Имя пользователя", ROLE_NONE },
	{ "メールアドレス（必須）", ROLE_EMAIL },
	{ "電話番号 ※任意", ROLE_PHONE }, { "お名前", ROLE_TURNED },
	{ "姓", ROLE_LAST }, { "名", ROLE_FIRST }, { "会社名", ROLE_COMPANY },
	{ "ユーザー名", ROLE_NONE },
	/* accents as letters of their own (NFD), and names without them */
	{ "Pre\u0301nom", ROLE_FIRST }, { "Fo\u0308rnamn", ROLE_FIRST },
	{ "correo-electronico", ROLE_EMAIL }, { "nachname", ROLE_LAST },
	{ "razao_social", ROLE_COMPANY },
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(labels); i++) {
		const struct form_field field = { .label = labels[i].label };

		CHECK_CASE(labels[i].label);
		CHECK_INT(role_of(&field), labels[i].role);
	}
	return check_failed();
}
