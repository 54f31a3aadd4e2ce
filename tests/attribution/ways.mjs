/* ways: how the same hits may reach the collector. */

export function orders(list) {
	if (list.length < 2)
		return [list];
	return list.flatMap((one, i) => orders(
		[...list.slice(0, i), ...list.slice(i + 1)])
		.map((rest) => [one, ...rest]));
}

/* Kept in the outbox for so long, and then sent after all others. */
const late = (minutes) => (hits) => hits.map((hit, i) => [
	...hits.filter((_, other) => other !== i),
	{ ...hit, late: minutes }]);

/* name in a case's `ways` -> the deliveries it means */
export const WAYS = {
	orders,
	late: late(90),
	days: late(3 * 24 * 60),
	/* each sent again at once, and all again at the end */
	twice: (hits) => [hits.flatMap((hit) => [hit, hit]),
		[...hits, ...hits], [...hits, ...[...hits].reverse()]],
	/* one never arrives; only for hits that are not alone in their visit */
	lost: (hits) => hits.map((_, i) =>
		hits.filter((__, other) => other !== i)),
};

/* Of a case that names no ways: as it is written. */
export function deliveries({ hits, ways }) {
	return ways === undefined ? [hits]
		: ways.flatMap((way) => WAYS[way](hits));
}
