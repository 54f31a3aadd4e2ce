/*
 * pixel.js: counts page views and carries leads to the site's own collector.
 * It must never hurt the page it stands on: every entry from the page goes
 * through safe(), and nothing is asked of a visitor before consent where the
 * tag says data-consent="required".
 */
(function () {
	'use strict';

	var DEBUG = false;	/* the build makes a second file of it */
	var VERSION = '0.2.0';
	/*
	 * Characters of a lead's fields, about: the collector takes 32 KiB and
	 * 80 fields. Each may take half of what is left; contacts always may.
	 */
	var ROOM = 9e3, ROOM_LEFT = 2e3, FIELD_COSTS = 40;
	var ADDRESS = 2000;	/* characters of one; the collector cuts, too */
	var EVENTS_KEPT = 20;
	var EVENT_TRIES = 3, LEAD_TRIES = 10, LEAD_DAYS = 7, DAY = 864e5;
	var MINUTE = 6e4;	/* a lead may still be repeated, confirmed */
	var LOOK_EVERY = 300;
	var RETRY = 5e3;	/* what was under way when the last page ended */

	/* States of a lead, as they may follow each other. */
	var ATTEMPTED = 1, FAILED = 2, CONFIRMED = 3;
	var STATES = ['', 'attempted', 'failed', 'confirmed'];

	var OUT = 'lp_out_';	/* then 0 for leads, 1 for others, and the id */

	var before = window.leadpixel || {};
	var queue = before.q || [];
	var tag, pixelId, endpoint, consentMode;
	var mount;	/* where the collector is: beside us, if not told */
	var proposed;	/* a visitor id, should none be given yet */
	var testing, consent;
	var waiting = [];	/* made before we may send */
	var more = [];	/* calls for pixel-more.js */

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

	function later(work, wait) {
		setTimeout(safe(work), wait);
	}

	/* A window captures what is sent to its document, too. */
	function listen(owner, type, work) {
		owner.addEventListener(type, safe(work), true);
	}

	/* What we decide, for who debugs a site; the build leaves it out. */
	function say() {
		if (DEBUG)
			console.log.apply(console,
				['leadpixel:'].concat([].slice.call(arguments)));
	}

	function each(list, work) {
		[].forEach.call(list, safe(work));
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

	/* A first exception costs a page milliseconds: none where all is well. */
	var param = safe(function (name, address) {
		var found = RegExp('[?&]' + name + '=([^&#]+)').exec(address);

		return found && decodeURIComponent(found[1]);
	});

	function attribute(element, name) {
		return (element.getAttribute(name) || '').slice(0, 200);
	}

	/* data-consent, or ?c= for optimisers that strip attributes. */
	function setting(name) {
		return attribute(tag, 'data-' + name)
			|| param(name[0], tag.src);
	}

	function tagId(element) {
		return attribute(element, 'data-pixel-id')
			|| param('id', element.src);
	}

	/*
	 * currentScript is null when an optimiser runs us from a timer; other
	 * vendors also write ?id= in their address, so a tag that is merely on
	 * the page must carry our file name or our attribute.
	 */
	function readTag() {
		var current = document.currentScript;

		tag = current && tagId(current) ? current
			: document.querySelector('script[data-pixel-id],'
			+ 'script[src*="/a.js?"],script[src*="/pixel.js?"]')
			|| current;
		pixelId = tagId(tag);
		endpoint = setting('endpoint');
		consentMode = setting('consent');
	}

	/* ---- identity ---- */

	function maySend() {
		return consent || !consentMode;
	}

	function mayStore() {
		return maySend() && consent !== false;
	}

	var memory = {};	/* what storage does not take, or may not yet */

	/* lp_id and lp_out_... stay; the rest is for as long as the tab. */
	function storage(key) {
		return mayStore() && safe(function () {
			return window[/_[io]/.test(key) ? 'localStorage'
				: 'sessionStorage'];
		})() || memory;
	}

	function get(key) {
		return memory[key] || storage(key)[key];
	}

	function put(key, value) {
		delete memory[key];
		delete storage(key)[key];
		try {
			if (value)
				storage(key)[key] = value;
		} catch (ignore) {
			memory[key] = value;
		}
	}

	/* Consent withdrawn: nothing of ours stays but the owner's opt-out. */
	function wipe(name) {
		each(Object.keys(window[name]), function (key) {
			if (/^lp_(?!ignore)/.test(key))
				delete window[name][key];
		});
	}

	/* 32 hex digits, the time first: near in time is near in the index. */
	function newId() {
		return ('0' + now().toString(16) + [].join.call(
			crypto.getRandomValues(new Uint32Array(9)), ''))
			.slice(0, 32);
	}

	/* The owner's own wish: kept whatever consent says. */
	var optedOut = safe(function () {
		var kept = window.localStorage;
		var asked = param('lp_ignore', location.search);

		if (asked)
			kept.lp_ignore = asked;
		return kept.lp_ignore > 0;
	});

	/* ---- touch ---- */

	var entry, first, landing;
	var text = JSON.stringify;
	var parse = safe(function (written) {
		return JSON.parse(written || null);
	});

	/*
	 * How the page was entered: when we run late a router may have cleaned
	 * location, and the campaign with it. A reload repeats address and
	 * referrer; it is not a second arrival.
	 */
	function findLanding() {
		var from = document.referrer;

		entry = performance.getEntriesByType('navigation')[0];
		first = (entry ? entry.name : location.href).slice(0, ADDRESS);
		landing = parse(get('lp_land'));
		if (!landing || !/^[rb]/.test(entry && entry.type)
		    && (from ? link(from).host !== location.host
		    : /\?/.test(first)))
			landing = { url: first, referrer: from, at: now() };
		say('landing', landing);
	}

	function remember() {
		put('lp_land', text(landing));
		put('lp_test', testing);
	}

	/* ---- transport ---- */

	function newMessage(type, props) {
		return {
			hit_id: newId(),
			event_type: type,
			page_url: viewed || location.href,
			referrer_url: came,
			page_title: document.title.slice(0, 200),
			viewport: innerWidth + 'x' + innerHeight,
			screen: screen.width + 'x' + screen.height,
			webdriver: navigator.webdriver,
			props: props
		};
	}

	/* Leads first, then as it happened: the order of the keys. */
	function keyOf(message) {
		return OUT + (message.lead_id ? 0 : 1) + message.hit_id;
	}

	function save(item) {
		put(keyOf(item.m), text(item));
	}

	function forget(item) {
		put(keyOf(item.m));
	}

	/*
	 * Written before it is sent: the page may end at any moment. It is
	 * not due again before an answer can be there.
	 */
	function send(item) {
		var message = item.m;

		item.n++;
		item.d = now() + (1 + Math.random()) * 500
			* Math.pow(4, item.n);
		save(item);
		message.age_ms = since(item.t);
		if (message.landing) {
			message.landing.age_ms = since(message.landing.at);
			message.visitor_cookie = get('lp_id') || proposed;
		}
		safe(carry)(item, message);
	}

	/* null for what is not ours or has had its time. */
	function readItem(key) {
		var item = !key.indexOf(OUT) && parse(get(key));
		var lead = item && item.m.lead_id;

		if (item && (item.n >= (lead ? LEAD_TRIES : EVENT_TRIES)
		    || since(item.t) > (lead ? LEAD_DAYS : 1) * DAY))
			return put(key);
		return item;
	}

	function kept() {
		return Object.keys(storage(OUT)).concat(Object.keys(memory))
			.sort().map(safe(readItem)).filter(Boolean);
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
		say('answer', answer, 'to', item);
		if (isFinal(answer)) {
			forget(item);
			drain();
			answer.json().then(safe(function (body) {
				if (body.visitor_cookie)
					put('lp_id', body.visitor_cookie);
			}), Boolean);
		} else if (item.m.lead_id) {
			/* a page view waits for a page; a lead may have none */
			later(drain, item.d - now() + 50);
		}
	}

	function carry(item, message) {
		var url = mount + (message.lead_id ? 'l' : 't');
		var body = text(message); /* as text/plain: no preflight */
		var done = safe(answered.bind(null, item));

		if (window.fetch)
			fetch(url, {
				method: 'POST',
				body: body,
				credentials: message.landing
					? 'include' : 'omit',
				keepalive: true
			}).then(done, done);
		else if (message.lead_id)
			navigator.sendBeacon(url, body);
		else
			new Image().src = mount + 'p.gif?m='
				+ encodeURIComponent(body);
	}

	/* One at a time: the next goes when this one had its final answer. */
	function drain() {
		kept().filter(function (item) {
			return item.d <= now()
				&& (maySend() || !item.m.landing);
		}).slice(0, 1).forEach(send);
	}

	/* A lead waits for nothing: before consent it goes without history. */
	function post(message, when) {
		var item = { m: message, t: when || now(), n: 0 };
		var known = mayStore() || undefined;

		if (!landing || !maySend() && !message.lead_id) {
			say('waits for consent', message);
			waiting.push(item);
			return;
		}
		message.pixel_id = pixelId;
		message.test = testing && true;
		message.consent = known ? consent : false;
		message.landing = known && landing;
		say('sends', message);
		send(item);
		kept().filter(function (other) {
			return !other.m.lead_id;
		}).slice(0, -EVENTS_KEPT).forEach(forget);
	}

	function release() {
		each(waiting.splice(0), function (item) {
			post(item.m, item.t);
		});
		drain();
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
		later(function () {
			var before = viewed;

			viewed = location.href;
			if (!isSame(before, viewed)) {
				safe(look)();
				view(viewed, before);
				arrive();
			}
		});
	}

	function hook(owner, name, work) {
		var native = owner[name];

		owner[name] = function () {
			safe(work).call(this);
			return native.apply(this, arguments);
		};
	}

	function watchPages() {
		var here = location.href;

		if (isSame(first, here))
			view(first, document.referrer);
		else
			view(here, first);
		hook(history, 'pushState', moved);
		hook(history, 'replaceState', moved);
		listen(window, 'popstate', moved);
		listen(window, 'pageshow', function (event) {
			if (event.persisted)
				view(location.href, '');
		});
	}

	/* ---- what a form says ---- */

	var NEVER_TYPE = /^(hid|fil|sub|but|res|ima)/;
	/* Of name, id, label and autocomplete: what we must not read. */
	var SECRET =
	/passw|captcha|one-time|social.?sec|rity.?code|\bcc-|(card|\bcc).?(nu|n[or]\b|c[vos]|exp)|\b(iban|ssn|pin|pwd|cv[cv]2?|csc)\b/i;
	/* In a value: numbers of cards, social security and accounts. */
	var NUMBERS =
	/(^|[^+])\b([2-6]([ .-]?\d){12,}|\d{3}([ -])\d\d\4\d{4}\b|[a-z]{2}\d\d[ a-z]{0,6}(\d ?){8,}\w*)/gi;
	var FIELDS = 'input,select,textarea';
	var FORM = 'form,[data-lp-form]';
	/* Ninja, Wix, Gravity: these send without a submit. */
	var SENDS = '.nf-element,.gform_button,[data-hook=submit-button]';
	var IGNORE = '[data-lp-ignore]';
	var PHONE = /phone|\btel|mobil|whatsapp|\bcell/i;

	function label(element) {
		var found = (element.labels || [])[0];

		return (found ? found.textContent
			: attribute(element, 'aria-label')
			|| attribute(element, 'placeholder')).slice(0, 200);
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

	/* null for what is empty or never leaves the browser. */
	function readField(element, form, room) {
		var id = attribute(element, 'id');
		var field = {
			name: attribute(element, 'name') || id,
			type: element.type,
			role: attribute(element, 'data-lp-field'),
			label: label(element),
			autocomplete: attribute(element, 'autocomplete')
		};
		/* in words: cardNumber, card_number */
		var about = (field.name + ' ' + id + ' ' + field.label + ' '
			+ field.autocomplete)
			.replace(/_|([a-z])(?=[A-Z])/g, '$1 ');

		if (SECRET.test(about + field.type)) {
			form.withheld = form.withheld || [];
			form.withheld.push(about + field.type);
			say('never reads', about);
			return null;
		}
		if (!field.role && NEVER_TYPE.test(field.type)
		    || element.disabled || element.closest(IGNORE))
			return null;
		field.value = valueOf(element).slice(0, room / 2);
		if (!PHONE.test(about))
			field.value = field.value.replace(NUMBERS, '$1***');
		if (element.tabIndex < 0 || !element.getClientRects().length)
			field.hidden = true;
		return /[^\s*]/.test(field.value) ? field : null;
	}

	/* A document or a shadow tree. */
	function treeOf(element) {
		return element.getRootNode ? element.getRootNode() : document;
	}

	/*
	 * By each field's own form: a field tied by form= stands elsewhere, and
	 * one named "elements" would hide the form's list.
	 */
	function readFields(form, facts) {
		var fields = [];
		var room = ROOM;

		lastInput = null;
		each(treeOf(form).querySelectorAll(FIELDS), function (element) {
			var field = (element.form || element.closest(FORM))
				=== form && readField(element, facts, room);

			if (!field)
				return;
			if (room > ROOM_LEFT || isContact(field))
				fields.push(field);
			if (room > ROOM_LEFT)
				room -= text(field).length + FIELD_COSTS;
			if (!lastInput && !field.hidden
			    && /mail|te/.test(field.type))
				lastInput = element;
		});
		facts.truncated = room < ROOM / 2;
		return fields;
	}

	function isContact(field) {
		return /mail|tel/.test(field.type + field.name);
	}

	/* ---- what becomes of a form ---- */

	/* What a form shows that refused; Divi and Webflow around it. */
	var REFUSED = '[aria-invalid=true],[class*=rror],[id*=rror],'
		+ '[data-hook*=rror],[class*=form-fail]';
	var AROUND = '.et_pb_module,.w-form';

	/* the lead made last: m message, t when, at asked for last, s state,
	   b by what, c complaints before, n name of a field filled in */
	var last;
	var lastForm, lastPrint;
	var begunForm, begunAt;	/* the form being filled in */
	var begunLength = 0;	/* what was complained of before that */
	var lastInput;	/* a field of it that was filled in */

	/* Kept for the next page: it may prove the lead, or send it. */
	function keep() {
		put('lp_lead', last && last.s < FAILED && text(last));
	}

	/* Posts the last lead, each state once and none backwards. */
	function settle(state, by) {
		var copy = parse(text(last));

		if (copy.s >= state)
			return;
		forget(last);	/* this one says all that one said */
		last.s = state;
		last.b = by;
		copy.m.hit_id = last.m.hit_id = newId();
		copy.m.form_state = STATES[state];
		copy.m.confirmed_by = by;
		copy.m.confirmed_on = viewed;
		post(copy.m, copy.t);
		keep();
	}

	/*
	 * Another page so soon after: the form has let its visitor go. What was
	 * still held when the last page ended had been refused.
	 */
	function arrive() {
		last = parse(get('lp_lead'));
		put('lp_lead');
		if (last && since(last.at) < MINUTE)
			if (!isSame(last.m.page_url, viewed))
				settle(last.s ? CONFIRMED : FAILED, 'page');
			else if (last.b)
				later(look, LOOK_EVERY);
	}

	/* How much a form complains: letters, for some always show a sign. */
	function complaints(input) {
		var length = 0;

		each((input.closest(AROUND) || input.form
		    || input.closest(FORM)).querySelectorAll(REFUSED),
		    function (element) {
			if (element.offsetHeight
			    && !element.querySelector(FIELDS))
				length += (element.innerText || element.type)
					.length;
		});
		return length;
	}

	/*
	 * What the page says became of it: a form that took what it was given
	 * is emptied or gone; one that did not still shows it, and marks why.
	 */
	function look() {
		var input = lastInput && lastInput.offsetHeight ? lastInput
			: document.getElementsByName(last.n)[0];
		var gone = !input || !input.offsetHeight || !input.value;
		var refused = !gone && complaints(input) > last.c;

		if (refused && !last.s)
			say('the form refuses', lastForm);
		if (gone)
			settle(CONFIRMED, 'form');
		else if (!refused || last.s || since(last.at) > MINUTE)
			settle(refused ? FAILED : ATTEMPTED);
		if (since(last.at) > MINUTE)
			put('lp_lead');
		else if (last.s < CONFIRMED)
			later(look, LOOK_EVERY);
	}

	function make(fields, facts) {
		var message = newMessage('form_submit');

		message.lead_id = newId();
		message.form = facts;
		message.form_data = fields;
		last = { m: message, t: now(), s: 0, c: begunLength,
			n: lastInput && lastInput.name };
	}

	/*
	 * Does last become this form's lead?  Repeated are a double click, and
	 * form.submit() out of the form's own submit handler; what was refused
	 * may come again as it is.
	 */
	function capture(form, byEvent) {
		var facts = {
			id: attribute(form, 'id'),
			name: attribute(form, 'data-lp-form')
				|| attribute(form, 'name'),
			method: attribute(form, 'method'),
			filled_ms: form === begunForm && since(begunAt)
		};
		var fields = readFields(form, facts);
		var print = text(fields);

		if (!fields[0]) {
			say('ignores the form', form);
			return false;
		}
		if (!last || since(last.at) > MINUTE || last.s === FAILED
		    || lastPrint !== print && (byEvent || lastForm !== form
		    || last.s === CONFIRMED)) {
			say('form', facts, fields);
			make(fields, facts);
			lastForm = form;
			lastPrint = print;
			later(look, LOOK_EVERY);
		}
		last.at = now();
		keep();
		return true;
	}

	/* ---- what happens on the page ---- */

	function touched(event) {
		var element = event.composedPath()[0];
		var form = element.form || element.closest(FORM);
		var tree = treeOf(element);

		if (form && form !== begunForm) {
			begunForm = form;
			begunAt = now();
			begunLength = complaints(element);
		}
		if (event.type === 'click' && element.closest(SENDS))
			capture(form);
		/* a submit does not leave a shadow tree */
		if (tree.host && !tree.leadpixel)
			listen(tree.leadpixel = tree, 'submit', submitted);
	}

	/* Not checkValidity(): that would fire the page's own "invalid". */
	function submitted(event) {
		var form = event.target;
		var button = event.submitter;

		if (form.noValidate || button && button.formNoValidate
		    || !form.matches(':invalid')) {
			if (capture(form, true))
				later(function () {
					if (!event.defaultPrevented)
						settle(ATTEMPTED, 'submit');
				});
		}
	}

	function watchForms(inner) {
		listen(inner, 'focusin', touched);
		listen(inner, 'submit', submitted);
		listen(inner, 'click', touched);
		listen(inner, 'pagehide', look);
		hook(inner.HTMLFormElement.prototype, 'submit', function () {
			if (capture(this))
				settle(ATTEMPTED, 'submit');
		});
		/* a frame of the same site has taken the focus */
		listen(inner, 'blur', function () {
			var frame = inner.document.activeElement.contentWindow;

			if (!frame.leadpixel)
				watchForms(frame.leadpixel = frame);
		});
	}

	/* ---- API ---- */

	function begin() {
		if (landing || optedOut())
			return;
		say('version', VERSION, 'pixel', pixelId, 'collector', mount,
			'consent', consentMode || 'not asked for');
		proposed = 'pxl_' + newId();
		findLanding();
		testing = param('lp_test', location.search)
			|| get('lp_test');
		remember();
		watchForms(window);
		safe(watchPages)();
		listen(window, 'online', function () {
			each(kept(), send);
		});
		release();
		later(drain, RETRY);
		later(arrive);
		if (setting('use'))
			obey(['use', setting('use'), pixelId, mount]);
	}

	/* The files are beside each other; the collector is, if not told. */
	var debugged = safe(function () {
		mount = /^http[^?#]*\//.exec(tag.src)[0];
		return DEBUG ? 0 : sessionStorage.lp_debug;
	});

	/* A page prerendered and never shown was never seen. */
	function start() {
		if (landing || !pixelId)
			return;
		if (endpoint)
			mount = endpoint.replace(/\/?$/, '/');
		if (document.prerendering)
			listen(document, 'prerenderingchange', begin);
		else if (setting('when') && document.hidden)
			listen(document, 'visibilitychange', begin);
		else
			begin();
	}

	/* pixel-more.js uses the last ones, and adds its own. */
	var commands = {
		init: function (given) {
			pixelId = pixelId || given.id;
			endpoint = endpoint || given.endpoint;
			consentMode = consentMode || given.consent;
		},
		track: function (name, props) {
			post(newMessage(name, props));
		},
		consent: function (given) {
			consent = !!given;
			if (!consent) {
				each(['localStorage', 'sessionStorage'], wipe);
			} else if (landing) {
				remember();
				release();
			}
		},
		confirm: function () {
			settle(CONFIRMED, 'api');
		},
		settle: settle,
		lead: function (fields, form) {
			make(fields, form);
			settle(CONFIRMED, 'api');
		},
		page: safe(function () {
			view(location.href, viewed);
		}),
		get: get,
		put: put
	};

	function load(file) {
		document.head.appendChild(document.createElement('script'))
			.src = mount + file;
	}

	function obey(call) {
		say('called', call);
		var work = commands[call[0]];

		if (work)
			safe(work)(call[1], call[2]);
		else
			more.push(call);
		if (mount && more[0] && !commands.more) {
			commands.more = more;
			safe(load)('b.js');
		}
	}

	function run(call) {
		obey(call);
		safe(start)();
	}

	function leadpixel() {
		run(arguments);
	}

	leadpixel.version = VERSION;
	leadpixel.commands = commands;
	leadpixel.track = commands.page;
	window.leadpixel = window.PPPTracker = leadpixel;
	safe(readTag)();
	/* All is heard before we begin: init and consent may stand last. */
	if (debugged()) {
		window.leadpixel = before;
		safe(load)('d.js');
	} else {
		each(queue.splice(0), obey);
		safe(start)();
	}
})();
