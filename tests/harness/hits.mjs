/* hits: messages as pixel.js makes them. */
import { randomBytes } from "node:crypto";
import { PIXEL } from "./install.mjs";

/* 32 digits in the layout of UUIDv7. */
export function makeId(now = Date.now()) {
	const rest = randomBytes(10);
	rest[0] = 0x70 | rest[0] & 0x0f;
	rest[2] = 0x80 | rest[2] & 0x3f;
	return now.toString(16).padStart(12, "0") + rest.toString("hex");
}

export function makeVisitor() {
	return `pxl_${makeId()}`;
}

/* A page view; `more` replaces, undefined leaves out. */
export function makeHit(more = {}) {
	return { pixel_id: PIXEL, hit_id: makeId(),
		page_url: "https://shop.example/lamps",
		page_title: "Lamps", event_type: "pageview", ...more };
}

/* A form with a way to reach someone, each time another: one person who writes
 * from many browsers is a suspect. */
export function makeLead(more = {}) {
	const id = makeId();
	return makeHit({ hit_id: id, lead_id: makeId(),
		page_url: "https://shop.example/contact",
		event_type: "form_submit", form_state: "confirmed",
		form: { id: "contact", name: "contact", method: "post" },
		form_data: { email: `jane.${id.slice(-8)}@example.com`,
			first_name: "Jane", last_name: "Example" }, ...more });
}
