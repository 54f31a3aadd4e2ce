/* Each embed's table by itself: what the other tests build upon. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('embeds/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const ORIGIN = /^(page|https:\/\/(\*\.)?([a-z]+\.)+[a-z]+)$/;
const KINDS = ['email', 'name', 'firstname', 'lastname', 'phone'];

for (const file of files) {
	const { default: embed } = await import(new URL(file, folder));
	const { messages, noise } = embed;

	test(`${embed.name} ${embed.version}: origin and sources`, () => {
		assert.match(embed.origin, ORIGIN);
		assert.ok(embed.read.length > 0);
		assert.ok(messages.every(({ what }) =>
			what === 'progress' || what === 'done'));
	});
	test(`${embed.name}: a message says what it carries`, () => {
		for (const { data, carries } of messages)
			for (const [kind, value] of Object.entries(carries)) {
				assert.ok(KINDS.includes(kind), kind);
				assert.ok(JSON.stringify(data).includes(value),
					value);
			}
	});
	test(`${embed.name}: a payload can be posted and is no noise`, () => {
		for (const { data } of messages) {
			assert.deepEqual(structuredClone(data), data);
			for (const other of noise)
				assert.notDeepEqual(other, data);
		}
	});
}
