/* answers: the bodies Pipedrive, and what stands before it, is known for. */

export function ok(data, additional_data) {
	const body = { success: true, data };
	if (additional_data !== undefined)
		body.additional_data = additional_data;
	return { status: 200, body };
}

export function okPage(data, next_cursor) {
	return ok(data, { next_cursor });
}

/* The older shape, still what most refusals outside the validator look like. */
export function refusal(status, error, extra = {}) {
	return {
		status,
		body: {
			success: false,
			error,
			error_info: "Please check the developers' reference.",
			data: null,
			additional_data: null,
			...extra,
		},
	};
}

/* The v2 validator: no error_info, one code for every broken rule. */
export function invalid(reason) {
	return {
		status: 400,
		body: {
			success: false,
			error: `Validation failed: ${reason}`,
			code: "ERR_SCHEMA_VALIDATION_FAILED",
		},
	};
}

export function invalidInput(reason) {
	return {
		status: 400,
		body: {
			success: false,
			error: reason,
			code: "ERR_INVALID_INPUT",
		},
	};
}

export function serverError() {
	return {
		status: 500,
		body: {
			success: false,
			error: "Internal server error",
			code: "ERR_UNKNOWN",
		},
	};
}

/* Tokens are judged by a gateway with a shape and a header of its own. */
export function unauthorized() {
	return {
		status: 401,
		headers: { "x-401-by-gw": "true" },
		body: {
			success: false,
			error: "unauthorized access",
			errorCode: 401,
			error_info: "Please check the developers' reference.",
		},
	};
}

export function blocked() {
	return {
		status: 403,
		html: "<!DOCTYPE html><title>Attention Required! | Cloudflare" +
			"</title><h1>Sorry, you have been blocked</h1>\n",
	};
}
