/*
 * pixel.js: counts page views and carries leads to the site's own collector.
 * It must never hurt the page it stands on: every entry from the page goes
 * through safe(), and nothing is asked of a visitor before consent where the
 * tag says data-consent="required".
 */
(function (window, document) {
	'use strict';

	var VERSION = '0.1.0';
	var LEAD_BYTES = 24576;	/* the collector takes bodies up to 32 KiB */
	var LEAD_FIELDS = 80;
	var KEEPALIVE_BYTES = 60000;	/* Fetch: 64 KiB for all in flight */
	var EVENTS_KEPT = 20;
	var EVENT_LIFE = 864e5, EVENT_TRIES = 3;
	var LEAD_LIFE = 6048e5, LEAD_TRIES = 10;
	var SAME_LEAD = 6e4;	/* a lead repeated within is the same lead */
	var CONFIRM_WITHIN = 6e4;	/* a page change within confirms a lead */

	var OUT = 'lp_out_';
	var LONE = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff\0]/g;
	var CAMPAIGN = new RegExp('[?&]((utm|mtm|matomo|pk|piwik|hsa|gad)_\\w+|'
		+ '\\w*(clid|clkid|click_?id|_cid|[gw]braid)|li_fat_id|sccid|epik|'
		+ 'vmcid|tblci|dicbo|s_kwcid|ef_id|cjevent|awc|mkt_tok|_kx|'
		+ '_hsenc)=', 'i');

	var queue = window.leadpixel && window.leadpixel.q || [];
	var settings = {};
	var target;	/* the collector's addresses, once known */
	var ignored, testing, consent;
	var waiting = [];	/* made before we may send */
	var readies = [];

	if (window.leadpixel && window.leadpixel.version)
		return;	/* loaded twice: the first one wins */

	function safe(work) {
		return function () {
			try {
				return work.apply(this, arguments);
			} catch (ignore) {
				return undefined;
			}
		};
	}

	function now() {
		return Date.now();
	}

	function listen(on, type, work) {
		on.addEventListener(type, safe(work), true);
	}

	/* ---- settings ---- */

	function param(name, address) {
		var found = new RegExp('[?&]' + name + '=([^&#]*)').exec(address);

		return found && safe(decodeURIComponent)(found[1]) || '';
	}

	function tagId(tag, named) {
		return tag && (tag.getAttribute('data-pixel-id')
			|| named.test(tag.src) && param('id', tag.src));
	}

	/*
	 * currentScript is null when an optimiser runs us from a timer; other
	 * vendors also write ?id= in their address, so a tag that is merely on
	 * the page must carry our file name too.
	 */
	function findTag() {
		var all = document.getElementsByTagName('script');
		var current = document.currentScript;
		var i;

		if (tagId(current, /./))
			return current;
		for (i = 0; i < all.length; i++)
			if (tagId(all[i], /\/(a|pixel)(\.min)?\.js\?/))
				return all[i];
		return current;
	}

	/* A mount of our own has short names, a whole collector the original's. */
	function collector(endpoint, source) {
		var plain = /^(https?:[^?#]*)\/[^?#]*/.exec(source);
		var whole = /^(\w+:\/\/[^\/]+)[^?#]*\/pixel(\.min)?\.js/
			.exec(source);
		var base = endpoint || whole && whole[1]
			|| plain && plain[1] + '/t';

		if (!base)
			return null;
		if (/\/t$/.test(base)) {
			base = base.slice(0, -1);
			return { hit: base + 't', lead: base + 'l',
				image: base + 'p.gif' };
		}
		base = base.replace(/(\/api\/track(\/track)?)?\/*$/, '');
		return { hit: base + '/api/track', lead: base + '/api/track',
			image: base + '/pixel.gif' };
	}

	function readTag() {
		var tag = findTag();
		var source = tag && tag.src || '';

		settings.source = source;
		settings.id = tagId(tag, /./);
		settings.endpoint = tag && tag.getAttribute('data-endpoint')
			|| param('e', source);
		settings.consent = tag && tag.getAttribute('data-consent');
	}

	/* ---- identity ---- */

	function mayStore() {
		return consent || consent === undefined
			&& settings.consent !== 'required';
	}

	function maySend() {
		return target && (consent || settings.consent !== 'required');
	}

	/*
	 * The browser's storage, or our memory where it is denied, full or not
	 * allowed yet. Memory is asked first: it is what storage did not take.
	 */
	function shelf(name) {
		var memory = Object.create(null);

		function area() {
			return mayStore() && window[name];
		}
		function get(key) {
			return key in memory ? memory[key]
				: safe(function () {
					return area().getItem(key);
				})();
		}
		function drop(key) {
			delete memory[key];
			safe(function () {
				window[name].removeItem(key);
			})();
		}
		function set(key, value) {
			try {
				area().setItem(key, value);
				delete memory[key];
			} catch (ignore) {
				memory[key] = value;
			}
		}
		function keys(prefix) {
			var all = Object.keys(memory).concat(safe(function () {
				return Object.keys(area());
			})() || []);

			return all.filter(function (key, at) {
				return !key.indexOf(prefix)
					&& all.indexOf(key) === at;
			}).sort();
		}
		return { get: get, set: set, drop: drop, keys: keys };
	}

	var local = shelf('localStorage');
	var tab = shelf('sessionStorage');

	/* Consent withdrawn: nothing of ours stays but the owner's opt-out. */
	function wipe(name) {
		Object.keys(window[name]).forEach(function (key) {
			if (/^lp_(?!ignore)/.test(key))
				window[name].removeItem(key);
		});
	}

	/* 32 hex digits in UUIDv7 layout: near in time is near in the index. */
	function newId() {
		var random = new Uint8Array(10);
		var hex = ('00000000000' + now().toString(16)).slice(-12);
		var i;

		(window.crypto || window.msCrypto).getRandomValues(random);
		random[0] = random[0] & 15 | 112;
		random[2] = random[2] & 63 | 128;
		for (i = 0; i < 10; i++)
			hex += (256 + random[i]).toString(16).slice(1);
		return hex;
	}

	function optedOut() {
		var asked = param('lp_ignore', location.search);

		/* The owner's own wish: kept whatever consent says. */
		if (asked === '1')
			safe(function () {
				window.localStorage.setItem('lp_ignore', '1');
			})();
		if (asked === '0')
			local.drop('lp_ignore');
		return asked === '1' || asked !== '0' && safe(function () {
			return window.localStorage.getItem('lp_ignore');
		})();
	}

	/* ---- touch ---- */

	var landing;

	function parse(text) {
		return safe(JSON.parse)(text || 'null');
	}

	function timing() {
		return safe(function () {
			return performance.getEntriesByType('navigation')[0];
		})() || {};
	}

	/*
	 * The address the page was entered by: when we run late a router may
	 * have cleaned location, and the campaign with it.
	 */
	function entered() {
		var name = timing().name || '';

		return /^http/.test(name) ? name : location.href;
	}

	function host(address) {
		var found = /^\w+:\/\/([^\/?#]*)/.exec(address);

		return found ? found[1].replace(/^www\./, '') : '';
	}

	/* A reload repeats address and referrer; it is not a second arrival. */
	function findLanding() {
		var from = document.referrer;
		var url = entered();
		var outside = from && host(from) !== host(url);

		landing = parse(tab.get('lp_land'));
		if (!landing || (outside || CAMPAIGN.test(url))
		    && (timing().type || 'navigate') === 'navigate')
			landing = { url: url, referrer: from, at: now() };
	}

	function remember() {
		tab.set('lp_land', JSON.stringify(landing));
		if (testing)
			tab.set('lp_test', '1');
	}

	/* ---- transport ---- */

	var busy = {};	/* sent by this page and not answered yet */

	/* The collector refuses half a surrogate pair and U+0000. */
	function wellFormed(value) {
		return value.replace(LONE, function (found) {
			return found[1] ? found : '\ufffd';
		});
	}

	function text(message) {
		return JSON.stringify(message, function (key, value) {
			return typeof value === 'string' ? wellFormed(value)
				: value;
		});
	}

	function bytes(value) {
		return unescape(encodeURIComponent(text(value))).length;
	}

	function size(width, height) {
		return { width: width, height: height };
	}

	function newMessage(type, extra) {
		var message = {
			hit_id: newId(),
			event_type: String(type).slice(0, 64),
			page_url: viewed || location.href,
			page_title: document.title.slice(0, 300),
			referrer_url: came,
			viewport: size(window.innerWidth, window.innerHeight),
			screen: size(screen.width, screen.height),
			webdriver: navigator.webdriver || undefined
		};
		var key;

		for (key in extra)
			if (extra.hasOwnProperty(key))
				message[key] = extra[key];
		return message;
	}

	function save(entry) {
		local.set(OUT + entry.m.hit_id, text(entry));
	}

	function forget(id) {
		local.drop(OUT + id);
	}

	/* What is kept: leads first, then as it happened; the spent is dropped. */
	function kept() {
		return local.keys(OUT).map(function (key) {
			var entry = parse(local.get(key));
			var lead = entry && entry.m && entry.m.lead_id;
			var age = entry && now() - entry.t;

			if (entry && entry.m && entry.n < (lead ? LEAD_TRIES
			    : EVENT_TRIES) && age < (lead ? LEAD_LIFE
			    : EVENT_LIFE))
				return entry;
			local.drop(key);
			return null;
		}).filter(Boolean).sort(function (a, b) {
			return !a.m.lead_id - !b.m.lead_id || a.t - b.t;
		});
	}

	function makeRoom() {
		var events = kept().filter(function (entry) {
			return !entry.m.lead_id;
		});

		while (events.length >= EVENTS_KEPT)
			forget(events.shift().m.hit_id);
	}

	/*
	 * Final is what our collector itself said and would say again. A captive
	 * page's 200 and a firewall's 403 lack the header.
	 */
	function isFinal(answer) {
		var code = answer.status;

		return answer.headers.get('X-Leadpixel') && (answer.ok
			|| code >= 400 && code < 500 && code !== 408
			&& code !== 425 && code !== 429);
	}

	function answered(entry, answer) {
		delete busy[entry.m.hit_id];
		if (answer && isFinal(answer)) {
			forget(entry.m.hit_id);
			answer.json().then(safe(function (body) {
				if (mayStore() && body.visitor_cookie)
					local.set('lp_id', body.visitor_cookie);
			}), Boolean);
			drain();
		} else if (entry.m.lead_id) {
			/* A page view can wait for a page; a lead may have none. */
			setTimeout(safe(drain), entry.d - now() + 50);
		}
	}

	function image(message) {
		var query = '?';
		var names = ['pixel_id', 'page_url', 'referrer_url', 'hit_id',
			'age_ms'];

		names.forEach(function (name) {
			query += name + '='
				+ encodeURIComponent(message[name]) + '&';
		});
		new Image().src = target.image + query.slice(0, -1);
	}

	function carry(entry, body) {
		var lead = entry.m.lead_id;
		var url = lead ? target.lead : target.hit;

		if (window.fetch) {
			fetch(url, {
				method: 'POST',
				body: body,
				headers: { 'Content-Type': 'text/plain' },
				credentials: 'include',
				keepalive: bytes(entry.m) < KEEPALIVE_BYTES
			}).then(safe(function (answer) {
				answered(entry, answer);
			}), safe(function () {
				answered(entry);
			}));
		} else if (!(navigator.sendBeacon
		    && navigator.sendBeacon(url, body))
		    && entry.m.event_type === 'pageview') {
			image(entry.m);
		}
	}

	/* Written before it is sent: the page may end at any moment. */
	function send(entry) {
		var message = entry.m;
		var cookie = local.get('lp_id');

		if (busy[message.hit_id])
			return;
		busy[message.hit_id] = 1;
		entry.n++;
		entry.d = now() + Math.pow(4, entry.n)
			* (500 + 500 * Math.random());
		save(entry);
		message.age_ms = Math.max(0, now() - entry.t);
		message.landing.age_ms = Math.max(0, now() - message.landing.at);
		if (cookie)
			message.visitor_cookie = cookie;
		carry(entry, text(message));
	}

	/* One at a time: the next goes when this one had its final answer. */
	function drain() {
		var due = maySend() && !ignored && kept().filter(function (entry) {
			return !busy[entry.m.hit_id] && !(entry.d > now());
		})[0];

		if (due)
			send(due);
	}

	function post(message, when) {
		var entry = { m: message, t: when || now(), n: 0 };

		if (ignored || waiting.length > EVENTS_KEPT + LEAD_FIELDS)
			return;
		if (!maySend()) {
			waiting.push(entry);
			return;
		}
		message.pixel_id = settings.id;
		message.consent = consent;
		message.test = testing;
		message.landing = message.landing || { url: landing.url,
			referrer: landing.referrer, at: landing.at };
		if (!message.lead_id)
			makeRoom();
		send(entry);
	}

	function release() {
		waiting.splice(0).forEach(function (entry) {
			post(entry.m, entry.t);
		});
		drain();
	}

	/* ---- page views ---- */

	var viewed;	/* address of the page counted last */
	var came = '';	/* and where it was come from */

	function path(address) {
		return address.replace(/^\w+:\/\/[^\/]*|[?#].*$/g, '');
	}

	function view(url, referrer) {
		viewed = url;
		came = referrer;
		post(newMessage('pageview'));
	}

	/* Routers push, then replace, in one turn: only where it ends counts. */
	function moved() {
		setTimeout(safe(function () {
			var before = viewed;

			viewed = location.href;
			if (path(before) === path(viewed))
				return;
			confirm(true);
			view(viewed, before);
		}), 0);
	}

	function hook(owner, name, before, after) {
		var native = owner[name];

		owner[name] = function () {
			var result;

			before.call(this);
			result = native.apply(this, arguments);
			after.call(this);
			return result;
		};
	}

	function watchPages() {
		var first = entered();
		var here = location.href;

		if (path(first) === path(here))
			view(first, document.referrer);
		else
			view(here, first);
		hook(history, 'pushState', Boolean, safe(moved));
		hook(history, 'replaceState', Boolean, safe(moved));
		listen(window, 'popstate', moved);
		listen(window, 'pageshow', function (event) {
			if (event.persisted)
				view(location.href, '');
		});
	}

	/* ---- forms ---- */

	var NEVER_TYPE = new RegExp('^(password|hidden|file|submit|button|reset|'
		+ 'image|output|fieldset)?$');
	var NEVER_FILL = /(^|\s)(cc-\S+|\S*-password|one-time-code)(\s|$)/i;
	var NEVER_NAME = new RegExp('(credit|debit|bank).?card|(card|\\bcc).?('
		+ 'num|n[or]\\b|name|code|cv|csc|exp|holder)|\\b(cv[cv]2?|csc|'
		+ 'iban|ssn|pin|pwd)\\b|iban.?n|social.?sec|passw|'
		+ 'security.?code', 'i');
	var PHONE = /phone|\btel|mobil|handy|fax|whatsapp|\bcell/i;
	var CONTACT = /mail|name|company|firm|phone|\btel|mobil/i;

	var last;	/* the lead sent last by this page, with its marks */
	var lastForm, lastPrint;
	var filling = window.WeakMap && new WeakMap();

	function attribute(element, name) {
		return (element.getAttribute(name) || '').slice(0, 100);
	}

	function luhn(digits) {
		var sum = 0;
		var i, digit;

		for (i = 0; i < digits.length; i++) {
			digit = +digits[digits.length - 1 - i] << i % 2;
			sum += digit > 9 ? digit - 9 : digit;
		}
		return sum % 10 === 0;
	}

	/* A card may be followed by its expiry date, so each length counts. */
	function isCard(digits) {
		var length;

		for (length = 13; length < 20 && length <= digits.length; length++)
			if (luhn(digits.slice(0, length)))
				return /^[2-6]/.test(digits);
		return false;
	}

	/* A telephone number has up to 15 digits; one in ten passes Luhn. */
	function mask(value, phone) {
		function card(found, at) {
			var digits = found.replace(/\D/g, '');

			return isCard(digits) && !(digits.length < 16
				&& (phone || value[at - 1] === '+'))
				? '***' : found;
		}
		function iban(found) {
			return found.replace(/\D/g, '').length > 9 ? '***' : found;
		}
		value = value.replace(/\b\d(?:[ .-]?\d){12,}/g, card)
			.replace(/\b[a-z]{2}\d\d(?: ?[a-z\d]){11,30}\b/gi, iban);
		return phone ? value
			: value.replace(/\b\d{3}([ -])\d\d\1\d{4}\b/g, '***');
	}

	function isIgnored(node) {
		for (; node && node.hasAttribute; node = node.parentNode)
			if (node.hasAttribute('data-lp-ignore'))
				return true;
		return false;
	}

	function label(element) {
		var found = element.labels && element.labels[0];

		return (found ? found.textContent
			: attribute(element, 'aria-label')
			|| attribute(element, 'placeholder'))
			.replace(/\s+/g, ' ').trim().slice(0, 100);
	}

	function valueOf(element) {
		if (/^(radio|checkbox)$/.test(element.type))
			return element.checked ? element.value : '';
		if (element.type !== 'select-multiple')
			return element.value;
		return [].filter.call(element.options, function (option) {
			return option.selected;
		}).map(function (option) {
			return option.value;
		}).join(', ');
	}

	function isSecret(element) {
		return NEVER_TYPE.test(element.type || '')
			|| NEVER_FILL.test(attribute(element, 'autocomplete'))
			|| element.disabled || isIgnored(element);
	}

	/* All a page says of a field, in words: cardNumber, card_number. */
	function describe(field, id) {
		return [field.name, id, field.label, field.autocomplete].join(' ')
			.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
	}

	/* null for what is empty or never leaves the browser. */
	function readField(element) {
		var id = attribute(element, 'id');
		var field = {
			name: attribute(element, 'name') || id,
			type: element.type,
			autocomplete: attribute(element, 'autocomplete') || undefined
		};
		var about, value;

		if (isSecret(element))
			return null;
		value = String(valueOf(element) || '').slice(0, LEAD_BYTES);
		field.label = label(element) || undefined;
		about = describe(field, id);
		field.value = mask(value, PHONE.test(about));
		return NEVER_NAME.test(about) || !/[^\s*]/.test(field.value)
			? null : field;
	}

	function elementsOf(form) {
		/* a field named "elements" hides the form's own property */
		return Object.getOwnPropertyDescriptor(HTMLFormElement.prototype,
			'elements').get.call(form);
	}

	function readFields(form) {
		var boxes = Object.create(null);
		var fields = [];

		[].forEach.call(elementsOf(form), function (element) {
			var field = readField(element);
			var box = field && boxes[field.name];

			if (!field)
				return;
			if (field.type === 'checkbox' && box) {
				box.value += ', ' + field.value;
				return;
			}
			if (field.type === 'checkbox')
				boxes[field.name] = field;
			fields.push(field);
		});
		return fields;
	}

	function rank(field) {
		return CONTACT.test(field.type + ' ' + describe(field)) ? 0
			: field.value.length < 500 ? 1 : 2;
	}

	function cut(field, room) {
		while (bytes(field) > room && field.value)
			field.value = field.value.slice(0, field.value.length >> 1);
		return bytes(field) <= room;
	}

	/* Too large: contact-like fields go first, then the short ones. */
	function fit(message, fields) {
		var room;

		message.form_data = fields;
		if (fields.length <= LEAD_FIELDS && bytes(message) <= LEAD_BYTES)
			return;
		message.truncated = true;
		message.form_data = [];
		room = LEAD_BYTES - bytes(message) - 40;
		fields.map(function (field, at) {
			return [rank(field), at, field];
		}).sort(function (a, b) {
			return a[0] - b[0] || a[1] - b[1];
		}).slice(0, LEAD_FIELDS).forEach(function (ranked) {
			if (!cut(ranked[2], room))
				return;
			room -= bytes(ranked[2]) + 1;
			message.form_data.push(ranked[2]);
		});
	}

	function describeForm(form) {
		var link = document.createElement('a');
		var begun = filling && filling.get(form);

		link.href = attribute(form, 'action') || location.href;
		return {
			id: attribute(form, 'id'),
			name: attribute(form, 'name'),
			method: attribute(form, 'method').toLowerCase() || 'get',
			action_host: link.host,
			filled_ms: begun ? now() - begun : undefined,
			/* what tells the collector a log-in: never the value */
			password: [].some.call(elementsOf(form), function (field) {
				return field.type === 'password';
			}) || undefined
		};
	}

	/* Not checkValidity(): that would fire the page's own "invalid". */
	function isValid(form, button) {
		return form.hasAttribute('novalidate')
			|| button && button.formNoValidate
			|| [].every.call(elementsOf(form), function (field) {
				return !field.willValidate
					|| field.validity.valid;
			});
	}

	/* Kept for the next page, which confirms it, and not for longer. */
	function pend() {
		last.at = now();
		tab.set('lp_lead', text(last));
		setTimeout(safe(function () {
			if (now() - last.at >= CONFIRM_WITHIN)
				tab.drop('lp_lead');
		}), CONFIRM_WITHIN);
	}

	/* A double click, or submit() out of the form's own submit handler. */
	function isRepeat(form, print, byEvent) {
		return last && now() - last.at < SAME_LEAD && (lastPrint === print
			|| !byEvent && lastForm === form
			&& now() - last.at < 2000);
	}

	function capture(form, byEvent) {
		var fields, message, print;

		if (isIgnored(form) || attribute(form, 'method') === 'dialog')
			return;
		fields = readFields(form);
		print = text(fields);
		if (!fields.length)
			return;
		if (!isRepeat(form, print, byEvent)) {
			message = newMessage('form_submit', {
				lead_id: newId(),
				form_state: 'attempted',
				form: describeForm(form)
			});
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

		tab.drop('lp_lead');
		if (!message || byPage && (now() - pending.at > CONFIRM_WITHIN
		    || path(message.page_url) === path(location.href)))
			return;
		forget(message.hit_id);	/* this one says all that one said */
		message.hit_id = newId();
		message.form_state = 'confirmed';
		post(message, pending.t);
	}

	function watchForms() {
		listen(document, 'focusin', function (event) {
			var form = event.target.form;

			if (form && !filling.has(form))
				filling.set(form, now());
		});
		listen(document, 'submit', function (event) {
			var form = event.target;

			if (!isValid(form, event.submitter))
				return;
			capture(form, true);
			filling['delete'](form);
		});
		hook(HTMLFormElement.prototype, 'submit', safe(function () {
			capture(this, false);
		}), Boolean);
	}

	/* ---- API ---- */

	function begin() {
		ignored = optedOut();
		testing = param('lp_test', location.search) === '1'
			|| !!tab.get('lp_test') || undefined;
		findLanding();
		if (ignored)
			return;
		remember();
		safe(confirm)(true);
		safe(watchPages)();
		safe(watchForms)();
		listen(window, 'online', function () {
			kept().forEach(function (entry) {
				entry.d = 0;
				save(entry);
			});
			drain();
		});
		release();
		readies.splice(0).forEach(function (work) {
			safe(work)();
		});
	}

	/* A page prerendered and never shown was never seen. */
	function start() {
		if (target || !settings.id)
			return;
		target = collector(settings.endpoint, settings.source);
		if (target && document.prerendering)
			listen(document, 'prerenderingchange', begin);
		else if (target)
			begin();
	}

	var commands = {
		init: function (given) {
			settings.id = settings.id || given.id;
			settings.endpoint = settings.endpoint || given.endpoint;
			settings.consent = settings.consent || given.consent;
			start();
		},
		track: function (name, props) {
			post(newMessage(name, { props: props }));
		},
		identify: function (props) {
			commands.track('identify', props);
		},
		consent: function (given) {
			consent = !!given;
			if (!consent)
				['localStorage', 'sessionStorage'].forEach(safe(wipe));
			else if (landing) {
				remember();
				release();
			}
		},
		confirm: function () {
			confirm(false);
		},
		ready: function (work) {
			if (landing)
				work();
			else
				readies.push(work);
		}
	};

	function run(call) {
		if (commands.hasOwnProperty(call[0]))
			safe(commands[call[0]])(call[1], call[2]);
	}

	function leadpixel() {
		run(arguments);
	}

	leadpixel.version = VERSION;
	leadpixel.q = { push: run };	/* for a stub that was kept */
	window.leadpixel = leadpixel;
	window.PPPTracker = {
		version: VERSION,
		track: safe(function (data) {
			commands.track(data && data.event_type || 'pageview', data);
		})
	};
	safe(readTag)();
	/* init first, wherever it stands: the others need what it says */
	[].filter.call(queue, function (call) {
		return call[0] === 'init';
	}).forEach(run);
	safe(start)();
	[].filter.call(queue, function (call) {
		return call[0] !== 'init';
	}).forEach(run);
})(window, document);
