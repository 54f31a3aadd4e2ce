/*
 * Ninja Forms: Backbone draws the form once the page is ready and sends it by
 * itself.  A click on the button is all there is: no submit event, for the
 * button is drawn anew while the click is handled, so that the clicked one
 * is in no form any more (who asks it for its form when the click has come up
 * to the document finds none).  jQuery(document) then hears
 * nfFormSubmitResponse whatever the answer: only an empty response.errors
 * means that it was accepted.
 *
 * The page's own refusal sets aria-invalid="true" while the click is handled,
 * the server's when it is answered; a good value typed in sets "false".
 */
const says = {
	required: 'This is a required field.',
	invalid: 'Please enter a valid email address!',
	correct: 'Please correct errors before submitting this form.',
	done: '<p>Form submitted successfully.</p>\n',
};

function container(id, type, element) {
	return `<nf-field>
	<div id="nf-field-${id}-container" class="nf-field-container
			${type}-container label-above">
		<div class="nf-before-field"><nf-section></nf-section></div>
		<div class="nf-field"><div id="nf-field-${id}-wrap"
			class="field-wrap ${type}-wrap" data-field-id="${id}">
			${element}
		</div></div>
		<div class="nf-after-field"><nf-section>
			<div class="nf-input-limit"></div>
			<div id="nf-error-${id}" class="nf-error-wrap nf-error"
				role="alert"></div>
		</nf-section></div>
	</div></nf-field>`;
}

function field(id, type, label, tag, name) {
	return container(id, type, `<div class="nf-field-label">
		<label for="nf-field-${id}" id="nf-label-field-${id}">${label}
		<span class="ninja-forms-req-symbol">*</span></label></div>
	<div class="nf-field-element"><${tag} id="nf-field-${id}"
		name="${name}" class="ninja-forms-field nf-element"
		aria-invalid="false" aria-describedby="nf-error-${id}"
		aria-labelledby="nf-label-field-${id}" required></div>`);
}

const fields = `
${field(1, 'textbox', 'Name', 'input type="text" value=""', 'nf-field-1')}
${field(2, 'email', 'Email', 'input type="email" value="" autocomplete="email"',
	'nf-field-2-email')}
${container(4, 'submit', `<div class="nf-field-label"></div>
	<div class="nf-field-element"><input id="nf-field-4" type="submit"
		class="ninja-forms-field nf-element" value="Submit"></div>
	<div class="nf-error-wrap"></div>`)}`.replace(/\s+/g, ' ');

const layout = `
<span id="nf-form-title-1" class="nf-form-title"><h3>Contact Me</h3></span>
<div class="nf-form-wrap ninja-forms-form-wrap">
	<div class="nf-response-msg"></div>
	<div class="nf-debug-msg"></div>
	<div class="nf-before-form"><nf-section></nf-section></div>
	<div class="nf-form-layout"><form><div>
		<div class="nf-before-form-content"><nf-section>
			<div class="nf-form-fields-required">Fields marked with
			an <span class="ninja-forms-req-symbol">*</span> are
			required</div></nf-section></div>
		<div class="nf-form-content"></div>
		<div class="nf-after-form-content"><nf-section>
			<div id="nf-form-errors-1" class="nf-form-errors"
				role="alert"><nf-errors></nf-errors></div>
			<div class="nf-form-hp"><nf-section>
				<label id="nf-label-field-hp-1"
					for="nf-field-hp-1" aria-hidden="true">
				<input id="nf-field-hp-1" name="nf-field-hp"
					class="nf-element nf-field-hp"
					type="text" value=""></label>
			</nf-section></div>
		</nf-section></div>
	</div></form></div>
	<div class="nf-after-form"><nf-section></nf-section></div>
</div>`;

