/*
 * pixel.js: counts page views and carries leads to the site's own collector.
 * It must never hurt the page it stands on: every entry from the page goes
 * through safe(), and nothing is asked of a visitor before consent where the
 * tag says data-consent="required".
 */
(function () {
	'use strict';

	var VERSION = '0.1.0';
	var LEAD_BYTES = 24576;	/* the collector takes bodies up to 32 KiB */
	var LEAD_FIELDS = 80;
	var ADDRESS = 2000;	/* characters of one; the collector cuts, too */
	var EVENTS_KEPT = 20;
	var WAITING_KEPT = 100;
	var EVENT_TRIES = 3, EVENT_LIFE = 864e5;
	var LEAD_TRIES = 10, LEAD_LIFE = 6048e5;
	var SAME_LEAD = 6e4;	/* within: a lead repeated is the same */
	var FORGET_AFTER = 7e4;	/* a lead that nothing confirmed */
	var CONFIRM_WITHIN = 6e4;	/* ... a page change confirms it */

	var OUT = 'lp_out_';
	var ESCAPE = /\\(u(0000|d...)|.)/g;
	var CAMPAIGN =
	/[?&](utm_|mtm_|pk_|gad_|\w*(cl(k|ick_?)?id|_cid|braid|fat_id|epik)=)/i;

	var before = window.leadpixel || {};
	var queue = before.q || [];
	var pixelId, endpoint, source, consentMode;
	var proposed;	/* a visitor id, should none be given yet */
	var target;	/* the collector's addresses, once known */
	var testing, consent;
	var waiting = [];	/* made before we may send */

	if (before.version)
		return;	/* loaded twice: the first one wins */

	function safe(work) {
		return function () {
			try {
				return work.apply(this, arguments);
			} catch (ignore) { /* it must never reach the page */ }
		};
	}

	function now() {
		return Date.now();
	}

	function since(moment) {
		return now() - moment;
	}

	/* The window captures what is sent to the document, too. */
	function listen(type, work) {
		addEventListener(type, safe(work), true);
	}

	/* ---- settings ---- */

	function link(address) {
		var element = document.createElement('a');

		element.href = address;
		return element;
	}

	function isSame(one, other) {
		return link(one).pathname === link(other).pathname;
	}

	var param = safe(function (pattern, address) {
		return decodeURIComponent(pattern.exec(address)[1]);
	});

	function tagId(tag) {
		return tag.getAttribute('data-pixel-id')
			|| param(/[?&]id=([^&#]+)/, tag.src);
	}

	/*
	 * currentScript is null when an optimiser runs us from a timer; other
	 * vendors also write ?id= in their address, so a tag that is merely on
	 * the page must carry our file name or our attribute.
	 */
	function findTag() {
		var current = document.currentScript;

		return current && tagId(current) ? current
			: document.querySelector('script[data-pixel-id],'
			+ 'script[src*="/a.js?"],script[src*="/pixel.js?"]')
			|| current;
	}

	/* A mount has short names, a whole collector the original's. */
	function collector() {
		var from = link(source);
		var base = endpoint || /^http/.test(source) && from.origin
			+ from.pathname.replace(/.*\/pixel\.js$/, '')
			.replace(/[^\/]+$/, 't');
		var mount = base.replace(/t$/, '');

		if (/\/t$/.test(base))
			return { hit: base, lead: mount + 'l',
				image: mount + 'p.gif' };
		base = base.replace(/(\/api\/track)?\/*$/, '');
		mount = base + '/api/track';
		return { hit: mount, lead: mount, image: base + '/pixel.gif' };
	}

	function readTag() {
		var tag = findTag();

		source = tag.src;
		pixelId = tagId(tag);
		endpoint = tag.getAttribute('data-endpoint')
			|| param(/[?&]e=([^&#]+)/, source);
		consentMode = tag.getAttribute('data-consent');
	}

	/* ---- identity ---- */

	function maySend() {
		return consent || consentMode !== 'required';
	}

	function mayStore() {
		return maySend() && consent !== false;
	}

	function storage(name) {
		return mayStore() && safe(function () {
			return window[name];
		})() || {};
	}

	/*
	 * The browser's storage, or our memory where it is denied, full or not
	 * allowed yet. Memory is asked first: it is what storage did not take.
	 */
	function shelf(name) {
		var memory = {};

		return {
			get: function (key) {
				return memory[key] || storage(name)[key];
			},
			set: function (key, value) {
				delete memory[key];
				delete storage(name)[key];
				try {
					if (value)
						storage(name).setItem(key,
							value);
				} catch (ignore) {
					memory[key] = value;
				}
			},
			keys: function () {
				return Object.keys(storage(name))
					.concat(Object.keys(memory));
			}
		};
	}

	var local = shelf('localStorage');
	var tab = shelf('sessionStorage');

	/* Consent withdrawn: nothing of ours stays but the owner's opt-out. */
	function wipe(name) {
		Object.keys(window[name]).forEach(function (key) {
			if (/^lp_(?!ignore)/.test(key))
				delete window[name][key];
		});
	}

	function randomDigit() {
		return (crypto.getRandomValues(new Uint8Array(1)) % 16)
			.toString(16);
	}

	/* 32 hex digits in UUIDv7 layout: near in time is near in the index. */
	function newId() {
		return '0' + now().toString(16)
			+ '7...a...............'.replace(/\./g, randomDigit);
	}

	/* The owner's own wish: kept whatever consent says. */
	var optedOut = safe(function () {
		var kept = window.localStorage;
		var asked = param(/[?&]lp_ignore=([01])/, location.search);

		if (asked)
			kept.lp_ignore = asked;
		if (kept.lp_ignore < 1)
			delete kept.lp_ignore;
		return kept.lp_ignore;
	});

	var AD_COOKIE =
	/(^|; )(_fb[cp]|_gcl_au|li_fat_id|_ttp)=([^;]+)/g;

	var adCookies = safe(function () {
		var found;

		document.cookie.replace(AD_COOKIE, function (all, gap, name,
		    value) {
			found = found || {};
			found[name] = value;
		});
		return found;
	});

	/* Says brands, mobile and platform in JSON; then all we asked for. */
	var hints = navigator.userAgentData;

	function askHints() {
		hints.getHighEntropyValues(['platformVersion', 'model'])
			.then(function (told) {
				hints = told;
			}, Boolean);
	}

	/* ---- touch ---- */

	var entry, landing;

	var parse = safe(JSON.parse);

	/*
	 * How the page was entered: when we run late a router may have cleaned
	 * location, and the campaign with it.
	 */
	function findEntry() {
		entry = performance.getEntriesByType('navigation')[0]
			|| { name: location.href, type: 'navigate' };
	}

	/* A reload repeats address and referrer; it is not a second arrival. */
	function findLanding() {
		var from = document.referrer;

		landing = parse(tab.get('lp_land'));
		if (!landing || entry.type === 'navigate'
		    && (from && link(from).host !== location.host
		    || CAMPAIGN.test(entry.name)))
			landing = { url: entry.name.slice(0, ADDRESS),
				referrer: from, at: now() };
	}

	function remember() {
		tab.set('lp_land', text(landing));
		tab.set('lp_test', testing);
	}

	/* ---- transport ---- */

	var busy = {};	/* sent by this page and not answered yet */

	/*
	 * What is empty is left out. JSON escapes of surrogates only halves of
	 * pairs; the collector refuses them, and U+0000.
	 */
	function text(message) {
		return JSON.stringify(message, function (key, value) {
			return value === '' ? undefined : value;
		}).replace(ESCAPE, function (found, sign, refused) {
			return refused ? '\ufffd' : found;
		});
	}

	function bytes(value) {
		return new Blob([text(value)]).size;
	}

	function newMessage(type, props) {
		return {
			hit_id: newId(),
			event_type: type,
			page_url: viewed || location.href,
			referrer_url: came,
			page_title: document.title.slice(0, 300),
			viewport: { width: innerWidth,
				height: innerHeight },
			screen: { width: screen.width, height: screen.height },
			webdriver: navigator.webdriver,
			props: props
		};
	}

	function save(item) {
		local.set(OUT + item.m.hit_id, text(item));
	}

	function forget(item) {
		local.set(OUT + item.m.hit_id);
	}

	/* null for what is not ours or has had its time. */
	function readItem(key) {
		var item = !key.indexOf(OUT) && parse(local.get(key));
		var lead = item && item.m.lead_id;

		if (item && (item.n >= (lead ? LEAD_TRIES : EVENT_TRIES)
		    || since(item.t) > (lead ? LEAD_LIFE : EVENT_LIFE)))
			return local.set(key);
		return item;
	}

	/* What is kept: leads first, then as it happened. */
	function kept() {
		return local.keys().map(safe(readItem)).filter(Boolean)
			.sort(function (a, b) {
				return !a.m.lead_id - !b.m.lead_id || a.t - b.t;
			});
	}

	function makeRoom() {
		kept().filter(function (item) {
			return !item.m.lead_id;
		}).slice(0, -EVENTS_KEPT).forEach(forget);
	}

	/*
	 * Final is what our collector itself said and would say again. A
	 * captive page's 200 and a firewall's 403 lack the header.
	 */
	var isFinal = safe(function (answer) {
		return answer.headers.get('X-Leadpixel')
			&& /^(2|4(?!08|25|29))/.test(answer.status);
	});

	function answered(item, answer) {
		var message = item.m;

		delete busy[message.hit_id];
		if (isFinal(answer)) {
			forget(item);
			drain();
			answer.json().then(safe(function (body) {
				if (body.visitor_cookie)
					local.set('lp_id', body.visitor_cookie);
			}), Boolean);
		} else if (message.lead_id) {
			/* a page view waits for a page; a lead may have none */
			setTimeout(safe(drain), item.d - now() + 50);
		}
	}

	function image(message) {
		new Image().src = target.image + '?'
			+ Object.keys(message).map(function (key) {
				return key + '='
					+ encodeURIComponent(message[key]);
			}).join('&');
	}

	function carry(item, body) {
		var message = item.m;
		var url = message.lead_id ? target.lead : target.hit;
		var done = safe(answered.bind(null, item));

		if (window.fetch)
			fetch(url, {
				method: 'POST',
				body: body, /* as text/plain: no preflight */
				credentials: message.landing
					? 'include' : 'omit',
				keepalive: true
			}).then(done, done);
		else if (!(navigator.sendBeacon
		    && navigator.sendBeacon(url, body))
		    && message.event_type === 'pageview')
			image(message);
	}

	/* Written before it is sent: the page may end at any moment. */
	function send(item) {
		var message = item.m;

		busy[message.hit_id] = 1;
		item.n++;
		item.d = now() + (1 + Math.random()) * 500
			* Math.pow(4, item.n);
		save(item);
		message.age_ms = since(item.t);
		if (message.landing) {
			message.landing.age_ms = since(message.landing.at);
			message.visitor_cookie = local.get('lp_id') || proposed;
		}
		carry(item, text(message));
	}

	/* One at a time: the next goes when this one had its final answer. */
	function drain() {
		kept().filter(function (item) {
			return !busy[item.m.hit_id] && item.d <= now()
				&& (maySend() || !item.m.landing);
		}).slice(0, 1).forEach(send);
	}

	/* A lead waits for nothing: before consent it goes without history. */
	function post(message, when) {
		var item = { m: message, t: when || now(), n: 0 };
		var known = mayStore() || undefined;

		if (!landing || !maySend() && !message.lead_id) {
			if (waiting.length < WAITING_KEPT)
				waiting.push(item);
			return;
		}
		message.pixel_id = pixelId;
		message.test = testing && true;
		message.consent = known ? consent : false;
		message.landing = known && landing;
		message.cookies = known && message.lead_id && adCookies();
		message.hints = known && hints;
		send(item);
		makeRoom();
	}

	function release() {
		waiting.splice(0).forEach(function (item) {
			post(item.m, item.t);
		});
		drain();
		if (mayStore())
			safe(askHints)();
	}

	/* ---- page views ---- */

	var viewed;	/* address of the page counted last */
	var came = '';	/* and where it was come from */

	function view(url, referrer) {
		viewed = url.slice(0, ADDRESS);
		came = referrer;
		post(newMessage('pageview'));
	}

	/* Routers push, then replace, in one turn: only the end counts. */
	function moved() {
		setTimeout(safe(function () {
			var before = viewed;

			viewed = location.href;
			if (isSame(before, viewed))
				return;
			confirm(true);
			view(viewed, before);
		}));
	}

	function hook(owner, name, work) {
		var native = owner[name];

		owner[name] = function () {
			safe(work).call(this);
			return native.apply(this, arguments);
		};
	}

	function watchPages() {
		var first = entry.name;
		var here = location.href;

		if (isSame(first, here))
			view(first, document.referrer);
		else
			view(here, first);
		hook(history, 'pushState', moved);
		hook(history, 'replaceState', moved);
		listen('popstate', moved);
		listen('pageshow', function (event) {
			if (event.persisted)
				view(location.href, '');
		});
	}

	/* ---- forms ---- */

	var NEVER_TYPE = /password|hidden|file|submit|button|reset|image/;
	/* Of name, id, label and autocomplete: what we must not read. */
	var CARD =
	/\bcc-|(card|\bcc).?(nu|n[or]\b|c[vos]|exp)|\b(cv[cv]2?|csc)\b/i;
	var SECRET =
	/passw|one-time|social.?sec|rity.?code|\b(iban|ssn|pin|pwd)\b/i;
	var IBAN = /\b[a-z]{2}\d\d(?=([ a-z]*\d){8})( ?[a-z\d]){11,30}\b/gi;
	var SSN = /\b\d{3}([ -])\d\d\1\d{4}\b/g;
	var FIELDS = 'input,select,textarea';
	var IGNORE = '[data-lp-ignore]';
	var PHONE = /phone|\btel|mobil|whatsapp|\bcell/i;
	var CONTACT = /mail|name|company|firm|phone|tel/i;

	var last;	/* the lead sent last by this page, and its marks */
	var lastForm, lastPrint;
	var begunForm, begunAt;	/* the form being filled in */

	function attribute(element, name) {
		return (element.getAttribute(name) || '').slice(0, 100);
	}

	/*
	 * Luhn; an expiry date may follow the card, so each length counts: what
	 * ends here leaves its last digit plain and doubles the one before.
	 */
	function isCard(digits) {
		var plain = 0, other = 0;

		return [].some.call(digits, function (digit, at) {
			var sum = other + +digit;

			other = plain + digit * 2 % 10 + (digit > 4);
			plain = sum;
			return at > 11 && !(sum % 10);
		});
	}

	/* A telephone number has up to 15 digits; one in ten passes Luhn. */
	function mask(value, phone) {
		value = value.replace(/\b[2-6](?:[ .-]?\d){12,}/g,
		    function (found, at) {
			var digits = found.replace(/\D/g, '');

			return isCard(digits) && (digits.length > 15
				|| !phone && value[at - 1] !== '+')
				? '***' : found;
		}).replace(IBAN, '***');
		return phone ? value : value.replace(SSN, '***');
	}

	function label(element) {
		var found = (element.labels || [])[0];

		return (found ? found.textContent
			: attribute(element, 'aria-label')
			|| attribute(element, 'placeholder'))
			.replace(/\s+/g, ' ').slice(0, 100);
	}

	function valueOf(element) {
		if (/radio|checkbox/.test(element.type))
			return element.checked ? element.value : '';
		if (!element.selectedOptions)
			return element.value;
		return [].map.call(element.selectedOptions, function (option) {
			return option.value;
		}).join(', ');
	}

	/* All a page says of a field, in words: cardNumber, card_number. */
	function describe(field, id) {
		return (field.name + ' ' + id + ' ' + field.label + ' '
			+ field.autocomplete)
			.replace(/_|([a-z])(?=[A-Z])/g, '$1 ');
	}

	/* null for what is empty or never leaves the browser. */
	function readField(element, form) {
		var id = attribute(element, 'id');
		var field = {
			name: attribute(element, 'name') || id,
			type: element.type,
			autocomplete: attribute(element, 'autocomplete')
		};
		var about;

		field.label = label(element);
		about = describe(field, id);
		if (/password/.test(field.type + field.autocomplete))
			form.password = true;
		if (CARD.test(about))
			form.payment = true;
		if (NEVER_TYPE.test(element.type) || element.disabled
		    || element.closest(IGNORE))
			return null;
		field.value = mask(valueOf(element).slice(0, LEAD_BYTES),
			PHONE.test(about));
		if (element.tabIndex < 0 || !element.getClientRects().length)
			field.hidden = true;
		return CARD.test(about) || SECRET.test(about)
			|| !/[^\s*]/.test(field.value)
			? null : field;
	}

	/*
	 * By each field's own form: a field tied by form= stands elsewhere, and
	 * one named "elements" would hide the form's list.
	 */
	function readFields(form, facts) {
		var boxes = {};
		var fields = [];

		function add(element) {
			var field = element.form === form && readField(element,
				facts);
			var box = field && field.type === 'checkbox'
				&& boxes['.' + field.name];

			if (box)
				box.value += ', ' + field.value;
			else if (field)
				fields.push(boxes['.' + field.name] = field);
		}
		[].forEach.call(document.querySelectorAll(FIELDS), add);
		return fields;
	}

	function isContact(field) {
		return CONTACT.test(field.type + field.name + field.label);
	}

	/* Too large: contact-like fields come first and long texts are cut. */
	function fit(message, fields) {
		var limit = LEAD_BYTES;

		message.form_data = fields;
		for (; limit && (fields.length > LEAD_FIELDS
		    || bytes(message) > LEAD_BYTES); limit /= 2) {
			message.truncated = true;
			message.form_data = fields = fields.sort(function (a, b) {
				return isContact(b) - isContact(a);
			}).slice(0, limit < 100 ? -1 : LEAD_FIELDS);
			fields.forEach(function (field) {
				field.value = field.value.slice(0, limit);
			});
		}
	}

	function describeForm(form) {
		return {
			id: attribute(form, 'id'),
			name: attribute(form, 'name'),
			method: attribute(form, 'method') || 'get',
			action_host: link(attribute(form, 'action')).host,
			filled_ms: form === begunForm ? since(begunAt)
				: undefined
		};
	}

	/* Not checkValidity(): that would fire the page's own "invalid". */

	/* Kept for the next page, which confirms it, and not for longer. */
	function pend() {
		last.at = now();
		tab.set('lp_lead', text(last));
		setTimeout(function () {
			if (since(last.at) > CONFIRM_WITHIN)
				tab.set('lp_lead');
		}, FORGET_AFTER);
	}

	/* A double click, or submit() out of the form's own submit handler. */
	function isRepeat(form, print, byEvent) {
		return last && since(last.at) < SAME_LEAD
			&& (lastPrint === print
			|| !byEvent && lastForm === form);
	}

	function capture(form, byEvent) {
		var facts = describeForm(form);
		var message, fields, print;

		if (form.closest(IGNORE))
			return;
		fields = readFields(form, facts);
		print = text(fields);
		if (!fields.length)
			return;
		if (!isRepeat(form, print, byEvent)) {
			message = newMessage('form_submit');
			message.lead_id = newId();
			message.form_state = 'attempted';
			message.form = facts;
			fit(message, fields);
			post(message);
			lastForm = form;
			lastPrint = print;
			last = { m: message, t: now() };
		}
		pend();
	}

	/* The last lead reached its end; by a page change only if soon. */
	function confirm(byPage) {
		var pending = parse(tab.get('lp_lead'));
		var message = pending && pending.m;

		tab.set('lp_lead');
		if (!message || byPage && (since(pending.at) > CONFIRM_WITHIN
		    || isSame(message.page_url, location.href)))
			return;
		forget(pending);	/* this one says all that one said */
		message.hit_id = newId();
		message.form_state = 'confirmed';
		post(message, pending.t);
	}

	function watchForms() {
		listen('focusin', function (event) {
			var form = event.target.form;

			if (form && form !== begunForm) {
				begunForm = form;
				begunAt = now();
			}
		});
		listen('submit', function (event) {
			var form = event.target;
			var button = event.submitter;

			if (form.noValidate || button && button.formNoValidate
			    || !form.matches(':invalid'))
				capture(form, true);
		});
		hook(HTMLFormElement.prototype, 'submit', function () {
			capture(this, false);
		});
	}

	/* ---- API ---- */

	function online() {
		kept().forEach(function (item) {
			item.d = 0;
			save(item);
		});
		drain();
	}

	function begin() {
		if (optedOut())
			return;
		proposed = 'pxl_' + newId();
		findEntry();
		findLanding();
		testing = param(/[?&]lp_test=(1)/, location.search)
			|| tab.get('lp_test');
		remember();
		confirm(true);
		watchPages();
		watchForms();
		listen('online', online);
		release();
		queue.splice(0).forEach(run);
	}

	/* A page prerendered and never shown was never seen. */
	function start() {
		if (target || !pixelId)
			return;
		target = collector();
		if (document.prerendering)
			listen('prerenderingchange', begin);
		else
			begin();
	}

	var commands = {
		init: function (given) {
			pixelId = pixelId || given.id;
			endpoint = endpoint || given.endpoint;
			consentMode = consentMode || given.consent;
		},
		track: function (name, props) {
			post(newMessage(name, props));
		},
		identify: function (props) {
			leadpixel('track', 'identify', props);
		},
		consent: function (given) {
			consent = !!given;
			if (!consent) {
				['localStorage', 'sessionStorage']
					.forEach(safe(wipe));
			} else if (landing) {
				remember();
				release();
			}
		},
		confirm: confirm,
		ready: function (work) {
			if (landing)
				work();
			else
				queue.push(['ready', work]);
		}
	};

	function obey(call) {
		safe(commands[call[0]])(call[1], call[2]);
	}

	function run(call) {
		obey(call);
		safe(start)();
	}

	function leadpixel() {
		run(arguments);
	}

	leadpixel.version = VERSION;
	leadpixel.q = { push: run };	/* for a stub that was kept */
	leadpixel.track = function (data) {
		leadpixel('track', data && data.event_type || 'pageview', data);
	};
	window.leadpixel = window.PPPTracker = leadpixel;
	safe(readTag)();
	/* All is heard before we begin: init and consent may stand last. */
	queue.splice(0).forEach(obey);
	safe(start)();
})();
