/*
 * dashboard_stage: the dashboard in a browser, over the stand-in, or over a
 * real API: the one a test has opened, or where LEADPIXEL_DASHBOARD names its
 * address and LEADPIXEL_KEY a key that may change things.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { DashboardStub, KEY } from "./dashboard_stub.mjs";

const OUT = fileURLToPath(new URL("../out/", import.meta.url));
const SIZES = { light: [1280, 850, "light"], dark: [1280, 850, "dark"],
	phone: [375, 780, "light"] };
const DEADLINE = 10000;
/* Said by the browser of what the tests ask for. */
const EXPECTED = /Failed to load resource: the server responded/;

export class Stage {
	/* real: { url, key } of a dashboard; else options of the stand-in. */
	async open({ real, ...options } = {}) {
		const { LEADPIXEL_DASHBOARD: url, LEADPIXEL_KEY: key }
			= process.env;

		this.browser = await launch();
		if (real ?? url) {
			Object.assign(this, real ?? { url, key });
		} else {
			this.stub = await new DashboardStub(options).listen();
			this.url = `${this.stub.url}/dashboard/`;
			this.key = KEY;
		}
		return this;
	}

	async close() {
		await this.browser.close();
		this.stub?.close();
	}

	/* A window of its own; `mode` is light, dark or phone. */
	async visit(mode = "light", more = {}) {
		const [width, height, colorScheme] = SIZES[mode];
		const context = await this.browser.newContext({ colorScheme,
			viewport: { width, height }, ...more });

		await context.addInitScript(() => {
			window.violations = [];
			addEventListener("securitypolicyviolation", (event) =>
				window.violations.push(`${
					event.violatedDirective} ${
					event.blockedURI} ${event.sample}`));
		});
		return new Visit(this, await context.newPage());
	}

	async enter(mode, more) {
		const visit = await this.visit(mode, more);

		await visit.go("#/");
		await visit.logIn();
		return visit;
	}
}

/* One browser window on the dashboard. */
export class Visit {
	constructor(stage, page) {
		this.stage = stage;
		this.page = page;
		this.wrong = [];	/* what the browser complained of */
		this.foreign = [];	/* requests to anywhere else */
		page.setDefaultTimeout(DEADLINE);
		page.on("pageerror", (fault) => this.wrong.push(fault.stack));
		page.on("dialog", (dialog) => {
			this.wrong.push(`dialog ${dialog.message()}`);
			dialog.dismiss();
		});
		page.on("console", (line) => {
			if (line.type() === "error"
				&& !EXPECTED.test(line.text()))
				this.wrong.push(line.text());
		});
		page.on("request", (request) => {
			const { origin } = new URL(stage.url);

			if (!request.url().startsWith(origin)
				&& !request.url().startsWith("blob:"))
				this.foreign.push(request.url());
		});
	}

	/* Loads the page anew, at this place. */
	async go(hash) {
		if (this.page.url().startsWith(this.stage.url)) {
			await this.page.evaluate((to) =>
				history.replaceState(null, "", to), hash);
			await this.page.reload();
		} else {
			await this.page.goto(this.stage.url + hash);
		}
		await this.ready();
	}

	/* Until the screen of the address is there, whichever it is. */
	ready() {
		return this.page.waitForFunction(() => {
			const main = document.getElementById("main");

			return main?.querySelector("h1")
				&& main.dataset.shown === location.hash
				&& !main.hasAttribute("aria-busy")
				&& !main.querySelector(".loading");
		});
	}

	async logIn(key = this.stage.key) {
		await this.page.fill("#key", key);
		await this.page.press("#key", "Enter");
		await this.page.waitForFunction(() =>
			!document.getElementById("key"));
		await this.ready();
	}

	heading() {
		return this.page.textContent("main h1");
	}

	hash() {
		return new URL(this.page.url()).hash;
	}

	violations() {
		return this.page.evaluate(() => window.violations);
	}

	async shot(name) {
		mkdirSync(OUT, { recursive: true });
		await this.page.screenshot({ path: `${OUT}${name}.png`,
			fullPage: true });
	}

	close() {
		return this.page.context().close();
	}

	ask(path) {
		return this.page.evaluate(async (from) => (await (await fetch(
			`../api/${from}`)).json()).data, path);
	}

	/* Every screen, with things to show: [name, hash]. */
	async places() {
		const all = await this.ask("projects");
		const project = all.reduce((best, one) => one.summary.leads
			> best.summary.leads ? one : best);
		const leads = await this.ask(`leads?project=${project.id}`);
		const whole = await this.ask(`leads/${leads[0].id}`);
		const review = leads.find(({ crm }) => crm?.candidates.length);
		const at = `#/p/${project.id}`;

		return [["projects", "#/"], ["new", "#/new"],
			["health", "#/health"],
			["setup", `#/p/${all.at(-1).id}/setup`],
			["leads", `${at}/leads`],
			["lead", `${at}/leads/${leads[0].id}`],
			...review ? [["lead-review", `${at}/leads/${
				review.id}`]] : [],
			["overview", `${at}/overview`],
			["overview-new", `#/p/${all.at(-1).id}/overview`],
			["health-account", "#/health?account=harbour"],
			["overview-today", `${at}/overview?period=today`],
			["reports", `${at}/reports?report=landing-pages`],
			["pages", `${at}/reports?report=pages`],
			["live", `${at}/live`], ["sites", `${at}/sites`],
			["site", `${at}/sites/new`],
			["settings", `${at}/settings`],
			["visitor", `${at}/visitors/${whole.visitor}`]];
	}
}
