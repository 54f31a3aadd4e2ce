/* source: where somebody came from, in few words. */
import { make } from './make.js';

/*
 * GA's words for nothing say nothing: (not set), (none).  What came with no
 * word of where from was typed in, or kept it to itself: nobody can tell.
 */
export function sourceWords(touch) {
	const source = touch?.source ?? touch?.channel;
	const medium = touch?.medium?.startsWith('(') ? null : touch?.medium;

	return source ? [source, medium].filter(Boolean).join(' / ')
		: 'direct or unknown';
}

function isSame(a, b) {
	return a?.source === b?.source && a?.medium === b?.medium
		&& a?.campaign === b?.campaign;
}

/* First, then last where it is another. */
export function fromTo({ first, last }) {
	const channel = last?.channel ?? first?.channel;

	return [make('span', sourceWords(first ?? last)),
		first && last && !isSame(first, last) && [
			make('span.arrow', { 'aria-label': 'then' }, ' → '),
			make('span', sourceWords(last))],
		channel && make('span.sub', channel)];
}
