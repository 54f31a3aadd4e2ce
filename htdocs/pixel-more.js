/*
 * pixel-more.js: what few sites need. pixel.js fetches it for a command it
 * does not know itself, or where its tag has data-use="embeds consent ...":
 *
 *	consent		Google Consent Mode v2, TCF v2, "leadpixel_consent"
 *	embeds		forms and calendars in frames of other origins
 *	answers		what a builder's server or events say of a form
 *	fill		hidden fields named utm_source, first_utm_source, ...
 *	links:a.test	hands visitors over to the project's other sites
 *	contacts	clicks on tel:, mailto: and WhatsApp
 *	outbound, downloads	... and on those
 *	hash		pages of routers that write #/page
 */
(function () {
	'use strict';

	var own = window.leadpixel && window.leadpixel.commands;
	var parse = safe(JSON.parse);
	var MINUTE = 6e4;
	var FAILED = 2, CONFIRMED = 3;	/* as in pixel.js */
	var pixelId, mount;

	if (!own || own.use)
		return;

	function safe(work) {
		return function () {
			try {
				return work.apply(this, arguments);
			} catch (ignore) { /* it must never reach the page */ }
		};
	}

	function listen(owner, type, work) {
		owner.addEventListener(type, safe(work), true);
	}

	function each(list, work) {
		[].forEach.call(list, safe(work));
	}

	/* ---- consent ---- */

	/* Who has consented at the landing must not be taken for refusing. */
	function listenToGoogle() {
		var layer = window.dataLayer = window.dataLayer || [];
		var push = layer.push;
		var states = {};

		function hear(call) {
			if (call[0] !== 'consent')
				return;
			each(Object.keys(call[2]), function (name) {
				states[name] = call[2][name];
			});
			if (states.analytics_storage === 'granted'
			    && states.ad_storage !== 'denied')
				own.consent(true);
			else if (call[1] === 'update')
				own.consent(false);
		}
		each(layer, hear);
		layer.push = function () {
			each(arguments, hear);
			return push.apply(layer, arguments);
		};
	}

	/*
	 * IAB TCF v2.2: purpose 1 is to store, 7 to measure advertising. The
	 * CMP's stub may come after us.
	 */
	function listenToTcf(tries) {
		if (!window.__tcfapi) {
			if (tries)
				setTimeout(safe(listenToTcf), 500, tries - 1);
			return;
		}
		window.__tcfapi('addEventListener', 2, safe(function (told) {
			var given = told.purpose && told.purpose.consents || {};

			if (told.gdprApplies === false)
				own.consent(true);
			else if (/tcloaded|useractioncomplete/.test(
			    told.eventStatus))
				own.consent(!!(given[1] && given[7]));
		}));
	}

	function useConsent() {
		listenToGoogle();
		listenToTcf(60);
		listen(window, 'leadpixel_consent', function (event) {
			own.consent(event.detail === true
				|| !!event.detail.granted);
		});
	}

	/* ---- embeds ---- */

	function fieldsOf(values) {
		return Object.keys(values).map(function (name) {
			return { name: name, value: values[name] };
		});
	}

	function readHubspotForm(data) {
		var values = data.data && data.data.submissionValues;

		if (data.type !== 'hsFormCallback')
			return null;
		if (data.eventName === 'onFormSubmit')
			return { fields: data.data };
		return data.eventName === 'onFormSubmitted' && { done: true,
			fields: fieldsOf(values || { form: data.id }) };
	}

	function readHubspotMeeting(data) {
		var person = data.meetingBookSucceeded && data.meetingsPayload
			.bookingResponse.postResponse.contact;

		return person && { done: true, fields: fieldsOf({
			firstname: person.firstName, lastname: person.lastName,
			email: person.email }) };
	}

	function readTally(data) {
		return data.event === 'Tally.FormSubmitted' && { done: true,
			fields: data.payload.fields.map(function (field) {
				return { name: field.title,
					type: /EMAIL/.test(field.type) ? 'email'
						: /PHONE/.test(field.type) ? 'tel'
						: '',
					value: '' + field.answer.value };
			}) };
	}

	/* name, whose messages, what they say: null, or {done, fields} */
	var EMBEDS = [
		['calendly', /^https:\/\/calendly\.com$/, function (data) {
			return data.event === 'calendly.event_scheduled' && {
				done: true, fields: fieldsOf({ invitee:
					data.payload.invitee.uri }) };
		}],
		['typeform', /^https:\/\/[\w.-]+\.typeform\.com$/,
			function (data) {
			return data.type === 'form-submit' && { done: true,
				fields: fieldsOf({ form: data.formId,
					response: data.responseId }) };
		}],
		['jotform', /^https:\/\/([\w.-]+\.)?jotform\.(com|pro)$/,
			function (data) {
			return data.action === 'submission-completed' && {
				done: true,
				fields: fieldsOf({ form: data.formID }) };
		}],
		['tally', /^https:\/\/tally\.so$/, readTally],
		['hubspot', /^https:\/\/meetings\.hubspot\.com$/,
			readHubspotMeeting],
		['hubspot', /^https:\/\/([\w.-]+\.)?(hsforms\.(net|com)|hubspot\.com)$/,
			readHubspotForm]
	];

	function emailIn(fields) {
		return fields.map(function (field) {
			return field.value;
		}).filter(function (value) {
			return /@/.test(value);
		})[0];
	}

	/* A form that stands in the page as well is heard once. */
	function useEmbeds() {
		var known = {};

		function take(name, told) {
			var key = emailIn(told.fields) || name;
			var pending = own.get('lp_lead') || '';

			if (pending.indexOf(key) > 0)
				known[key] = Date.now();
			if (!told.done)
				return;
			if (Date.now() - known[key] < MINUTE)
				own.settle(CONFIRMED, 'event');
			else
				own.lead(told.fields, { id: name, name: name });
			known[key] = Date.now();
		}
		listen(window, 'message', function (event) {
			var data = typeof event.data === 'string'
				? parse(event.data) : event.data;

			each(data ? EMBEDS : [], function (embed) {
				var here = event.origin === location.origin
					&& embed[2] === readHubspotForm;
				var told = (here || embed[1].test(event.origin))
					&& embed[2](data);

				if (told)
					take(embed[0], told);
			});
		});
	}

	/* ---- answers ---- */

	/* What builders say once a form is accepted; the first may be jQuery's. */
	var ACCEPTED = ['wpcf7mailsent', 'submit_success',
		'wpformsAjaxSubmitSuccess', 'fluentform_submission_success',
		'gform_confirmation_loaded', 'forminator:form:submit:success',
		'hs-form-event:on-submission:success'];
	/* What their servers say, all with status 200, where it is not. */
	var REFUSED = new RegExp('"success": ?(false|0)|"is_valid": ?false'
		+ '|"(validation_failed|acceptance_missing|spam)"'
		+ '|"errors": ?[[{][^\\]}]|"result": ?"error');

	function hook(owner, name, work) {
		var native = owner[name];

		owner[name] = native && function () {
			var after = safe(work).apply(this, arguments);
			var result = native.apply(this, arguments);

			safe(after)(result);
			return result;
		};
	}

	/* The request that carries what a field of the lead holds. */
	function isLeads(body) {
		var lead = body && parse(own.get('lp_lead'));
		var sent = lead && '' + (body instanceof FormData
			? new URLSearchParams(body) : body);

		sent = sent && (safe(decodeURIComponent)(sent) || sent);
		return sent && lead.m.form_data.some(function (field) {
			return /mail|te/.test(field.type)
				&& field.value.length > 3
				&& sent.indexOf(field.value) >= 0;
		});
	}

	function judge(status, answer) {
		var refused = !/^2/.test(status) || REFUSED.test(
			JSON.stringify(answer).replace(/\\/g, ''));

		own.settle(refused ? FAILED : CONFIRMED, 'response');
	}

	function useAnswers() {
		hook(window, 'fetch', function (url, how) {
			return isLeads(how && how.body) && function (result) {
				result.then(function (answer) {
					return answer.clone().text().then(
						safe(judge.bind(null,
							answer.status)));
				}).then(null, Boolean);
			};
		});
		hook(XMLHttpRequest.prototype, 'send', function (body) {
			if (isLeads(body))
				listen(this, 'load', function () {
					judge(this.status, this.response);
				});
		});
		each(ACCEPTED, function (name) {
			function accept() {
				own.settle(CONFIRMED, 'event');
			}
			listen(window, name, accept);
			/* jQuery calls this; not for names with a colon */
			window['on' + name] = safe(accept);
			if (/:/.test(name) && window.jQuery)
				window.jQuery(document).on(name, safe(accept));
		});
	}

	/* ---- fill ---- */

	/* The usual grabbers' names, also in brackets or for data-lp-fill. */
	var FILLED = /^(first_|last_)?(\w*(utm_\w+|(cl|br)\w*id)|landing_(page|url)|referrer(_url)?)$/;

	function valueFor(name, landing) {
		if (/landing/.test(name))
			return landing.url.split('?')[0];
		if (/referrer/.test(name))
			return landing.referrer;
		return decodeURIComponent((RegExp('[?&]' + name + '=([^&#]+)')
			.exec(landing.url) || [])[1] || '').replace(/\+/g, ' ');
	}

	/* lp_origin stays in the browser: the landing of the first visit. */
	function useFill() {
		var landing = own.get('lp_land');
		var first = own.get('lp_origin') || landing;

		function fill() {
			each(document.querySelectorAll('input[type=hidden]'),
			    function (input) {
				var name = (input.getAttribute('data-lp-fill')
					|| input.name.replace(/^.*\[(.+)\]$/, '$1'))
					.toLowerCase().replace(/-/g, '_');
				var parts = FILLED.exec(name);

				if (parts && !input.value)
					input.value = valueFor(name.replace(
						/^(first|last)_/, ''), parse(
						parts[1] === 'first_' ? first
						: landing)) || '';
			});
		}
		own.put('lp_origin', first);
		fill();
		listen(document, 'DOMContentLoaded', fill);
		listen(window, 'focusin', fill);
		listen(window, 'submit', fill);
	}

	/* ---- links ---- */

	function hostOf(link) {
		return link.hostname.replace(/^www\./, '');
	}

	/*
	 * The parameter is good for a minute, so it is asked for when a link
	 * is about to be followed.
	 */
	function useLinks(hosts) {
		function decorate(event) {
			var link = event.target.closest('a[href]');
			var plain = link.href;

			if (hosts.split(',').indexOf(hostOf(link)) < 0
			    || /[?&]lp_x=/.test(plain))
				return;
			fetch(mount + 'x', {
				method: 'POST', credentials: 'include',
				body: JSON.stringify({ pixel_id: pixelId,
					page_url: location.href,
					visitor_cookie: own.get('lp_id') })
			}).then(function (answer) {
				return answer.json();
			}).then(safe(function (told) {
				link.href = plain.replace(/(#|$)/,
					(/\?/.test(plain) ? '&' : '?')
					+ told.parameter + '$1');
				setTimeout(function () {
					link.href = plain;
				}, MINUTE - 5000);
			})).then(null, Boolean);
		}
		listen(document, 'pointerover', decorate);
		listen(document, 'focusin', decorate);
	}

	/* ---- clicks ---- */

	var FILES = /\.(pdf|zip|docx?|xlsx?|pptx?|csv|epub|dmg|exe|msi|apk|mp[34]|rar|7z|gz)$/i;
	var CONTACTS = [['tel', /^tel:/], ['mail', /^mailto:/],
		['whatsapp', /^(whatsapp:|https:\/\/(wa\.me|(api|web)\.whatsapp\.com)\/)/]];

	/* work is given the link, and what to call if it is one of its own */
	function onClick(work) {
		function hear(event) {
			var link = event.target.closest('a[href]');

			if (link && (event.type === 'click'
			    || event.button === 1))
				work(link, function (name, props) {
					own.track(name, props);
				});
		}
		listen(document, 'click', hear);
		listen(document, 'auxclick', hear);
	}

	function useContacts() {
		onClick(function (link, tell) {
			each(CONTACTS, function (contact) {
				if (contact[1].test(link.href))
					tell('contact_click',
						{ kind: contact[0] });
			});
		});
	}

	function useOutbound() {
		onClick(function (link, tell) {
			if (/^http/.test(link.protocol)
			    && hostOf(link) !== hostOf(location)
			    && !CONTACTS[2][1].test(link.href))
				tell('outbound_click', { url: link.origin
					+ link.pathname });
		});
	}

	function useDownloads() {
		onClick(function (link, tell) {
			if (FILES.test(link.pathname))
				tell('download', { url: link.origin
					+ link.pathname });
		});
	}

	/* ---- pages ---- */

	function useHash() {
		listen(window, 'hashchange', function () {
			if (/^#[\/!]/.test(location.hash))
				own.page();
		});
	}

	/* ---- commands ---- */

	var USES = { consent: useConsent, embeds: useEmbeds,
		answers: useAnswers, fill: useFill, links: useLinks,
		contacts: useContacts, outbound: useOutbound,
		downloads: useDownloads, hash: useHash };

	own.use = function (words) {
		each(words.split(/[\s+]+/), function (word) {
			var parts = word.split(':');

			USES[parts[0]](parts[1]);
			delete USES[parts[0]];	/* once */
		});
	};

	own.identify = function (props) {
		own.track('identify', props);
	};

	own.ready = function (work) {
		if (document.prerendering)
			listen(document, 'prerenderingchange', work);
		else
			work();
	};

	own.debug = function (off) {
		if (off === false)
			delete sessionStorage.lp_debug;
		else
			sessionStorage.lp_debug = 1;
		console.log('leadpixel: reload the page; in this tab it '
			+ (off === false ? 'is quiet again' : 'says what it does'));
	};

	each(own.more || [], function (call) {
		/* from the tag: what for, whose pixel, and where */
		pixelId = call[2] || pixelId;
		mount = call[3] || mount;
		own[call[0]](call[1]);
	});
})();
