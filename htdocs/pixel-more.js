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
	var LONGEST = 2000;	/* characters of a field */
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

	/* The landing is kept for the tab where, and once, we may. */
	function mayStore() {
		return window.sessionStorage.lp_land;
	}

	/* ---- consent ---- */

	/*
	 * A default is no answer of the visitor's: it may give consent, never
	 * take it, and nothing where it depends on a region we do not know.
	 */
	function listenToGoogle() {
		var layer = window.dataLayer = window.dataLayer || [];
		var push = layer.push;
		var states = {};
		var updated, regional;

		function note(call) {
			var told = call[0] === 'consent' && call[2];
			var update = call[1] === 'update';

			if (!told.analytics_storage && !told.ad_storage
			    || updated && !update)
				return false;
			each(Object.keys(told), function (name) {
				states[name] = told[name];
			});
			updated = update;
			regional = regional || told.region;
			return true;
		}

		/* All at once: what was taken back was never given. */
		function hear(calls) {
			var given;

			if (![].filter.call(calls, safe(note))[0])
				return;
			given = states.analytics_storage === 'granted'
				&& states.ad_storage !== 'denied';
			if (updated || given && !regional)
				own.consent(given);
		}
		hear(layer);
		layer.push = function () {
			safe(hear)(arguments);
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
			return { inPage: true, fields: data.data };
		return data.eventName === 'onFormSubmitted' && { done: true,
			inPage: true,
			fields: fieldsOf(values || { form: data.id }) };
	}

	function readHubspotMeeting(data) {
		var person = data.meetingBookSucceeded && data.meetingsPayload
			.bookingResponse.postResponse.contact;

		return person && { done: true, fields: fieldsOf({
			firstname: person.firstName, lastname: person.lastName,
			email: person.email }) };
	}

	/* One answer or several; none, or files, are objects. */
	function answerOf(field) {
		var given = field.answer || {};

		return [].concat(given.value).filter(function (value) {
			return /^(str|num)/.test(typeof value);
		}).join(', ');
	}

	function readTally(data) {
		return data.event === 'Tally.FormSubmitted' && { done: true,
			fields: data.payload.fields.map(function (field) {
				return { name: field.title,
					type: /EMAIL/.test(field.type) ? 'email'
						: /PHONE/.test(field.type) ? 'tel'
						: '',
					value: answerOf(field) };
			}) };
	}

	/*
	 * name, whose messages, what they say: null, or {fields, done: it was
	 * sent, inPage: pixel.js may have heard of it, too}
	 */
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

	/* Copies: the page hears the same message. */
	function cut(fields) {
		return fields.map(function (field) {
			return { name: field.name, type: field.type,
				value: ('' + (field.value || ''))
					.slice(0, LONGEST) };
		}).filter(function (field) {
			return field.value;
		});
	}

	/* Told twice, or of a form pixel.js has heard: one lead. */
	function useEmbeds() {
		var known = {};

		function take(name, told) {
			var fields = cut(told.fields);
			var email = emailIn(fields);
			var key = name + (email || JSON.stringify(fields));
			var pending = told.inPage && own.get('lp_lead') || '';
			var captured = email && pending.indexOf(email) > 0;
			var again = Date.now() - known[key] < MINUTE;

			if (told.done && captured)
				own.settle(CONFIRMED, 'event');
			else if (told.done && !again)
				own.lead(fields, { id: name, name: name });
			if (told.done || captured)
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

	/* What builders say once a form is accepted, many by jQuery. */
	var ACCEPTED = ['wpcf7mailsent', 'submit_success',
		'wpformsAjaxSubmitSuccess', 'fluentform_submission_success',
		'gform_confirmation_loaded',
		'hs-form-event:on-submission:success'];
	var FORMINATOR = 'forminator:form:submit:success';
	/* What their servers say, all with status 200, where it is not. */
	var REFUSED = new RegExp('"success": ?(false|0)|"is_valid": ?false'
		+ '|"status": ?"(validation_failed|acceptance_missing|spam)"'
		+ '|"errors": ?[[{][^\\]}]|"result": ?"error');

	function hook(owner, name, work) {
		var native = owner[name];

		if (!native)
			return;
		owner[name] = function () {
			var after = safe(work).apply(this, arguments);
			var result = native.apply(this, arguments);

			safe(after)(result);
			return result;
		};
	}

	/* Forms that are one field of another's are encoded twice. */
	function decoded(body) {
		var sent = '' + (body instanceof FormData
			? new URLSearchParams(body) : body);

		sent = safe(decodeURIComponent)(sent) || sent;
		return safe(decodeURIComponent)(sent) || sent;
	}

	/* The request with what a field of the lead holds; not pixel.js's. */
	function isLeads(body) {
		var lead = body && parse(own.get('lp_lead'));
		var sent = lead && decoded(body);

		return lead && sent.indexOf(lead.m.lead_id) < 0
			&& lead.m.form_data.some(function (field) {
			return /mail|te/.test(field.type)
				&& field.value.length > 3
				&& sent.indexOf(field.value) >= 0;
		});
	}

	/* No status: an answer that none but its server may read. */
	function judge(status, answer) {
		var refused = !/^2/.test(status) || REFUSED.test(
			JSON.stringify(answer).replace(/\\/g, ''));

		if (status)
			own.settle(refused ? FAILED : CONFIRMED, 'response');
	}

	var accept = safe(function () {
		own.settle(CONFIRMED, 'event');
	});

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
			listen(window, name, accept);
			/* jQuery calls this; not for names with a colon */
			window['on' + name] = accept;
		});
		/* by now it is there */
		listen(window, 'submit', function () {
			window.jQuery(document).off(FORMINATOR, accept)
				.on(FORMINATOR, accept);
		});
	}

	/* ---- fill ---- */

	/* The usual grabbers' names, after whatever: cf_first_utm_source. */
	var FILLED = /(utm_\w+?|[a-z]*(cl|br)[a-z]*id|landing_(page|url)|referrer(_url)?)(_first|_last)?$/;

	/* also "form_fields[utmSource]" and "utm-source" */
	function nameOf(input) {
		return (input.getAttribute('data-lp-fill')
			|| input.name.replace(/^.*\[(.+)\]$/, '$1'))
			.replace(/([a-z])(?=[A-Z][a-z]{2})/g, '$1_')
			.replace(/-/g, '_').toLowerCase();
	}

	function valueFor(name, landing) {
		var value;

		if (/landing/.test(name))
			return landing.url.split('?')[0];
		if (/referrer/.test(name))
			return landing.referrer;
		value = (RegExp('[?&]' + name + '=([^&#]+)', 'i')
			.exec(landing.url) || [])[1] || '';
		value = value.replace(/\+/g, ' ');
		return safe(decodeURIComponent)(value) || value;
	}

	/* The landing of the first visit stays in the browser. */
	var originOf = safe(function (landing) {
		var kept = mayStore() && window.localStorage;

		kept.lp_origin = kept.lp_origin || landing;
		return kept.lp_origin;
	});

	function useFill() {
		function fill() {
			var landing = own.get('lp_land');
			var first = originOf(landing);

			each(document.querySelectorAll('input[type=hidden]'),
			    function (input) {
				var name = nameOf(input);
				var parts = FILLED.exec(name);

				if (parts && !input.value)
					input.value = valueFor(parts[1],
						parse(/first/.test(name) ? first
						: landing));
			});
		}
		fill();
		listen(document, 'DOMContentLoaded', fill);
		listen(window, 'focusin', fill);
		listen(window, 'submit', fill);
	}

	/* ---- links ---- */

	function hostOf(link) {
		return link.hostname.replace(/^www\./, '');
	}

	/* Where consent is required, what may be kept has it. */
	function askFor(done) {
		fetch(mount + 'x', {
			method: 'POST', credentials: 'include',
			body: JSON.stringify({ pixel_id: pixelId,
				page_url: location.href,
				visitor_cookie: own.get('lp_id'),
				consent: consented || !!document.querySelector(
					'script[data-consent],'
					+ 'script[src*="&c="]') || undefined })
		}).then(function (answer) {
			return answer.json();
		}).then(done).then(null, done);
	}

	function handOver(link, done) {
		var plain = link.href;

		askFor(safe(function (told) {
			var handed;

			done();
			handed = plain.replace(/(#|$)/,
				(/^[^#]*\?/.test(plain) ? '&' : '?')
				+ told.parameter + '$1');
			if (!told.parameter || link.href !== plain)
				return;
			link.href = handed;
			setTimeout(function () {
				if (link.href === handed)
					link.href = plain;
			}, MINUTE - 5000);
		}));
	}

	/*
	 * The parameter is good for a minute, so it is asked for when a link
	 * is about to be followed.
	 */
	function useLinks(list) {
		var hosts = list.replace(/\bwww\./g, '').split(',');
		var asked;	/* for this link, and not answered yet */

		function point(event) {
			var link = event.target.closest('a[href]');
			var host = hostOf(link);

			if (link === asked || hosts.indexOf(host) < 0
			    || host === hostOf(location) || !mayStore()
			    || /[?&]lp_x=/.test(link.href))
				return;
			asked = link;
			handOver(link, function () {
				asked = null;
			});
		}
		listen(document, 'pointerover', point);
		listen(document, 'focusin', point);
	}

	/* ---- clicks ---- */

	var FILES = /\.(pdf|zip|docx?|xlsx?|pptx?|csv|epub|dmg|exe|msi|apk|mp[34]|rar|7z|gz)$/i;
	var CONTACTS = [['tel', /^tel:/], ['mail', /^mailto:/],
		['whatsapp', /^(whatsapp:|https:\/\/(wa\.me|(api|web)\.whatsapp\.com)\/)/]];

	/* The link around what was hit, in a shadow tree or a picture, too. */
	function linkOf(event) {
		var address = document.createElement('a');
		var around = event.composedPath().filter(function (element) {
			return element.matches && element.matches('a[*|href]');
		})[0];

		address.href = around.href.baseVal || around.href;
		return address;
	}

	/* work is given the link, and what to call if it is one of its own */
	function onClick(work) {
		function hear(event) {
			if (event.type === 'click' || event.button === 1)
				work(linkOf(event), function (name, props) {
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

	/*
	 * pixel.js looks at the path, a turn after an address has changed: we
	 * come before, while it still knows the last one.
	 */
	function useHash() {
		var path = location.pathname;
		var route = location.hash.split('?')[0];

		function look() {
			var hash = location.hash.split('?')[0];
			var counts = /^#[\/!]/.test(hash) && hash !== route
				&& location.pathname === path;

			path = location.pathname;
			route = hash;
			if (counts)
				own.page();
		}

		function lookLater() {
			setTimeout(safe(look));
		}
		listen(window, 'popstate', look);
		hook(history, 'pushState', lookLater);
		hook(history, 'replaceState', lookLater);
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

	/* what was told before we came, we do not know */
	var consented, consent = own.consent;

	own.consent = function (given) {
		consented = !!given;
		consent(given);
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
