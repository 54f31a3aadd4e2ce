/*
 * Divi's contact form: jQuery takes the submit event on the form, checks by
 * itself (class et_contact_error and a list in .et-pb-contact-message, both
 * at once; no aria-invalid anywhere), fades the module for 200 ms and only
 * then posts to the page's own address.  The answer is the whole page, status
 * 200 in both cases; jQuery.load() puts its module's content in the place of
 * the old one.  Accepted: the message is there and the form is gone.  Refused:
 * .et_pb_contact_error_text and a new form, which nobody listens to.
 *
 * There is no event of its own on any bus: only ajaxComplete and its like.
 */
const says = {
	fill: 'Please, fill in the following fields:',
	fix: 'Please, fix the following errors:',
	invalid: 'Invalid email',
	captcha: 'Captcha',
	wrong: 'You entered the wrong number in captcha.',
	done: '<p>Thanks for contacting us</p>',
	refused: '<p class="et_pb_contact_error_text">'
		+ 'Make sure you fill in all required fields.</p>',
};

function field(at, id, type, label, control) {
	return `<p class="et_pb_contact_field et_pb_contact_field_${at}
			et_pb_text_align_left" data-id="${id}"
			data-type="${type}">
		<label for="et_pb_contact_${id}_0"
			class="et_pb_contact_form_label">${label}</label>
		${control} id="et_pb_contact_${id}_0"
			name="et_pb_contact_${id}_0"
			data-required_mark="required" data-field_type="${type}"
			data-original_id="${id}" placeholder="${label}">`;
}

/* In Divi the action is the page's whole address. */
function form(value) {
	const text = (id) => '<input type="text" class="input" value="'
		+ `${value(`et_pb_contact_${id}_0`)}"`;

	return `<div class="et_pb_contact">
	<form class="et_pb_contact_form clearfix" method="post" action="/">
		${field(0, 'name', 'input', 'Name', text('name'))}</p>
		${field(1, 'email', 'email', 'Email Address',
			text('email'))}</p>
		${field(2, 'message', 'text', 'Message',
			'<textarea class="et_pb_contact_message input"')}${
			value('et_pb_contact_message_0')}</textarea></p>
		<input type="hidden" value="et_contact_proccess"
			name="et_pb_contactform_submit_0">
		<div class="et_contact_bottom_container">
			<div class="et_pb_contact_right"><p class="clearfix">
			<span class="et_pb_contact_captcha_question">3 + 4
			</span> = <input type="text" size="2"
				class="input et_pb_contact_captcha"
				data-first_digit="3" data-second_digit="4"
				value="" name="et_pb_contact_captcha_0"
				data-required_mark="required"
				autocomplete="off"></p></div>
			<button type="submit" name="et_builder_submit_button"
				class="et_pb_contact_submit et_pb_button">Submit
			</button>
		</div>
		<input type="hidden" value="9dc5413cc5"
			id="_wpnonce-et-pb-contact-form-submitted-0"
			name="_wpnonce-et-pb-contact-form-submitted-0">
		<input type="hidden" name="_wp_http_referer" value="/">
	</form></div>`;
}

const script = `
var says = ${JSON.stringify(says)};

jQuery(function ($) {
	var $module = $('.et_pb_contact_form_container');
	var $form = $module.find('form');

	function check(list) {
		var empty = '';
		var bad = '';

		$form.find('input[type=text], textarea').each(function () {
			var $el = $(this);
			var label = $el.siblings('label').first().text();
			var value = $el.val();

			$el.removeClass('et_contact_error');
			if (this.id)
				list.push({ field_id: this.id, original_id:
						$el.data('original_id'),
					required_mark:
						$el.data('required_mark'),
					field_type: $el.data('field_type'),
					field_label: label });
			if (!value) {
				$el.addClass('et_contact_error');
				empty += '<li>' + (label || says.captcha) +
					'</li>';
			} else if ($el.data('field_type') === 'email' &&
					!/^\\S+@\\S+\\.\\S+$/.test(value)) {
				$el.addClass('et_contact_error');
				bad += '<li>' + says.invalid + '</li>';
			} else if ($el.is('.et_pb_contact_captcha') &&
					+value !== $el.data('first_digit') +
					$el.data('second_digit')) {
				bad += '<li>' + says.wrong + '</li>';
			}
		});
		if (empty && bad)
			bad = '<p class="et_normal_padding">' + says.fix +
				'</p><ul>' + bad + '</ul>';
		else
			bad = '<ul>' + bad + '</ul>';
		return empty ? '<p>' + says.fill + '</p><ul>' + empty +
			'</ul>' + bad : bad;
	}

	function answered(html) {
		var to = $module.data('redirect_url');

		if (!$(html).find('.et_pb_contact_error_text').length && to)
			location.href = to;
		$module.fadeTo('fast', 1);
	}

	$form.on('submit', function (event) {
		var list = [];
		var trouble, values;

		event.preventDefault();
		if ($form.data('submitted') === true)
			return;
		trouble = check(list);
		if (trouble !== '<ul></ul>') {
			$module.find('.et-pb-contact-message').html(trouble);
			return;
		}
		$form.data('submitted', true);
		values = $form.serializeArray().concat({
			name: 'et_pb_contact_email_fields_0',
			value: JSON.stringify(list),
		}, { name: 'token', value: '' });
		$module.removeClass('et_animated').removeAttr('style')
			.fadeTo('fast', 0.2, function () {
				$module.load($form.attr('action') + ' #' +
					$module.attr('id') + '> *', values,
					answered);
			});
	});
});`;

