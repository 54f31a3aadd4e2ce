/* chart: figures over time; drawn by uPlot, told by a table beside it. */
import { colour, whenColoursChange } from './colours.js';
import { dayShort, dayWords, number } from './format.js';
import { make } from './make.js';
import { table } from './table.js';

const HEIGHT = 232;
/* There is no half a lead. */
const WHOLE = [...Array(9).keys()].flatMap((zeros) => [1, 2, 5].map((step) =>
	step * 10 ** zeros));

/* "28 Nov", or "10:00" within a day */
function short(start) {
	return start.length > 10 ? start.slice(11, 16) : dayShort(start);
}

function long(start) {
	return start.length > 10 ? start.slice(11, 16) : dayWords(start);
}

/* Points are numbered: their names come from the project's own calendar. */
function optionsFor(uPlot, width, names, series, format) {
	const line = colour('--line');
	const axis = { stroke: colour('--soft'), font: '12px system-ui',
		grid: { stroke: line, width: 1 }, ticks: { show: false } };

	return { width, height: HEIGHT, legend: { show: false },
		padding: [12, 12, 0, 0],
		cursor: { y: false, points: { size: 8 },
			drag: { x: false, y: false } },
		scales: { x: { time: false },
			y: { range: (plot, low, high) => [0, high > 0
				? high * 1.1 : 1] } },
		axes: [{ ...axis, grid: { show: false }, space: 56, size: 26,
			incrs: [1, 2, 3, 4, 6, 7, 14, 28, 56, 91, 182],
			values: (plot, at) => at.map((i) => i in names
				? short(names[i]) : '') },
		{ ...axis, size: 52, ...format === number && { incrs: WHOLE },
			values: (plot, at) => at.map(format) }],
		series: [{}, ...series] };
}

function seriesFor(names, before, running) {
	const few = names.length < 32;
	const main = { label: 'now', stroke: colour('--accent'), width: 2,
		fill: colour('--accent-faint'), points: { show: few, size: 5,
			fill: colour('--accent') } };

	return [...before ? [{ label: 'before', stroke: colour('--before'),
		width: 1.5, dash: [4, 4], points: { show: false } }] : [],
	main, ...running === null ? [] : [{ ...main, label: 'so far',
		fill: null, dash: [2, 4] }]];
}

/* What is over as a line; what runs still hangs on it by a dotted one. */
function linesOf(points, running) {
	return running === null ? [points] : [points.map((value, i) =>
		i < running ? value : null), points.map((value, i) =>
		i === running || i === running - 1 ? value : null)];
}

function twin(title, names, points, before, format) {
	const columns = [
		{ title: 'When', cell: ({ name }) => long(name) },
		{ title, number: true, cell: ({ now }) => format(now) },
		...before ? [{ title: 'Period before', number: true,
			cell: (row) => format(row.then) }] : [],
	];

	return make('details.twin', { id: 'chart-table' }, make('summary',
		'As a table'), table(columns, names.map((name, i) => ({ name,
		now: points[i], then: before?.[i] ?? null })), {
		caption: `${title} over time`, cards: false }));
}

function legend(title, before, running) {
	return make('ul.legend', make('li.now', title),
		running !== null && make('li.running', 'so far'),
		before && make('li.before', 'Period before'));
}

/*
 * { title, names: ["2026-11-28"], points, before | null, running: the index of
 * the day or hour that is not over | null, format }, until `signal` ends it.
 */
export async function chart({ title, names, points, before, running = null,
	format = number }, signal) {
	const { default: uPlot } = await import('./uplot.js');
	const readout = make('output.readout', { for: 'chart-point' });
	const slider = make('input', { type: 'range', id: 'chart-point',
		min: 0, max: names.length - 1, step: 1,
		value: running ?? names.length - 1,
		'aria-label': `${title}: point in time` });
	const drawing = make('div.drawing', { role: 'img', 'aria-label':
		`${title} over time`, 'aria-describedby': 'chart-table' });
	let plot = null;

	function read(i) {
		const then = before ? `, before ${format(before[i] ?? null)}`
			: '';
		const text = `${long(names[i])}${i === running ? ' so far'
			: ''}: ${format(points[i])}${then}`;

		readout.textContent = text;
		slider.setAttribute('aria-valuetext', text);
	}

	function draw() {
		const list = seriesFor(names, before, running);
		const width = Math.max(200, drawing.clientWidth);

		plot?.destroy();
		plot = new uPlot({ ...optionsFor(uPlot, width, names, list,
			format), hooks: { setCursor: [({ cursor }) => {
			if (Number.isInteger(cursor.idx))
				read(cursor.idx);
		}] } }, [names.map((name, i) => i),
			...before ? [names.map((name, i) => before[i] ?? null)]
				: [], ...linesOf(points, running)], drawing);
	}

	function point() {
		const i = Number(slider.value);

		plot.setCursor({ left: plot.valToPos(i, 'x'), top: 0 });
		read(i);
	}

	slider.addEventListener('input', point);
	slider.addEventListener('focus', point);
	whenColoursChange(draw, signal);
	const size = new ResizeObserver(() => drawing.clientWidth > 0
		&& drawing.clientWidth !== plot?.width && draw());

	size.observe(drawing);
	signal.addEventListener('abort', () => {
		size.disconnect();
		plot?.destroy();
	});
	read(running ?? names.length - 1);
	return make('figure.chart', make('figcaption', legend(title, before,
		running),
		readout), drawing, slider,
	twin(title, names, points, before, format));
}
