/* people: the persons of a made-up CRM and what happens to them, by circles
 * of those who have an address, a number or a name in common. */
import { codeOf, IF_EMPTY, NAMES, typeOf } from "./map.mjs";

export const MINUTE = 60000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const FIRST = ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Zoë", "Åsa"];
const LAST = ["Example", "Sample", "Muster", "O'Test", "van Probe", "Ñandú"];

export const BY_HAND = "by hand";
export const EDITED = ["first_campaign", "last_source"];

class Maker {
	constructor(random, days) {
		this.random = random;
		this.days = days;
		this.persons = [];
		this.events = [];
		this.circles = [];
		this.addresses = 0;
	}

	/* An address nobody else has. */
	address() {
		const { random } = this;
		this.addresses += 1;
		const host = random.pick(["example.com", "mail.example.com",
			"example.org", "shop.test"]);
		return `p${this.addresses}.${random.pick(["a", "info", "x-y",
			"o'n"])}@${host}`;
	}

	phone() {
		this.addresses += 1;
		return `+49 30 555${String(this.addresses).padStart(5, "0")}`;
	}

	name() {
		return `${this.random.pick(FIRST)} ${this.random.pick(LAST)}`;
	}

	onlyName() {
		this.addresses += 1;
		return `${this.random.pick(FIRST)} Only${this.addresses}`;
	}

	/* What a person holds before we come: some of either policy. */
	held() {
		const { random } = this;
		if (!random.chance(0.25))
			return {};
		const names = random.chance(0.7) ? IF_EMPTY : NAMES;
		return Object.fromEntries(names.filter((name) =>
			typeOf(name) === "varchar" && random.chance(0.6))
			.flatMap((name) => [1, 2].map((account) =>
				[codeOf(account, name), `kept ${name}`])));
	}

	person({ emails, phones = [], name = this.name(), since = null }) {
		const person = { id: this.persons.length + 1, name, emails,
			phones, since, custom_fields: this.held() };
		this.persons.push(person);
		if (since !== null)
			this.events.push({ at: since, kind: "create", person });
		return person;
	}

	/* Some moment while leads come in. */
	moment() {
		return this.random.int(HOUR, this.days * DAY);
	}
}

/* As somebody types it: another case, or blanks the collector has cut. */
function typed(random, email) {
	if (random.chance(0.15))
		return email.toUpperCase();
	return random.chance(0.2) ? email[0].toUpperCase() + email.slice(1)
		: email;
}

/* kind -> [how often, maker]; a maker gives the addresses and numbers that
 * the leads of this circle use, and when something happens to it. */
const KINDS = {
	plain: [42, (make) => {
		const email = make.address();
		make.person({ emails: [email] });
		return { emails: [email] };
	}],
	several: [10, (make) => {
		const emails = [make.address(), make.address(), make.address()]
			.slice(make.random.int(0, 1));
		make.person({ emails, phones: [make.phone()] });
		return { emails };
	}],
	cased: [8, (make) => {
		const email = make.address();
		make.person({ emails: [make.random.chance(0.5)
			? email.toUpperCase() : ` ${email} `] });
		return { emails: [email] };
	}],
	/* a tag, a dot, a longer word: other mailboxes, other persons */
	near: [7, (make) => {
		const email = make.address();
		const [box, host] = email.split("@");
		const near = [`${box}+tag@${host}`, `${box}.x@${host}`,
			`x${email}`, `${email}.test`];
		make.person({ emails: [email] });
		for (const other of near.slice(make.random.int(0, 3)))
			make.person({ emails: [other] });
		return { emails: [email, near[0], near[2]] };
	}],
	shared: [6, (make) => {
		const email = make.address();
		make.person({ emails: [email] });
		make.person({ emails: [make.address(), email] });
		return { emails: [email] };
	}],
	later: [10, (make) => {
		const email = make.address(), at = make.moment();
		make.person({ emails: [email], since: at });
		return { emails: [email], at };
	}],
	/* two at once with one address, who were not there before */
	shared_later: [3, (make) => {
		const email = make.address(), at = make.moment();
		make.person({ emails: [email], since: at });
		make.person({ emails: [email, make.address()], since: at });
		return { emails: [email], at };
	}],
	nobody: [6, (make) => ({ emails: [make.address()] })],
	/* somebody else has that number, or that name */
	stranger: [4, (make) => {
		const phone = make.phone(), name = make.name();
		make.person({ emails: [make.address()], phones: [phone],
			name });
		return { emails: [make.address(), null], phone, name };
	}],
	/* the only one of that name, without an address of their own: whom a
	 * project may write to if it says so */
	namesake: [4, (make) => {
		const name = make.onlyName();
		const { id } = make.person({ emails: [], name });
		return { emails: [make.address(), null], name, namesake: id };
	}],
	/* or with another address: somebody else */
	other_namesake: [2, (make) => {
		const name = make.onlyName();
		make.person({ emails: [make.address()], name });
		return { emails: [make.address(), null], name };
	}],
	/* somebody over there fills fields in by hand */
	edited: [4, (make) => {
		const email = make.address();
		const { id } = make.person({ emails: [email] });
		make.events.push({ at: make.moment(), kind: "edit", id,
			values: Object.fromEntries(EDITED.flatMap((name) =>
				[1, 2].map((account) => [codeOf(account, name),
					BY_HAND]))) });
		return { emails: [email] };
	}],
	stranger_later: [2, (make) => {
		const phone = make.phone(), email = make.address();
		make.person({ emails: [], phones: [phone] });
		make.person({ emails: [email], since: make.moment() });
		return { emails: [email], phone };
	}],
	deleted: [3, (make) => {
		const email = make.address();
		const { id } = make.person({ emails: [email] });
		const at = make.moment();
		make.events.push({ at, kind: "delete", id });
		return { emails: [email], at };
	}],
	merged: [4, (make) => {
		const lost = make.address(), kept = make.address();
		const { id } = make.person({ emails: [lost] });
		const to = make.person({ emails: [kept] }).id;
		const at = make.moment();
		make.events.push({ at, kind: "merge", id, to });
		return { emails: [lost, kept], at };
	}],
	moved: [4, (make) => {
		const before = make.address(), after = make.address();
		const { id } = make.person({ emails: [before] });
		const at = make.moment();
		make.events.push({ at, kind: "move", id, emails: [after] });
		return { emails: [before, after], at };
	}],
	phone_only: [4, (make) => {
		const phone = make.phone();
		make.person({ emails: [], phones: [phone] });
		return { emails: [null], phone };
	}],
};

const WEIGHTS = Object.entries(KINDS).map(([kind, [weight]]) =>
	[weight, kind]);

/* {persons, events by time, circles: [{kind, emails, phone, name}]} of about
 * `count` persons. */
export function makePeople(random, count, days) {
	const make = new Maker(random, days);
	while (make.persons.length < count) {
		const kind = random.weighted(WEIGHTS);
		make.circles.push({ kind, ...KINDS[kind][1](make) });
	}
	make.events.sort((a, b) => a.at - b.at);
	return make;
}

/* A lead's way to reach somebody of the circle. */
export function contactOf(random, circle) {
	const email = random.pick(circle.emails);
	const [first_name, last_name] = (circle.name ?? "Ann Visitor")
		.split(/ (.*)/);
	return {
		email: email === null ? null : typed(random, email),
		phone: email === null || random.chance(0.5)
			? circle.phone ?? null : null,
		first_name, last_name, namesake: circle.namesake,
	};
}
