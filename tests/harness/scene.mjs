/* scene: an installation with its collector behind Apache, as a test needs
 * it, and all of it gone at the end. */
import { startApache } from "./apache.mjs";
import { startApi } from "./api.mjs";
import { startCollector } from "./collector.mjs";
import { startFake } from "./fake.mjs";
import { makeInstall } from "./install.mjs";

/* One computer sends all of a test: no limits unless they are the matter. */
export const NO_LIMITS = { hits_per_minute: 0, leads_per_hour: 0 };

class Scene {
	constructor(install) {
		this.install = install;
		this.parts = [];
	}

	/* Is stopped with the scene, last started first. */
	async add(starting) {
		const part = await starting;
		this.parts.push(part);
		return part;
	}

	rows(sql) {
		return this.install.rows(sql);
	}

	value(sql) {
		return this.install.value(sql);
	}

	/* The row of the view `hits`, with the page's and visitor's own. */
	hit({ hit_id }) {
		const [row] = this.rows(`SELECT h.*, e.props, e.viewport,
			e.screen, e.touch_id, r.url AS referrer_page,
			hex(substr(v.token, 1, 16)) AS token
			FROM tracking_events e JOIN hits h ON h.id = e.id
			JOIN visitors v ON v.id = h.visitor_id
			LEFT JOIN pages r ON r.id = e.referrer_page_id
			WHERE hex(e.hit_id) = upper('${hit_id}')`);
		return row;
	}

	/* The submission with its one job; `jobs` counts them. */
	lead({ lead_id }) {
		const [row] = this.rows(`SELECT s.*, hex(s.record_hash) AS hash,
			j.state, j.reason, j.due, j.finished,
			count(j.id) AS jobs
			FROM submissions s
			LEFT JOIN sync_jobs j ON j.submission_id = s.id
			WHERE hex(s.lead_id) = upper('${lead_id}')
			GROUP BY s.id`);
		return row;
	}

	count(table, where = "1") {
		return this.value(`SELECT count(*) FROM ${table}
			WHERE ${where}`);
	}

	async close() {
		for (const part of this.parts.reverse())
			await part.stop();
		this.install.remove();
	}
}

function withDashboard(apache) {
	return { ...apache, defines: { ...apache?.defines, DASHBOARD: "" } };
}

async function startParts(scene, mode, settings, how) {
	const { install } = scene;
	if (how.fake) {
		scene.fake = await scene.add(startFake(install));
		install.configure({ ...settings, crm_origin: scene.fake.url });
	}
	how.late?.(scene);
	if (mode === "proxy")
		scene.collector = await scene.add(
			startCollector(install, how.collector));
	if (how.api && mode === "proxy")
		scene.api = await scene.add(startApi(install));
	scene.apache = await scene.add(startApache(install, mode,
		how.api ? withDashboard(how.apache) : how.apache));
}

/* {mode, settings, project: [options], collector: {limits, env}, apache:
 * {defines}, fake: true, api: true, late: called before anything serves}.  Apache's
 * address is `url`. */
export async function openScene(how = {}) {
	const mode = how.mode ?? "proxy";
	const settings = { ...NO_LIMITS, ...how.settings };
	const install = makeInstall({ settings, project: how.project });
	const scene = new Scene(install);
	try {
		await startParts(scene, mode, settings, how);
	} catch (error) {
		await scene.close();
		throw error;
	}
	scene.url = scene.apache.url;
	return scene;
}
