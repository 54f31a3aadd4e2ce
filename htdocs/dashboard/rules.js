/* rules: the settings of a project, in words. */

export const PRIVACY = { name: 'privacy', label: 'How visitors are treated',
	kind: 'select', options: [
		['consent', 'Consent: no cookie before the page says so'],
		['identified', 'Identified: known again by a cookie'],
		['anonymous', 'Anonymous: visits are only counted'],
	], hint: 'Visitors from the EU, the UK or Switzerland: Consent.' };

export const TIME_ZONE = { name: 'time_zone', label: 'Time zone',
	kind: 'text', hint: 'Such as Europe/Berlin' };

export const GROUPS = [
	['Visitors', [
		PRIVACY,
		{ name: 'ip_policy', label: 'IP addresses', kind: 'select',
			options: [['none', 'Not kept'], ['masked', 'Masked'],
				['full', 'Kept whole']] },
		{ name: 'dnt', label: 'Do Not Track counts as a refusal',
			kind: 'switch' },
		{ name: 'retention_days', label: 'Kept for, days',
			kind: 'number', hint: '1 to 3650' },
		TIME_ZONE,
	]],
	['Pipedrive', [
		{ name: 'crm', label: 'Leads are written', kind: 'select',
			options: [['off', 'No'],
				['watch', 'Only watch: look up, write nothing'],
				['on', 'Yes']] },
		{ name: 'account', label: 'Account', kind: 'text', hint:
			'As named by: leadpixel crm account' },
		{ name: 'hold_seconds', label: 'A lead rests, seconds',
			kind: 'number', hint: 'So that a correction of the'
				+ ' form still counts: 420 is 7 minutes.' },
		{ name: 'weak_match', label: 'Only phone or name fits',
			kind: 'select', options: [['review', 'Ask me'],
				['write', 'Write to the only one of that name']]
		},
		{ name: 'wait_days', label: 'Wait for the person, days',
			kind: 'number', hint: '0 to 365' },
		{ name: 'keep_back', label: 'Keep back leads without consent',
			kind: 'switch' },
	]],
	['Forms and parameters', [
		{ name: 'custom_params', label: 'Own parameters to keep',
			kind: 'words', hint: 'Names of the address’s'
				+ ' parameters, blank between them.' },
		{ name: 'store_fields', label: 'Fields of forms to keep',
			kind: 'words', hint: 'Empty: all.' },
		{ name: 'thank_you', label: 'Thank-you pages', kind: 'words',
			hint: 'Paths such as /thanks or /danke/*' },
	]],
	['Newsletter and webhook', [
		{ name: 'newsletter', label: 'Newsletter', kind: 'text',
			hint: 'off, all_forms, or opt_in:FIELD' },
		{ name: 'newsletter_url', label: 'Newsletter address',
			kind: 'url' },
		{ name: 'newsletter_param', label: 'Opt-in parameter',
			kind: 'text' },
		{ name: 'newsletter_dates', label: 'Date fields',
			kind: 'words' },
		{ name: 'webhook_url', label: 'Webhook address',
			kind: 'url' },
	]],
];
