/* attempts: every call that was made for a lead, with what came back. */
import { number } from './format.js';
import { make } from './make.js';
import { stamp } from './stamp.js';
import { targetName } from './story.js';
import { table } from './table.js';

function took({ started, ended }) {
	return ended ? `${number(Date.parse(ended) - Date.parse(started))} ms`
		: 'no answer was noted';
}

function columnsOf(at) {
	return [
		{ title: 'Call', cell: (call) => [call.words
			?? call.operation, call.excerpt && make('span.sub',
			call.excerpt), call.correlation_id && make('span.sub',
			'id ', make('code', call.correlation_id))] },
		{ title: 'When', cell: ({ started }) =>
			stamp(started, at.zone) },
		{ title: 'Answer', cell: ({ http, class: kind }) =>
			[http ?? '–', ' ', kind ?? ''] },
		{ title: 'Took', number: true, cell: took },
		{ title: 'Tokens', number: true, cell: ({ tokens }) =>
			number(tokens) },
	];
}

export function attempts(at, lead) {
	const jobs = lead.jobs.filter(({ tries }) => tries.length > 0);

	return jobs.map((job) => make('section.card', make('details',
		make('summary', make('h2', `Every attempt: ${
			targetName(job.target)} (${job.tries.length})`)),
		job.replays > 0 && make('p.soft', `Tried afresh ${
			job.replays === 1 ? 'once' : `${job.replays} times`}`
			+ ' by hand.'),
		table(columnsOf(at), job.tries, { caption:
			`Calls to ${job.target}` }))));
}
