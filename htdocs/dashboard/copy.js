/* copy: text to be taken elsewhere, with a button that takes it. */
import { make, say } from './make.js';

/* Without leave to the clipboard it is selected, for Ctrl-C. */
function select(element) {
	const range = document.createRange();

	range.selectNodeContents(element);
	getSelection().removeAllRanges();
	getSelection().addRange(range);
}

export function copyable(text, what) {
	const code = make('code', text);
	const button = make('button', { type: 'button', 'aria-label':
		`Copy ${what}`, onclick: async () => {
		try {
			await navigator.clipboard.writeText(text);
			button.textContent = 'Copied';
			say('Copied');
		} catch {
			select(code);
			button.textContent = 'Press Ctrl-C';
			say('Selected: press Control C');
		}
	} }, 'Copy');

	return make('div.copyable', make('pre', code), button);
}