export function draw({ tag = '', message = '', inner = '', thanks = '' }) {
	const to = thanks && ` data-redirect_url="${thanks}"`;

	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">${tag}
<script src="/jquery.js"></script></head>
<body class="et_divi_theme"><div id="page-container">
<form role="search" method="get" class="et_pb_searchform" action="/">
<input type="text" name="s" placeholder="Search" class="et_pb_s">
<input type="submit" value="Search" class="et_pb_searchsubmit"></form>
<div class="et_pb_module et_pb_blurb success-stories"><h2>Thanks, Bob</h2>
<p class="alert alert-success">Your form was a success.</p></div>
<div id="et_pb_contact_form_0" class="et_pb_module et_pb_contact_form_0 ${''
	}et_pb_contact_form_container clearfix" data-form_unique_num="0" ${''
	}data-form_unique_id="5b1d7c1e-0000-4000-8000-000000000000"${to}>
<h1 class="et_pb_contact_main_title">Contact us</h1>
<div class="et-pb-contact-message">${message}</div>
${inner.replace(/\s+/g, ' ')}
</div></div>
<script>${script}</script>
</body></html>`;
}

export function blank() {
	return form(() => '');
}

export function respond(call, thanks) {
	const sent = new URLSearchParams(call.body);

	if (call.method !== 'POST' || call.path !== '/'
			|| !sent.get('et_pb_contactform_submit_0'))
		return undefined;
	return { body: sent.get('et_pb_contact_name_0') === 'refuse'
		? draw({ message: says.refused, thanks,
			inner: form((name) => sent.get(name)) })
		: draw({ message: says.done, thanks }) };
}

async function fillAll(page, name, email) {
	await page.fill('#et_pb_contact_name_0', name);
	await page.fill('#et_pb_contact_email_0', email);
	await page.fill('#et_pb_contact_message_0', 'Please call me.');
	await page.fill('[name="et_pb_contact_captcha_0"]', '7');
}

export default {
	name: 'Divi contact form',
	version: '4.14 or later',
	/*
	 * Divi 5 was read as well: the same nodes and messages, other classes
	 * on the form.  not read: the script as Divi 5 has it, the honeypot
	 * et_pb_contact_et_number_0, the texts of its messages.
	 */
	read: ['the theme\'s script, ES6 source of a 4.x release, found by '
			+ 'its text',
		'ContactForm.php (since 4.13.1), ContactFormItem.php and '
			+ 'ContactFormModule.php (Divi 5) of '
			+ 'includes/builder, found by their text'],
	page: (tag) => draw({ tag, inner: blank() }),
	answer: (call) => respond(call, ''),
	fill: (page, email) => fillAll(page, 'Ann', email),
	send: (page) => page.click('.et_pb_contact_submit'),
	sent: (page) => page.waitForSelector('.et-pb-contact-message > p'
		+ ':not(.et_pb_contact_error_text)'),
	refusals: [{
		where: 'page',
		fill: (page) => page.fill('#et_pb_contact_email_0',
			'ann@example.com'),
		refused: (page) => page.waitForSelector(
			'.et-pb-contact-message > ul > li'),
	}, {
		where: 'server',
		fill: (page) => fillAll(page, 'refuse', 'ann@example.com'),
		refused: (page) => page.waitForSelector(
			'.et_pb_contact_error_text'),
	}],
	leaves: false,
	silent: false,
};
