/* format: figures and moments as people read them. */

const LOCALE = 'en-GB';
const DAY = 24 * 60 * 60 * 1000;
const UNITS = [['second', 60], ['minute', 60], ['hour', 24], ['day', 9999]];

const whole = new Intl.NumberFormat(LOCALE);
const share = new Intl.NumberFormat(LOCALE, { style: 'percent',
	maximumFractionDigits: 1 });
const changed = new Intl.NumberFormat(LOCALE, { style: 'percent',
	maximumFractionDigits: 0, signDisplay: 'exceptZero' });
const distance = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const places = new Intl.DisplayNames(LOCALE, { type: 'region' });

export const NOTHING = '–';

export function number(value) {
	return value === null || value === undefined ? NOTHING
		: whole.format(value);
}

export function percent(value) {
	return value === null || value === undefined ? NOTHING
		: share.format(value);
}

/* Against before; null where there is nothing to compare. */
export function change(now, before) {
	return !before || now === null || now === undefined ? null
		: changed.format(now / before - 1);
}

export function bytes(value) {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
	let unit = 0;

	if (value === null || value === undefined || value < 0)
		return NOTHING;
	for (; value >= 1000 && unit < units.length - 1; unit++)
		value /= 1000;
	return new Intl.NumberFormat(LOCALE, { style: 'unit',
		unit: units[unit], unitDisplay: 'short',
		maximumSignificantDigits: 3 }).format(value);
}

/* DE as Germany. */
export function country(code) {
	try {
		return places.of(code);
	} catch {
		return code;
	}
}

/* A zone this browser does not know is better shown as UTC than not. */
function formatter(zone, options) {
	try {
		return new Intl.DateTimeFormat(LOCALE, { ...options,
			timeZone: zone ?? 'UTC' });
	} catch {
		return new Intl.DateTimeFormat(LOCALE, { ...options,
			timeZone: 'UTC' });
	}
}

/* 2026-11-28 in that zone. */
export function dayOf(date, zone) {
	const parts = Object.fromEntries(formatter(zone, { year: 'numeric',
		month: '2-digit', day: '2-digit' }).formatToParts(date)
		.map(({ type, value }) => [type, value]));

	return `${parts.year}-${parts.month}-${parts.day}`;
}

export function addDays(day, count) {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY)
		.toISOString().slice(0, 10);
}

export function timeOfDay(iso, zone, seconds = false) {
	return formatter(zone, { hour: '2-digit', minute: '2-digit',
		...(seconds ? { second: '2-digit' } : {}) })
		.format(new Date(iso));
}

/* "Sat 28 Nov", with the year where it is another. */
export function dayWords(day, now = new Date()) {
	const year = day.slice(0, 4) !== dayOf(now, 'UTC').slice(0, 4);

	return formatter('UTC', { weekday: 'short', day: 'numeric',
		month: 'short', ...(year ? { year: 'numeric' } : {}) })
		.format(new Date(`${day}T12:00:00Z`)).replace(',', '');
}

/* "28 Nov" */
export function dayShort(day) {
	return formatter('UTC', { day: 'numeric', month: 'short' })
		.format(new Date(`${day}T12:00:00Z`));
}

export function dateWords(iso, zone, now = new Date()) {
	const day = dayOf(new Date(iso), zone);
	const today = dayOf(now, zone);

	return day === today ? 'Today' : day === addDays(today, -1)
		? 'Yesterday' : dayWords(day, now);
}

export function fullMoment(iso, zone) {
	return `${formatter(zone, { dateStyle: 'full', timeStyle: 'medium' })
		.format(new Date(iso))} ${zone ?? 'UTC'}`;
}

/* "3 minutes ago", "in 4 minutes" */
export function ago(iso, now = Date.now()) {
	let value = (Date.parse(iso) - now) / 1000;

	for (const [unit, size] of UNITS) {
		if (Math.abs(value) < size)
			return distance.format(Math.round(value), unit);
		value /= size;
	}
	return NOTHING;
}
