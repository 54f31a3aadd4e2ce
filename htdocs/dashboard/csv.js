/* csv: what is shown, as a file for a spreadsheet. */

/* RFC 4180; and no cell that a spreadsheet would run as a formula. */
export function csvCell(value) {
	const text = value === null || value === undefined ? ''
		: String(value);
	const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text)
		? `'${text}` : text;

	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"`
		: safe;
}

export function csvOf(rows) {
	return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`)
		.join('');
}

export function download(name, text) {
	const link = document.createElement('a');

	/* the mark tells spreadsheets that it is UTF-8 */
	link.href = URL.createObjectURL(new Blob(['\ufeff', text],
		{ type: 'text/csv;charset=utf-8' }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
