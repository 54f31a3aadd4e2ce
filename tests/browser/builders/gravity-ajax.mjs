/*
 * Gravity Forms by iframe, which its settings call AJAX (see
 * parts/gravity.mjs): the form's target is a hidden iframe of the same origin,
 * whose answer is taken over into the page: by jQuery's html() into the wrapper
 * when refused (gform_page_loaded), in the wrapper's stead when confirmed
 * (gform_confirmation_loaded).  Both are events of jQuery's bus on document.
 */
import { ASSETS, formOf, judged, shell, visitor } from './parts/gravity.mjs';

/* What runs in the page: sent as text, so it stands by itself. */
function script() {
	const $ = jQuery;

	function takeOver(inside) {
		const wrapper = inside.find('#gform_wrapper_1');
		const done = inside.find('#gform_confirmation_wrapper_1');

		if (done.length) {
			$('#gform_wrapper_1').replaceWith(
				inside.find('.GF_AJAX_POSTBACK').html());
			$(document).trigger('gform_confirmation_loaded', [1]);
		} else {
			$('#gform_wrapper_1').html(wrapper.html()).toggleClass(
				'gform_validation_error',
				wrapper.hasClass('gform_validation_error'));
			$(document).trigger('gform_page_loaded', [1, '1']);
		}
		window.gf_submitting_1 = false;
		window.gform.rendered();
	}

	$('#gform_ajax_frame_1').on('load', function () {
		const inside = $(this).contents();

		if (inside.find('.GF_AJAX_POSTBACK').length)
			takeOver(inside);
	});
}

const iframe = `<iframe style="display:none;width:0px;height:0px;"
 src="about:blank" name="gform_ajax_frame_1" id="gform_ajax_frame_1"
 title="This iframe contains the logic required to handle Ajax powered Gravity
 Forms."></iframe>`;

const answered = (markup) => ({ body: `<!DOCTYPE html><html><head>
<meta charset="UTF-8" /></head><body class="GF_AJAX_POSTBACK">${markup}</body>
</html>` });

export default {
	name: 'Gravity Forms by iframe',
	version: '2.9.29',
	read: ASSETS,
	page: (tag) => shell(tag, `
<div class="alert alert-success">We are open again!</div>
${formOf('iframe')}${iframe}`, `<script>(${script})();</script>`),
	answer: ({ method, path, body }) => method === 'POST' && path === '/'
		? answered(judged('iframe', body).markup) : undefined,
	...visitor,
	leaves: false,
	silent: false,
};
