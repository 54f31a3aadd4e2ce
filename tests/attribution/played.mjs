/* played: what is stored of a visitor, in the words of the case tables. */

const ENDS = ["first", "last", "nondirect"];

/* "google / cpc / lamps / Paid Search / gclid"; - is nothing */
function inWords({ source, medium, campaign, channel, rule }) {
	return [source, medium, campaign ?? "-", channel, rule].join(" / ");
}

/* All of a touch but what differs between two deliveries of the same hits:
 * row ids and milliseconds. */
function lasting(row, now) {
	const { id, visitor_id, landed, occurred, ...rest } = row;
	return { minute: Math.round((landed - now) / 60000), ...rest };
}

/* {first, last, nondirect: words or "none", touches: [...], rows} */
export function readPlayed(stage, visitor, now) {
	const token = visitor.slice(4).padEnd(32, "0").toUpperCase();
	const rows = stage.rows(`SELECT t.* FROM touches t
		JOIN visitors v ON v.id = t.visitor_id
		WHERE hex(substr(v.token, 1, 16)) = '${token}' ORDER BY t.occurred, t.landed`);
	const [ends] = stage.rows(`SELECT first_touch AS first,
		last_touch AS last, last_nondirect_touch AS nondirect
		FROM visitors WHERE hex(substr(token, 1, 16)) = '${token}'`);
	const found = Object.fromEntries(ENDS.map((end) =>
		[end, rows.find(({ id }) => id === ends?.[end])]));
	return { found, touches: rows.map((row) => lasting(row, now)),
		count: rows.length,
		...Object.fromEntries(ENDS.map((end) => [end, found[end]
			? inWords(found[end]) : "none"])) };
}

/* The last touch a lead was frozen with. */
export function readLead(stage, { id }) {
	const [row] = stage.rows(`SELECT t.* FROM submissions s
		JOIN tracking_events e ON e.id = s.event_id
		LEFT JOIN touches t ON t.id = s.last_touch
		WHERE hex(e.hit_id) = upper('${id}')`);
	return row?.source ? inWords(row) : "none";
}

/* What a case says, with what it leaves out: last is as first, and the last
 * that is not direct as the last. */
export function expected(made) {
	const { first, last = first, nondirect = last } = made;
	return { first, last, nondirect };
}
