/* verdicts: what became of a hit, in words. */

const VERDICTS = {
	stored: ['good', 'Stored'],
	duplicate: ['calm', 'Had it already'],
	bot: ['calm', 'A robot'],
	suspect: ['you', 'Perhaps a robot'],
	test: ['busy', 'A test'],
	ignored: ['calm', 'Ignored: owner'],
	rate_limited: ['you', 'Too many'],
	bad_request: ['wrong', 'Not understood'],
	unknown_pixel: ['wrong', 'Unknown site'],
	inactive_pixel: ['wrong', 'Site switched off'],
	origin_refused: ['wrong', 'Host not allowed'],
	counted_only: ['calm', 'Counted only'],
	busy: ['you', 'Too busy'],
};

export function verdictKind(verdict) {
	return VERDICTS[verdict.split(':')[0]]?.[0] ?? 'calm';
}

export function verdictWords(verdict) {
	return VERDICTS[verdict.split(':')[0]]?.[1] ?? verdict;
}
