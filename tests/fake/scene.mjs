/* scene: a fake with a small account, for its own tests. */
import { test } from "node:test";
import { control, TOKEN } from "./caller.mjs";
import { startPipedrive } from "./pipedrive.mjs";

export const NOON = Date.parse("2026-03-01T12:00:00Z");
export const OLD = "2026-01-01T00:00:00Z";
export const code = (digit) => String(digit).repeat(40);
export const [TEXT, PICK, NUMBER, LOCKED] = [1, 2, 3, 4].map(code);
export const OPTIONS = [{ id: 11, label: "One" }, { id: 12, label: "Two" }];
export const PERSONS = "/api/v2/persons";
export const JANE = `${PERSONS}/1`;
export const SEARCH = `${PERSONS}/search`;
export const FIELDS = "/api/v2/personFields";

/* Jane with near neighbours, twins by address, one hidden and one deleted. */
const SEED = {
	account: { company_domain: "acme" },
	tokens: [{ token: TOKEN }],
	fields: [
		{ field_code: TEXT, field_type: "varchar", field_name: "Note" },
		{ field_code: PICK, field_type: "enum", field_name: "Pick",
			options: OPTIONS },
		{ field_code: NUMBER, field_type: "double",
			field_name: "Hits" },
		{ field_code: LOCKED, field_type: "text", field_name: "Locked",
			is_writable: false },
	],
	persons: [
		{ id: 1, name: "Jane Example", update_time: OLD,
			emails: ["Jane@example.com", "jane@home.test"],
			custom_fields: { [TEXT]: "kept", [PICK]: 11 } },
		{ id: 2, name: "Mary-Jane Example", update_time: OLD,
			emails: ["mary-jane@example.com"] },
		{ id: 3, name: "Al Twin", emails: ["twin@example.com"],
			phones: ["+1 (202) 555-0105"] },
		{ id: 4, name: "Bo Twin", emails: ["twin@example.com"] },
		{ id: 5, name: "Hidden Twin", emails: ["twin@example.com"],
			visible: false },
		{ id: 6, name: "Gone Twin", emails: ["twin@example.com"],
			is_deleted: true },
	],
};

/* Runs body against a fake of its own whose clock stands at noon. */
export function scene(name, body) {
	test(name, async () => {
		const fake = await startPipedrive(
			{ seed: SEED, clock: () => NOON });
		try {
			await body(fake);
		} finally {
			await fake.close();
		}
	});
}

export const state = ({ url }) => control(url, "GET", "persons");
export const jane = async (fake) => (await state(fake)).persons[0];
export const custom = (values) => ({ custom_fields: values });
export const found = ({ body }) => body.data.items.map(({ item }) => item.id);
export const query = (values) => `?${new URLSearchParams(values)}`;
