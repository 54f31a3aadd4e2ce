/*
 * Elementor Pro's form widget: jQuery takes the submit event on the form and
 * sends everything to admin-ajax.php.  What happened is told by jQuery's
 * trigger() only: addEventListener hears neither submit_success nor error,
 * but the native reset event, for jQuery calls form.reset() itself.
 *
 * aria-invalid is "false" on every field (and on the button) from the submit
 * handler on, and "true" on the refused ones once the answer is there.
 */
const ids = { name: 'form-field-name', email: 'form-field-email',
	message: 'form-field-message' };

const data = { step_next_label: 'Next', step_previous_label: 'Previous',
	button_width: '100', step_type: 'number_text',
	step_icon_shape: 'circle' };

function group(type, name, label, field) {
	return `<div class="elementor-field-type-${type} elementor-field-group
			elementor-column elementor-field-group-${name}
			elementor-col-100 elementor-field-required">
		<label for="${ids[name]}" class="elementor-field-label">
			${label}</label>
		${field}
	</div>`;
}

function input(type, name, label) {
	return group(type, name, label, `<input size="1" type="${type}"
		name="form_fields[${name}]" id="${ids[name]}"
		class="elementor-field elementor-size-sm
			elementor-field-textual"
		placeholder="${label}" required="required">`);
}

const form = `
<div class="elementor-element elementor-element-41d4f60
		elementor-button-align-stretch elementor-widget
		elementor-widget-form" data-id="41d4f60"
		data-element_type="widget" data-widget_type="form.default"
		data-settings='${JSON.stringify(data)}'>
	<div class="elementor-widget-container">
	<form class="elementor-form" method="post" name="New Form"
			aria-label="New Form">
		<input type="hidden" name="post_id" value="12">
		<input type="hidden" name="form_id" value="41d4f60">
		<input type="hidden" name="referer_title" value="Contact">
		<input type="hidden" name="queried_id" value="12">
		<div class="elementor-form-fields-wrapper
				elementor-labels-above">
			${input('text', 'name', 'Name')}
			${input('email', 'email', 'Email')}
			${group('textarea', 'message', 'Message',
				`<textarea class="elementor-field-textual
					elementor-field elementor-size-sm"
				name="form_fields[message]" id="${ids.message}"
				rows="4" placeholder="Message"></textarea>`)}
			<div class="elementor-field-group elementor-column
					elementor-field-type-submit
					elementor-col-100 e-form__buttons">
				<button class="elementor-button
					elementor-size-sm" type="submit">
				<span class="elementor-button-content-wrapper">
				<span class="elementor-button-text">Send</span>
				</span>
				</button>
			</div>
		</div>
	</form>
	</div>
</div>`.replace(/\s+/g, ' ');

const script = `
jQuery(function ($) {
	var $form = $('.elementor-form');
	var $button = $form.find('[type="submit"]');

	function wait() {
		$form.animate({ opacity: '0.45' }, 500)
			.addClass('elementor-form-waiting');
		$form.find('.elementor-message').remove();
		$form.find('.elementor-error').removeClass('elementor-error');
		$form.find('div.elementor-field-group').find(':input')
			.attr('aria-invalid', 'false');
		$button.attr('disabled', 'disabled').find('> span').prepend(
			'<span class="elementor-button-text ' +
			'elementor-form-spinner">&nbsp;</span>');
	}

	function say(kind, text) {
		$form.append($('<div role="alert">').html(text).addClass(
			'elementor-message elementor-message-' + kind));
	}

	function refuse(told) {
		$.each(told.errors, function (id, text) {
			$form.find('#form-field-' + id).parent()
				.addClass('elementor-error')
				.append($('<span role="alert">').text(text)
					.addClass('elementor-message ' +
					'elementor-message-danger ' +
					'elementor-help-inline ' +
					'elementor-form-help-inline'))
				.find(':input').attr('aria-invalid', 'true');
		});
		$form.trigger('error');
		say('danger', told.message);
	}

	function accept(told) {
		$form.trigger('submit_success', told);
		$form.trigger('form_destruct', told);
		$form.trigger('reset');
		say('success elementor-message-svg', told.message);
	}

	$form.on('form_destruct', function (event, told) {
		if (told.data.redirect_url)
			location.href = told.data.redirect_url;
	});
	$form.on('submit', function (event) {
		var body = new FormData($form[0]);

		event.preventDefault();
		if ($form.hasClass('elementor-form-waiting'))
			return false;
		body.append('action', 'elementor_pro_forms_send_form');
		body.append('referrer', location.toString());
		wait();
		$.ajax({ url: '/wp-admin/admin-ajax.php', type: 'POST',
			dataType: 'json', data: body, processData: false,
			contentType: false, success: function (answer) {
				$button.removeAttr('disabled')
					.find('.elementor-form-spinner')
					.remove();
				$form.animate({ opacity: '1' }, 100)
					.removeClass('elementor-form-waiting');
				(answer.success ? accept : refuse)(answer.data);
			} });
	});
});`;

export function json(success, data) {
	return { type: 'application/json; charset=UTF-8',
		body: JSON.stringify({ success, data }) };
}

export function isRefused(call) {
	return /name="form_fields\[name\]"\s+refuse\s/.test(call.body);
}

export function isSubmit(call) {
	return call.method === 'POST'
		&& call.path === '/wp-admin/admin-ajax.php';
}

export const refusal = json(false, {
	message: 'Your submission failed because of an error.',
	errors: { name: 'This field is required.' }, data: [],
});

export default {
	name: 'Elementor Pro',
	version: '3.24 or later',
	/*
	 * Pro itself is not public.  Elementor's own hello-plus began with a
	 * copy of Pro's form module, read at that commit (46fad0ad); the
	 * markup is that of pages saved from sites with Pro.
	 * not read: the span around the button's text.
	 */
	read: ['elementor/hello-plus@46fad0ad: '
			+ 'modules/forms/assets/js/frontend/handlers/'
			+ 'form-sender.js',
		'elementor/hello-plus@46fad0ad: '
			+ 'modules/forms/classes/ajax-handler.php',
		'pages saved from sites with Elementor Pro 3.x'],
	page: (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">${tag}
<script src="/jquery.js"></script></head>
<body class="elementor-default elementor-page">
<section class="success-stories"><h2>Success stories</h2>
<div class="elementor-alert elementor-alert-success" role="alert">
<span class="elementor-alert-title">Thank you, Bob, for a fine year</span>
</div></section>
${form}
<script>${script}</script>
</body></html>`,
	answer(call) {
		if (!isSubmit(call))
			return undefined;
		return isRefused(call) ? refusal : json(true, {
			message: 'Your submission was successful.', data: [] });
	},
	async fill(page, email) {
		await page.fill('#form-field-name', 'Ann');
		await page.fill('#form-field-email', email);
		await page.fill('#form-field-message', 'Please call me.');
	},
	send: (page) => page.click('.elementor-form [type="submit"]'),
	sent: (page) => page.waitForSelector(
		'.elementor-form > .elementor-message-success'),
	refusals: [{
		/* The browser's own check: there is no submit event. */
		where: 'page',
		fill: (page) => page.fill('#form-field-email',
			'ann@example.com'),
		refused: (page) => page.waitForFunction(() =>
			document.activeElement.matches(
				'#form-field-name:invalid')),
	}, {
		where: 'server',
		async fill(page) {
			await page.fill('#form-field-name', 'refuse');
			await page.fill('#form-field-email',
				'ann@example.com');
		},
		refused: (page) => page.waitForSelector(
			'.elementor-error .elementor-message-danger'),
	}],
	leaves: false,
	silent: false,
};
