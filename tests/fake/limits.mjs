/* limits: the burst windows, the day's token budget and the CDN's patience. */
import { blocked, refusal } from "./answers.mjs";

const WINDOW_MS = 2000;
const DAY_MS = 24 * 3600 * 1000;

const tooMany = () => refusal(429, "Request over limit");

/* Calls of the last two seconds, forgotten one by one as the window rolls. */
function createWindow(clock) {
	let times = [];
	const recent = () => {
		times = times.filter((time) => time > clock.now() - WINDOW_MS);
		return times;
	};
	return {
		used: () => recent().length,
		add: () => times.push(clock.now()),
		secondsLeft: () => (recent().length === 0 ? 0 :
			(times[0] + WINDOW_MS - clock.now()) / 1000),
	};
}

/* The vendor's day ends at a midnight it does not name; ours is UTC. */
function createBudget(clock) {
	let day = 0;
	let spent = 0;
	const today = () => {
		const now = Math.floor(clock.now() / DAY_MS);
		if (now !== day)
			spent = 0;
		day = now;
	};
	return {
		spent: () => (today(), spent),
		spend: (tokens) => {
			today();
			spent += tokens;
		},
	};
}

/* Counts 429s in a row; a client that does not stop is blocked for a while. */
function createPatience(clock, switches) {
	let strikes = 0;
	let until = -Infinity;
	return {
		isOver: () => clock.now() < until,
		forgive: () => {
			strikes = 0;
		},
		strike: () => {
			strikes += 1;
			if (switches.abuse_after === 0 ||
			    strikes <= switches.abuse_after)
				return false;
			strikes = 0;
			until = clock.now() + switches.abuse_ms;
			return true;
		},
	};
}

export function createLimits(clock, switches) {
	return {
		clock,
		switches,
		windows: new Map(),
		budget: createBudget(clock),
		patience: createPatience(clock, switches),
	};
}

function windowsOf({ windows, clock }, token) {
	if (!windows.has(token))
		windows.set(token, {
			all: createWindow(clock),
			search: createWindow(clock),
		});
	return windows.get(token);
}

/* A search needs room in both windows. */
function isOver(limits, token, isSearch) {
	const { switches, budget } = limits;
	const { all, search } = windowsOf(limits, token);
	const full = (limit, used) => limit > 0 && used >= limit;
	return full(switches.daily_tokens, budget.spent()) ||
		full(switches.burst_limit, all.used()) ||
		(isSearch && full(switches.search_burst_limit, search.used()));
}

/* The refusal, or null; then the call is counted and paid, whatever becomes
 * of it. route: { cost, isSearch }. */
export function admitCall(limits, token, { cost, isSearch }) {
	if (isOver(limits, token, isSearch))
		return limits.patience.strike() ? blocked() : tooMany();
	limits.patience.forgive();
	windowsOf(limits, token).all.add();
	if (isSearch)
		windowsOf(limits, token).search.add();
	limits.budget.spend(cost);
	return null;
}

export function isBlocked({ patience }) {
	return patience.isOver();
}

function burstHeaders(limit, window) {
	return {
		"x-ratelimit-limit": limit,
		"x-ratelimit-remaining": Math.max(0, limit - window.used()),
		"x-ratelimit-reset": window.secondsLeft(),
	};
}

function dailyHeaders(limit, spent) {
	return {
		"x-daily-ratelimit-token-limit": limit,
		"x-daily-ratelimit-token-remaining": Math.max(0, limit - spent),
	};
}

/* Only limits that are on are told; reset is in seconds left, not epoch. */
export function rateHeaders(limits, token, isSearch) {
	const { switches, budget } = limits;
	const { all, search } = windowsOf(limits, token);
	if (!switches.rate_headers)
		return {};
	const burst = isSearch && switches.search_burst_limit > 0 ?
		[switches.search_burst_limit, search] :
		[switches.burst_limit, all];
	const daily = [switches.daily_tokens, budget.spent()];
	return {
		...(burst[0] > 0 ? burstHeaders(...burst) : {}),
		...(daily[0] > 0 ? dailyHeaders(...daily) : {}),
	};
}
