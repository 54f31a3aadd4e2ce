/* dashboard_answers: which call of the stand-in's API answers what. */
import { reportOf } from "./dashboard_figures.mjs";

const YOU = ["review", "suspect", "failed"];
const PRIVACY = ["consent", "identified", "anonymous"];

function data(value, more) {
	return [200, { success: true, data: value, ...more }];
}

function bad(field, message) {
	return [400, { success: false, error: "bad_request", message, field }];
}

function projectOf(world, id) {
	const project = world.projects.find((one) => one.id === Number(id));

	return project && { ...project, pixels: world.pixels.filter((pixel) =>
		pixel.project_id === project.id) };
}

function fits(lead, { project, pixel, state, source, campaign, text }) {
	const touches = [lead.first, lead.last].filter(Boolean);
	const words = [lead.name, lead.email, lead.form, String(lead.id)]
		.join(" ").toLowerCase();

	return (!project || lead.project === Number(project))
		&& (!pixel || lead.pixel === pixel)
		&& (!state || (state === "waiting_for_you"
			? YOU.includes(lead.crm.state)
			: lead.crm.state === state))
		&& (!source || touches.some((one) => one.source === source))
		&& (!campaign || touches.some((one) =>
			one.campaign === campaign))
		&& (!text || words.includes(text.toLowerCase()));
}

function leadsOf(world, { query }) {
	const size = world.pageSize ?? Number(query.limit ?? 50);
	const list = world.leads.filter((lead) => fits(lead, query));
	const from = query.after ? list.findIndex((lead) =>
		lead.id < Number(query.after)) : 0;
	const page = from < 0 ? [] : list.slice(from, from + size);
	const more = from >= 0 && from + size < list.length;

	return data(page, { next: more ? String(page.at(-1).id) : null });
}

function summaryOf(world, { query }) {
	const list = world.leads.filter((lead) => fits(lead, query));

	return data({ waiting_for_you: list.filter((lead) =>
		YOU.includes(lead.crm.state)).length, states: {} });
}

/* A lead by its number, or by the id in a link of the CRM. */
function findLead(world, id) {
	return world.leads.find((lead) => String(lead.id) === id)
		?? (id.length === 32 ? world.leads[0] : undefined);
}

function lead(world, call, id) {
	const found = findLead(world, id);

	return found && data(world.whole(found));
}

const ENDS = {
	requeue: { state: "ready", label: "Sends with next run" },
	cancel: { state: "cancelled", label: "Called off" },
	release: { state: "ready", label: "Sends with next run" },
	spam: { state: "skipped", label: "Not sent: spam", reason: "spam" },
};

function act(world, { body }, id, action) {
	const found = findLead(world, id);

	if (!found)
		return null;
	if (action === "resolve" && !Number.isInteger(body.person))
		return bad("person", "The person is a number.");
	if (action === "resolve")
		Object.assign(found.crm, { reason: null, why: null,
			candidates: [] }, body.person === 0
			? { state: "not_found", label: "Not in Pipedrive" }
			: { state: "ready", label: "Sends with next run",
				person_id: body.person });
	else
		Object.assign(found.crm, { reason: null, why: null },
			ENDS[action]);
	found.crm.text = found.crm.label;
	return lead(world, null, id);
}

function addProject(world, { body }) {
	if (!body.name)
		return bad("name", "A project needs a name.");
	if (!PRIVACY.includes(body.configuration?.privacy))
		return bad("privacy", "Say how visitors are treated.");
	if (world.projects.some(({ name }) => name === body.name))
		return [409, { success: false, error: "conflict",
			message: "There is a project of that name already.",
			field: "name" }];
	const project = { ...structuredClone(world.projects.at(-1)), id: 5,
		name: body.name, pixel_count: 0 };

	Object.assign(project.configuration, body.configuration);
	world.projects.push(project);
	return [201, { success: true, message: "Made.", data: project }];
}

function changeProject(world, { body }, id) {
	const project = world.projects.find((one) => one.id === Number(id));
	const days = body.configuration?.retention_days;

	if (days !== undefined && !(days >= 1 && days <= 3650))
		return bad("retention_days", "retention_days is 1 to 3650");
	Object.assign(project.configuration, body.configuration);
	project.name = body.name ?? project.name;
	return data(projectOf(world, id));
}

function remove(list, keep) {
	list.splice(0, list.length, ...list.filter(keep));
	return data(null);
}

function addPixel(world, { body }, id) {
	if (!body.name)
		return bad("name", "A site needs a name.");
	const pixel = { ...structuredClone(world.pixels[0]), ...body,
		id: "new-pixel-01", pixel_id: "new-pixel-01",
		project_id: Number(id), last_hit: null, verdicts: {} };

	world.pixels.push(pixel);
	return [201, { success: true, message: "Made.", data: pixel }];
}

function pixel(world, call, id) {
	const found = world.pixels.find((one) => one.id === id);

	return found && data(found);
}

function changePixel(world, { body }, id) {
	Object.assign(world.pixels.find((one) => one.id === id), body);
	return pixel(world, null, id);
}

/* [method, path, (world, call, ...parts)]; null is 404 */
export const ROUTES = [
	["GET", /^status$/, (world) => data(world.status)],
	["GET", /^accounts$/, (world) => data(world.accounts)],
	["GET", /^projects$/, (world) => data(world.projects)],
	["POST", /^projects$/, addProject],
	["GET", /^projects\/(\d+)$/, (world, call, id) => {
		const project = projectOf(world, id);

		return project && data(project);
	}],
	["PUT", /^projects\/(\d+)$/, changeProject],
	["DELETE", /^projects\/(\d+)$/, (world, call, id) =>
		remove(world.projects, (one) => one.id !== Number(id))],
	["GET", /^projects\/\d+\/setup$/, (world) => data(world.setup)],
	["POST", /^projects\/(\d+)\/pixels$/, addPixel],
	["GET", /^projects\/pixels\/([\w-]+)$/, pixel],
	["PUT", /^projects\/pixels\/([\w-]+)$/, changePixel],
	["DELETE", /^projects\/pixels\/([\w-]+)$/, (world, call, id) =>
		remove(world.pixels, (one) => one.id !== id)],
	["GET", /^leads$/, leadsOf],
	["GET", /^leads\/export$/, (world, { query }) => [200, "id,name\r\n", {
		"Content-Type": "text/csv; charset=utf-8",
		"Content-Disposition": `attachment; filename="leads-${
			query.project}-2026-11-28.csv"` }]],
	["GET", /^leads\/summary$/, summaryOf],
	["GET", /^leads\/(\w+)$/, lead],
	["POST", /^leads\/(\d+)\/(\w+)$/, act],
	["GET", /^visitors\/(\d+)$/, (world) => data(world.visitor,
		{ next: null })],
	["GET", /^hits\/recent$/, (world) => data(world.hits)],
	["GET", /^reports\/([\w-]+)$/, (world, { query }, name) =>
		data(reportOf(name, query, world))],
	["GET", /^analytics\/realtime\/[\w-]+$/, (world) =>
		data(world.realtime)],
];
