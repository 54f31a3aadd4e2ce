/* mmdb: a geo database of invented places, written by the published format
 * (MaxMind DB File Format Specification 2.0). */
const TYPES = { text: 2, u16: 5, u32: 6, map: 7, u64: 9, list: 11 };
const MARK = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");
const GAP = 16;

/* control byte: type and size; types over 7 in a byte of their own */
function control(type, size) {
	const [head, more] = size < 29 ? [size, []]
		: size < 285 ? [29, [size - 29]]
			: [30, [size - 285 >> 8, size - 285 & 0xff]];
	return Buffer.from(type > 7 ? [head, type - 7, ...more]
		: [type << 5 | head, ...more]);
}

function number(type, value) {
	const digits = value.toString(16);
	const bytes = Buffer.from(digits.length % 2 ? `0${digits}` : digits,
		"hex");
	return Buffer.concat([control(type, bytes.length), bytes]);
}

/* text, lists and objects; {u16: 6} is a number of that type */
function encode(value) {
	if (typeof value === "string" || Buffer.isBuffer(value)) {
		const bytes = Buffer.from(value);
		return Buffer.concat([control(TYPES.text, bytes.length), bytes]);
	}
	if (Array.isArray(value))
		return Buffer.concat([control(TYPES.list, value.length),
			...value.map(encode)]);
	const rows = Object.entries(value);
	if (rows.length === 1 && typeof rows[0][1] === "number")
		return number(TYPES[rows[0][0]], rows[0][1]);
	return Buffer.concat([control(TYPES.map, rows.length),
		...rows.flat().map(encode)]);
}

function groups(text) {
	return text === "" ? [] : text.split(":").map((part) =>
		parseInt(part, 16));
}

function addressBits(address) {
	if (!address.includes(":"))
		return address.split(".").map((part) =>
			Number(part).toString(2).padStart(8, "0")).join("");
	const [left, right] = address.split("::").map(groups);
	const middle = right === undefined ? []
		: Array(8 - left.length - right.length).fill(0);
	return [...left, ...middle, ...right ?? []].map((part) =>
		part.toString(2).padStart(16, "0")).join("");
}

/* The bits that lead to a network; IPv4 lies in ::/96. */
function way(network, version) {
	const [address, size] = network.split("/");
	const v4 = !address.includes(":");
	const bits = (v4 && version === 6 ? "0".repeat(96) : "")
		+ addressBits(address);
	return bits.slice(0, Number(size) + bits.length - (v4 ? 32 : 128));
}

/* A more special network stands after the one it lies in. */
function plant(nodes, bits, offset) {
	let at = 0;
	for (const bit of bits.slice(0, -1)) {
		const next = nodes[at][bit];
		if (typeof next === "object") {
			nodes.push([next, next]);
			nodes[at][bit] = nodes.length - 1;
		}
		at = nodes[at][bit];
	}
	nodes[at][bits.at(-1)] = { offset };
}

function writeTree(nodes, record) {
	const bytes = record / 8;
	const tree = Buffer.alloc(nodes.length * 2 * bytes);
	nodes.flat().forEach((to, i) => {
		const value = typeof to === "number" ? to : nodes.length
			+ (to.offset === undefined ? 0 : GAP + to.offset);
		tree.writeUIntBE(value, i * bytes, bytes);
	});
	return tree;
}

/* networks: [["192.0.2.0/24", {country: {iso_code: "DE"}}], ...], the wider
 * ones first; how: {version: 4 or 6, record: 24 or 32}. */
export function makeMmdb(networks, { version = 6, record = 24 } = {}) {
	const nodes = [[{}, {}]];
	const data = [];
	let offset = 0;
	for (const [network, value] of networks) {
		const bytes = encode(value);
		plant(nodes, way(network, version), offset);
		data.push(bytes);
		offset += bytes.length;
	}
	return Buffer.concat([writeTree(nodes, record), Buffer.alloc(GAP),
		...data, MARK, encode({
			binary_format_major_version: { u16: 2 },
			binary_format_minor_version: { u16: 0 },
			build_epoch: { u64: 1795000000 },
			database_type: "Invented-Places",
			description: { en: "Nothing in here is true" },
			ip_version: { u16: version }, languages: ["en"],
			node_count: { u32: nodes.length },
			record_size: { u16: record } })]);
}

/* A record as city databases have it. */
export function makePlace(country, region, city) {
	return { ...(city && { city: { names: { de: "?", en: city } } }),
		country: { iso_code: country, names: { en: "Somewhere" } },
		...(region && { subdivisions: [{ iso_code: "X",
			names: { en: region } }] }) };
}
