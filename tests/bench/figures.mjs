/* figures: what was measured, as `name value unit` lines, and what of it was
 * promised. */

/* How the best of several rounds is found. */
const FIGURES = {
	ratio_collector_empty: ["ratio", Math.max],
	ratio_collector_cpu: ["ratio", Math.min],
	ratio_empty_static: ["ratio", Math.max],
	p99_static_ms: ["ms", Math.min],
	p99_empty_ms: ["ms", Math.min],
	p99_collector_ms: ["ms", Math.min],
	collector_rss_mib: ["MiB", Math.max],
	ratio_slow_bodies: ["ratio", Math.max],
	max_slow_bodies_ms: ["ms", Math.max],
	writer_wait_batches_p99: ["batches", Math.min],
	hits_per_commit: ["hits", Math.max],
	broken_connections: ["share", Math.min],
	instructions_per_hit: ["instructions", Math.min],
	bytes_per_hit: ["bytes", Math.min],
	bytes_per_pageview: ["bytes", Math.min],
	ratio_cgi: ["ratio", Math.min],
	sync_leads_per_s: ["leads/s", Math.max],
	sync_rss_mib: ["MiB", Math.max],
	sync_rss_empty_mib: ["MiB", Math.min],
	report_max_ms: ["ms", Math.min],
	stats_year_max_ms: ["ms", Math.min],
	report_p99_collector_ratio: ["ratio", Math.min],
	pixel_js_gzip_bytes: ["bytes", Math.min],
	pixel_js_brotli_bytes: ["bytes", Math.min],
	pixel_more_js_gzip_bytes: ["bytes", Math.min],
	dashboard_gzip_bytes: ["bytes", Math.min],
	pixel_js_throttled_ms: ["ms", Math.min],
	pixel_js_floor_ms: ["ms", Math.min],
	pixel_js_further_ms: ["ms", Math.min],
	pixel_js_further_floor_ms: ["ms", Math.min],
};

/* Of the issues that brought these figures. */
const PROMISES = [
	["ratio_collector_empty >= 0.50", (of) =>
		of.ratio_collector_empty >= 0.5],
	["ratio_collector_cpu <= 4", (of) => of.ratio_collector_cpu <= 4],
	["p99_collector_ms <= 4 x p99_empty_ms", (of) =>
		of.p99_collector_ms <= 4 * of.p99_empty_ms],
	["collector_rss_mib < 24", (of) => of.collector_rss_mib < 24],
	["bytes_per_pageview < 150", (of) => of.bytes_per_pageview < 150],
	["ratio_cgi <= 2", (of) => of.ratio_cgi <= 2],
	["writer_wait_batches_p99 <= 3", (of) =>
		of.writer_wait_batches_p99 <= 3],
	["sync_rss_mib <= sync_rss_empty_mib + 8", (of) =>
		of.sync_rss_mib <= of.sync_rss_empty_mib + 8],
	["report_max_ms < 300", (of) => of.report_max_ms < 300],
	["report_p99_collector_ratio <= 1.5", (of) =>
		of.report_p99_collector_ratio <= 1.5],
	["pixel_js_gzip_bytes <= 4096", (of) =>
		of.pixel_js_gzip_bytes <= 4096],
	["dashboard_gzip_bytes < 122880", (of) =>
		of.dashboard_gzip_bytes < 120 * 1024],
	["pixel_js_throttled_ms < 5", (of) => of.pixel_js_throttled_ms < 5],
	["max_slow_bodies_ms < 3000", (of) => of.max_slow_bodies_ms < 3000],
];

class Figures {
	constructor() {
		this.values = {};
		this.faults = [];
	}

	/* A fault makes the figures worthless: the run fails at its end. */
	fault(where, what) {
		if (what === undefined)
			return;
		this.faults.push(`${where}: ${what}`);
		console.log(`# WRONG ${where}: ${what}`);
	}

	add(more) {
		for (const [name, value] of Object.entries(more)) {
			const [, best] = FIGURES[name];
			this.values[name] = name in this.values
				? best(this.values[name], value) : value;
		}
	}

	print() {
		for (const [name, [unit]] of Object.entries(FIGURES))
			if (name in this.values)
				console.log(`${name} ${Number(this.values[name]
					.toPrecision(4))} ${unit}`);
		for (const [text, holds] of PROMISES)
			console.log(`# ${text}: ${holds(this.values)
				? "met" : "NOT met"}`);
	}
}

export function makeFigures() {
	return new Figures();
}

export function median(list) {
	const sorted = [...list].sort((a, b) => a - b);
	return sorted[sorted.length >> 1];
}

/* The value that `share` of the list do not exceed. */
export function quantile(list, share) {
	const sorted = [...list].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1,
		Math.ceil(sorted.length * share) - 1)];
}
