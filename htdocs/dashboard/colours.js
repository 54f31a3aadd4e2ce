/* colours: as the system has them, or light or dark by choice. */

const KEY = 'leadpixel-theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const CHANGED = 'leadpixel:colours';

export function themeName() {
	return document.documentElement.dataset.theme ?? 'system';
}

export function nextTheme() {
	const theme = NEXT[themeName()];

	try {
		if (theme === 'system')
			localStorage.removeItem(KEY);
		else
			localStorage.setItem(KEY, theme);
	} catch {
		/* kept for this page only */
	}
	if (theme === 'system')
		delete document.documentElement.dataset.theme;
	else
		document.documentElement.dataset.theme = theme;
	dispatchEvent(new Event(CHANGED));
}

/* For what is painted, not styled. */
export function whenColoursChange(redraw, signal) {
	addEventListener(CHANGED, redraw, { signal });
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change',
		redraw, { signal });
}

/* A custom property as a canvas takes it. */
export function colour(name) {
	const probe = document.createElement('span');

	probe.style.color = `var(${name})`;
	document.body.append(probe);
	const text = getComputedStyle(probe).color;
	probe.remove();
	return text;
}
