/* A field of a multipart body, '' where there is none. */
export function fieldOf(body, name) {
	const start = body.indexOf(`name="${name}"\r\n\r\n`);

	if (start < 0)
		return '';
	const value = body.slice(body.indexOf('\r\n\r\n', start) + 4);

	return value.slice(0, value.indexOf('\r\n'));
}

/* What the builders of WordPress take for an address. */
export function isEmail(value) {
	return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value);
}

/* A value as it stands in an attribute. */
export function quoted(value) {
	return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
		.replace(/</g, '&lt;');
}
