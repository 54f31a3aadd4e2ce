/* dialog: a question that has to be answered before anything is done. */
import { make } from './make.js';
import { complaint } from './states.js';

/*
 * Shows `content` with a button that does it.  `act` gets the form's data and
 * may throw what the API said: it is shown, and the question stays open.
 * True once done, false when called off.
 */
export function askFor({ title, content, yes, danger = false, act }) {
	return new Promise((answered) => {
		let done = false;
		const wrong = make('div');
		const sure = make(`button.${danger ? 'danger' : 'primary'}`,
			{ type: 'submit' }, yes);
		const form = make('form', { novalidate: true },
			make('h2', { id: 'question' }, title), content, wrong,
			make('div.buttons', make('button', { type: 'button',
				onclick: () => dialog.close() }, 'Cancel'),
			sure));
		const dialog = make('dialog', {
			'aria-labelledby': 'question' }, form);

		form.addEventListener('submit', async (event) => {
			event.preventDefault();
			sure.disabled = true;
			try {
				await act(new FormData(form));
				done = true;
				dialog.close();
			} catch (fault) {
				wrong.replaceChildren(complaint(fault.message));
			}
			sure.disabled = false;
		});
		dialog.addEventListener('close', () => {
			dialog.remove();
			answered(done);
		});
		document.body.append(dialog);
		dialog.showModal();
	});
}
