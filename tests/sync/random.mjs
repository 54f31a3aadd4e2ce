/* random: numbers that look drawn, and that a seed repeats. */

/* mulberry32: 32 bits of state are enough to tell one world from another. */
export function makeRandom(seed) {
	let state = seed >>> 0;
	const real = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const int = (least, most) =>
		least + Math.floor(real() * (most - least + 1));
	return {
		real,
		int,
		chance: (share) => real() < share,
		pick: (list) => list[int(0, list.length - 1)],
		/* of [[weight, value], ...] */
		weighted(list) {
			let left = real() * list.reduce((sum, [weight]) =>
				sum + weight, 0);
			for (const [weight, value] of list)
				if ((left -= weight) < 0)
					return value;
			return list.at(-1)[1];
		},
	};
}
