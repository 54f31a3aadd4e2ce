/*
 * Forminator, sent by AJAX, which hides the form on success: the message is
 * shown in a form whose rows are hidden.  The form is not reset and
 * forminator:form:submit:success is never triggered; only :complete, which a
 * refused form triggers as well.
 */
import forminator, { respond } from './forminator.mjs';

export default {
	...forminator,
	name: 'Forminator that hides its form',
	answer: (call) => respond(call, 'behaviour-hide'),
};
