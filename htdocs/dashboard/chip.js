/* chip: a state in plain words, and the colour of what it asks of people. */
import { make } from './make.js';

/* good: done; busy: on its way; you: somebody has to do something; wrong;
 * calm: ended, and nothing is to be done. */
const KINDS = {
	held: 'busy', ready: 'busy', sending: 'busy', retry: 'busy',
	unsure: 'busy', waiting: 'busy', review: 'you', suspect: 'you',
	synced: 'good', unchanged: 'good', not_found: 'calm', failed: 'wrong',
	skipped: 'calm', cancelled: 'calm', erased: 'calm',
};

/* For the choice of a filter. */
export const STATES = [
	['waiting_for_you', 'Waiting for you'],
	['held', 'Resting before it is sent'],
	['ready', 'To be sent'],
	['sending', 'Being sent'],
	['retry', 'Tries again'],
	['unsure', 'Sent, to be checked'],
	['waiting', 'Not in Pipedrive yet'],
	['review', 'Choose the person'],
	['suspect', 'Perhaps a robot'],
	['synced', 'Written'],
	['unchanged', 'Nothing to change'],
	['not_found', 'Not in Pipedrive'],
	['failed', 'Failed'],
	['skipped', 'Not sent'],
	['cancelled', 'Called off'],
	['erased', 'Erased'],
];

export function kindOf(state) {
	return KINDS[state] ?? 'calm';
}

export function chip(kind, text) {
	return make(`span.chip.${kind}`, make('span.pixel',
		{ 'aria-hidden': 'true' }), text);
}

export function stateChip(job) {
	return job ? chip(kindOf(job.state), job.label ?? job.state)
		: chip('calm', 'No CRM job');
}
