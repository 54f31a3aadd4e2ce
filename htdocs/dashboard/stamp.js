/* stamp: a moment in the project's time zone, whole when pointed at. */
import { ago, dateWords, fullMoment, NOTHING, timeOfDay } from './format.js';
import { make } from './make.js';

function timeElement(iso, zone, ...parts) {
	return make('time', { datetime: iso, title: fullMoment(iso, zone) },
		...parts);
}

/* "Today 10:14" */
export function stamp(iso, zone) {
	return iso === null || iso === undefined ? NOTHING
		: timeElement(iso, zone, `${dateWords(iso, zone)} `,
			timeOfDay(iso, zone));
}

export function clockStamp(iso, zone, seconds = false) {
	return timeElement(iso, zone, timeOfDay(iso, zone, seconds));
}

/* "3 minutes ago" */
export function agoStamp(iso, zone) {
	return iso === null || iso === undefined ? NOTHING
		: timeElement(iso, zone, ago(iso));
}
