/*
 * make: elements out of names and texts.  Text stays text: nothing here, and
 * nothing else in the dashboard, reads markup.
 */

function isAttributes(part) {
	return part !== null && typeof part === 'object'
		&& !(part instanceof Node) && !Array.isArray(part);
}

function isShown(part) {
	return part !== null && part !== undefined && part !== false
		&& part !== '';
}

/* on...: a listener; vars: custom properties; true: there; null: not. */
function dress(element, attributes) {
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith('on') && typeof value === 'function')
			element.addEventListener(name.slice(2), value);
		else if (name === 'vars')
			for (const [key, text] of Object.entries(value))
				element.style.setProperty(key, text);
		else if (isShown(value) || value === '')
			element.setAttribute(name, value === true ? ''
				: value);
	}
}

/* What turns the direction of writing around could turn a neighbour's, too. */
function tame(part) {
	return typeof part === 'string'
		? part.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
		: part;
}

/* make('td.who', { title: 'x' }, 'text', node, [more], null) */
export function make(what, ...parts) {
	const [name, ...classes] = what.split('.');
	const element = document.createElement(name);

	if (classes.length > 0)
		element.className = classes.join(' ');
	if (isAttributes(parts[0]))
		dress(element, parts.shift());
	element.append(...parts.flat(9).filter(isShown).map(tame));
	return element;
}

/* What others wrote becomes a link only where it leads to a web page. */
export function isWeb(url) {
	try {
		return ['https:', 'http:'].includes(new URL(url).protocol);
	} catch {
		return false;
	}
}

/* A link to somewhere else; the text alone where the address is no page's. */
export function outward(url, text, more = {}) {
	return isWeb(url) ? make('a.out', { href: url, target: '_blank',
		rel: 'noopener noreferrer', ...more }, text)
		: make('span', text);
}

/* A sentence of ours in which `this` is what one types. */
export function prose(text) {
	return (text ?? '').split('`').map((part, i) => i % 2 === 1
		? make('code', part) : part);
}

/* For those who hear the page. */
export function unseen(text) {
	return make('span.unseen', text);
}

const SAID = 5000;

/* What was done, in a word: seen at the edge for a while, and read aloud. */
export function say(text) {
	const said = document.getElementById('said');

	said.textContent = text;
	setTimeout(() => {
		if (said.textContent === text)
			said.textContent = '';
	}, SAID);
}