const script = `
var says = ${JSON.stringify(says)};

jQuery(function ($) {
	var $cont = $('#nf-form-1-cont').html($('#tmpl-nf-layout').html());
	var errors = {};

	function error(kind, text) {
		return '<div class="nf-error-msg nf-error-' + kind + '">' +
			text + '</div>';
	}

	function mark(id, kind, text) {
		if (!text && !errors[id])
			return;
		if (text)
			errors[id] = text;
		else
			delete errors[id];
		$('#nf-error-' + id).html(text ? error(kind, text) : '');
		$('#nf-field-' + id + '-wrap').toggleClass('nf-pass', !text)
			.toggleClass('nf-fail nf-error', !!text)
			.find('[aria-invalid]')
			.attr('aria-invalid', JSON.stringify(!!text));
		$('#nf-form-errors-1 > nf-errors').html($.isEmptyObject(errors)
			? '' : '<nf-section>' + error('field-errors',
				says.correct) + '</nf-section>');
	}

	function check(id) {
		var text = $('#nf-field-' + id).val().trim();

		if (!text)
			mark(id, 'required-error', says.required);
		else if (id === 2 && !/^\\S+@\\S+\\.\\S+$/.test(text))
			mark(id, 'invalid-email', says.invalid);
		else
			mark(id);
	}

	function button(label, disabled) {
		var $old = $('#nf-field-4-wrap');
		var $new = $old.clone();

		$new.find('input').val(label).prop('disabled', disabled);
		$old.replaceWith($new.on('click', '.nf-element', send));
	}

	function draw() {
		$cont.find('.nf-form-content')
			.html($('#tmpl-nf-fields').html());
		$.each([1, 2], function (at, id) {
			$('#nf-field-' + id + '-wrap').on(
				'change focusout', '.nf-element',
				function () { check(id); });
		});
		$('#nf-field-4-wrap').on('click', '.nf-element', send);
	}

	function answered(response) {
		$.each(response.errors.fields || {}, function (id, text) {
			mark(id, 'required-error', text);
		});
		if ($.isEmptyObject(response.errors)) {
			$cont.find('.nf-response-msg')
				.html(response.data.actions.success_message)
				.show();
			draw();
			$cont.find('form, .nf-form-title').hide();
		}
		button('Submit', false);
		$(document).trigger('nfFormSubmitResponse',
			{ response: response, id: '1' });
	}

	function send() {
		var values = {};

		button('Processing', true);
		$.each([1, 2], function (at, id) {
			if (!errors[id])
				check(id);
			values[id] = { value: $('#nf-field-' + id).val(),
				id: id };
		});
		values[4] = { value: '', id: 4 };
		if (!$.isEmptyObject(errors)) {
			button('Submit', false);
			return;
		}
		$.ajax({ url: '/wp-admin/admin-ajax.php', type: 'POST',
			cache: false, data: { action: 'nf_ajax_submit',
				security: '1f8f8104f6', nonce_ts: '1763800000',
				formData: JSON.stringify({ id: '1',
					fields: values, settings: {},
					extra: {} }) },
			success: answered });
	}

	draw();
	$(document).trigger('nfFormReady', { el: $cont[0] });
});`;

/* not read: the answer's type; the script takes it as parsed. */
function respond(data, errors) {
	return { type: 'application/json; charset=UTF-8',
		body: JSON.stringify({ data, errors, debug: [] }) };
}

export default {
	name: 'Ninja Forms',
	version: '3.6.25',
	/*
	 * The templates are those of a page saved with 3.6.25, the script a
	 * built front-end.js of about then, its sources those of a fork at
	 * 3.5 or later.
	 * not read: the container's attributes, how an e-mail is tested.
	 */
	read: ['a page saved with Ninja Forms 3.6.25',
		'fastandstatic/residentes-scp: wp-content/plugins/ninja-forms/'
			+ 'assets/js/min/front-end.js',
		'AlmogBaku/ninja-forms-1@eb0a5687: assets/js/front-end/'
			+ 'controllers/{submit,submitButton,validateRequired,'
			+ 'formErrors,actionSuccess,coreSubmitResponse}.js, '
			+ 'views/{fieldItem,formLayout,mainLayout}.js',
		'CityOfNewYork/ACCESS-NYC: wp-content/plugins/ninja-forms/'
			+ 'includes/AJAX/Controllers/Submission.php'],
	page: (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">${tag}
<style>.nf-form-hp { position: absolute; left: -9999px }</style>
<script src="/jquery.js"></script></head>
<body><form role="search" method="get" action="/">
<input type="search" name="s" placeholder="Search"><button>Search</button>
</form><p class="alert alert-success">We are open on Sunday.</p>
<noscript class="ninja-forms-noscript-message">Notice: JavaScript is required
for this content.</noscript>
<div id="nf-form-1-cont" class="nf-form-cont" aria-live="polite"
	aria-labelledby="nf-form-title-1" aria-describedby="nf-form-errors-1"
	role="form"><div class="nf-loading-spinner"></div></div>
<script id="tmpl-nf-layout" type="text/template">${layout}</script>
<script id="tmpl-nf-fields" type="text/template">${fields}</script>
<script>${script}</script>
</body></html>`,
	answer(call) {
		const sent = new URLSearchParams(call.body);

		if (sent.get('action') !== 'nf_ajax_submit')
			return undefined;
		const { fields } = JSON.parse(sent.get('formData'));
		const data = { form_id: '1', settings: { title: 'Contact Me',
			clear_complete: '1', hide_complete: '1' },
			extra: [], fields };

		return fields[1].value === 'refuse'
			? respond(data, { fields: { 1: 'Not this name.' } })
			: respond({ ...data, actions: {
				success_message: says.done } }, []);
	},
	async fill(page, email) {
		await page.fill('#nf-field-1', 'Ann');
		await page.fill('#nf-field-2', email);
	},
	send: (page) => page.click('#nf-field-4'),
	sent: (page) => page.waitForSelector('.nf-response-msg > p'),
	refusals: [{
		where: 'page',
		fill: (page) => page.fill('#nf-field-2', 'ann@example.com'),
		refused: (page) => page.waitForSelector(
			'#nf-error-1 > .nf-error-required-error'),
	}, {
		where: 'server',
		async fill(page) {
			await page.fill('#nf-field-1', 'refuse');
			await page.fill('#nf-field-2', 'ann@example.com');
		},
		refused: (page) => page.waitForSelector(
			'#nf-form-errors-1 .nf-error-field-errors'),
	}],
	leaves: false,
	silent: false,
};
