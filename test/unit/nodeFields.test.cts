import { runInNewContext } from 'node:vm';
import type { INodeProperties } from 'n8n-workflow';
import {
	additionalFields,
	callbackUrl,
	choiceFilter,
	filters,
	OPTIONAL_TEXT,
	options,
	updateFields,
	videoName,
} from '../../nodes/shared/description/fields';
import { getJob, listJobs } from '../../nodes/shared/description/jobOperations';
import { nodeFields, subtitleFor } from '../../nodes/shared/description/nodeFields';
import type { Field } from '../../nodes/shared/platform/field';
import type { Operation } from '../../nodes/shared/pipeline/operation';
import { jobItem } from '../harness/jobItem.cts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const operation = (value: string, fields: Field[], resource?: string): Operation => ({
	name: value.toUpperCase(),
	value,
	action: `${value} it`,
	description: `What ${value} does`,
	returns: 'it',
	resource,
	fields,
	execute: async () => [],
});

const named = (fields: INodeProperties[], name: string) => fields.filter((one) => one.name === name);

describe('the fields of a node with one thing to do', () => {
	const fields = () =>
		nodeFields([
			operation('make', [field('a')]),
			operation('get', [field('a', { displayOptions: { show: { b: [1] }, hide: { c: [2] } } })]),
		]);

	it('begin with the switch to the pipeline and a resource that nobody sees', () => {
		expect(fields().slice(0, 2)).toEqual([
			{
				displayName: 'Pipeline',
				name: 'pipeline',
				type: 'hidden',
				default: '',
				routing: { send: { paginate: true } },
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'hidden',
				noDataExpression: true,
				options: [{ name: 'JoggAI', value: 'joggAi' }],
				default: 'joggAi',
			},
		]);
	});

	it('have a menu of operations, by their names, that starts with the first one given', () => {
		expect(fields()[2]).toEqual({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'make',
			displayOptions: { show: { resource: ['joggAi'] } },
			options: [
				{ name: 'GET', value: 'get', action: 'get it', description: 'What get does' },
				{ name: 'MAKE', value: 'make', action: 'make it', description: 'What make does' },
			],
		});
	});

	it('are shown for their operation only, under the conditions that they have themselves', () => {
		expect(named(fields(), 'a').map(({ displayOptions }) => displayOptions)).toEqual([
			{ show: { operation: ['make'] } },
			{ show: { b: [1], operation: ['get'] }, hide: { c: [2] } },
		]);
	});
});

describe('the fields of a node with several resources', () => {
	const fields = () =>
		nodeFields(
			[
				operation('get', [field('a')], 'video'),
				operation('make', [field('a')], 'preview'),
				operation('get', [field('a')], 'preview'),
			],
			[
				{ name: 'Video', value: 'video' },
				{ name: 'Preview', value: 'preview' },
			],
		);

	it('have a menu of resources, and for each a menu of its operations', () => {
		expect(named(fields(), 'resource')).toEqual([
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Video', value: 'video' },
					{ name: 'Preview', value: 'preview' },
				],
				default: 'video',
			},
		]);
		const menus = named(fields(), 'operation').map(({ displayOptions, options: entries, default: usual }) => [
			displayOptions?.show?.resource,
			entries?.map(({ name }) => name),
			usual,
		]);
		expect(menus).toEqual([
			[['video'], ['GET'], 'get'],
			[['preview'], ['GET', 'MAKE'], 'make'],
		]);
	});

	it('are shown for operation and resource', () => {
		expect(named(fields(), 'a').map(({ displayOptions }) => displayOptions?.show)).toEqual([
			{ operation: ['get'], resource: ['video'] },
			{ operation: ['make'], resource: ['preview'] },
			{ operation: ['get'], resource: ['preview'] },
		]);
	});
});

describe('what the canvas shows below a node', () => {
	/** As n8n works it out for a node with these fields. */
	const shown = (subtitle: string, $parameter: object): unknown =>
		runInNewContext(subtitle.replace(/^=\{\{|\}\}$/g, ''), { $parameter });

	it('is the name of its operation', () => {
		const subtitle = subtitleFor([operation('make', []), operation('get', [])]);
		expect(shown(subtitle, { resource: 'joggAi', operation: 'make' })).toBe('MAKE');
		expect(shown(subtitle, { resource: 'joggAi', operation: 'get' })).toBe('GET');
		expect(shown(subtitle, { resource: 'joggAi', operation: 'gone' })).toBe('');
	});

	it('begins with the resource where a node has several', () => {
		const subtitle = subtitleFor(
			[operation('get', [], 'video'), operation('get', [], 'preview')],
			[
				{ name: 'Video', value: 'video' },
				{ name: 'Preview', value: 'preview' },
			],
		);
		expect(shown(subtitle, { resource: 'video', operation: 'get' })).toBe('Video: GET');
		expect(shown(subtitle, { resource: 'preview', operation: 'get' })).toBe('Preview: GET');
	});
});

describe('a collection of fields', () => {
	it.each([
		['options', options],
		['additionalFields', additionalFields],
		['filters', filters],
		['updateFields', updateFields],
	] as const)('called %s starts empty and holds what is given', (name, make) => {
		const held = [field('a')];
		expect(make(held)).toMatchObject({ name, type: 'collection', default: {}, options: held });
		expect(make(held).displayName.replace(/ /g, '').toLowerCase()).toBe(name.toLowerCase());
		expect(make(held).placeholder).toMatch(/^Add (option|field|filter)$/i);
		expect(make(held).required === true).toBe(name === 'updateFields');
	});

	it('may be shown under conditions', () => {
		const shown = { displayOptions: { show: { a: [1] } } };
		expect(options([], shown)).toMatchObject(shown);
		expect(additionalFields([], shown)).toMatchObject(shown);
		expect(filters([], ['own'])).toMatchObject({ displayOptions: { show: { source: ['own'] } } });
		for (const one of [options([]), additionalFields([]), filters([])])
			expect(one).not.toHaveProperty('displayOptions');
	});
});

describe('a field that several operations have', () => {
	it('is a filter by one of the words of JoggAI or by none, sent in the query under its name', () => {
		expect(choiceFilter('Avatar Age', 'avatar_age', { b: 'Young', a: 'Old' })).toEqual({
			displayName: 'Avatar Age',
			name: 'avatarAge',
			type: 'options',
			options: [
				{ name: 'Any', value: '' },
				{ name: 'Old', value: 'a' },
				{ name: 'Young', value: 'b' },
			],
			default: 'a',
			routing: { send: { type: 'query', property: 'avatar_age', value: OPTIONAL_TEXT } },
		});
	});

	it.each([
		['the name of a video', () => videoName('video_name'), 'videoName', 'video_name'],
		['the address to call', () => callbackUrl('videoTranslation'), 'callbackUrl', 'callback_url'],
		['the address to call', () => callbackUrl('avatarVideo'), 'callbackUrl', 'webhook_url'],
	])('is %s, sent in the body unless it is empty', (_what, make, name, property) => {
		expect(make()).toMatchObject({
			name,
			type: 'string',
			default: '',
			placeholder: expect.stringMatching(/^e\.g\. /),
			routing: {
				send: { type: 'body', property, value: '={{ String($value ?? "").trim() || undefined }}' },
			},
		});
	});

	it('is an address only where it must be one', () => {
		expect(callbackUrl('avatarVideo').check?.('nowhere', { isLocal: false })).toContain(
			'must be a web address',
		);
	});
});

describe('an operation that gets a job', () => {
	const words = { name: 'Get', value: 'get', action: 'Get it', description: 'Gets it' };
	const idField = { displayName: 'Video ID', name: 'videoId', placeholder: 'e.g. v1', description: 'Its ID' };

	it('asks for an ID that it needs, and does not wait unless the user wants that', () => {
		const { fields, ...rest } = getJob({
			...words,
			job: 'avatarVideo',
			idField,
			moreFields: [field('more')],
		});
		expect(rest).toEqual({ ...words, returns: 'videoUrl, coverUrl', execute: expect.any(Function) });
		expect(fields[0]).toEqual({ ...idField, type: 'string', required: true, default: '' });
		const names = (of: Field[]) => of.map(({ name }) => name);
		expect(names(fields)).toEqual(['videoId', 'more', 'waitForCompletion', 'download', 'options']);
		expect(names(fields[4].options as Field[])).toEqual([
			'failIfDownloadFails',
			'maximumWait',
			'binaryPropertyName',
			'simplify',
		]);
		expect(fields[2].default).toBe('none');
		const ofScript = getJob({ ...words, job: 'aiScript', idField }).fields;
		expect(names(ofScript)).toEqual(['videoId', 'waitForCompletion', 'options']);
	});

	it('gets it by the ID in that field, and chooses among what was made', async () => {
		const { execute } = getJob({ ...words, job: 'aiScript', idField, choose: ([first]) => [first] });
		const scripts = [{ script_paragraphs: 'One.' }, { script_paragraphs: 'Two.' }];
		const { item, sent } = jobItem({
			get: [{ code: 0, data: { status: 'success', scripts } }],
			parameters: { videoId: 's1' },
		});
		expect(await execute(item)).toEqual([
			{ json: expect.objectContaining({ id: 's1', script: 'One.' }), binary: undefined },
		]);
		expect(sent).toEqual(['GET /v2/ai_scripts/results/s1']);
	});

	it('may ask for the ID with a picker', () => {
		const picker = { ...idField, type: 'resourceLocator' as const, required: false };
		expect(getJob({ ...words, job: 'avatarVideo', idField: picker }).fields[0]).toMatchObject(picker);
	});
});

describe('an operation that lists jobs', () => {
	it('offers how many, in which order and of which status', () => {
		const { fields, ...rest } = listJobs({ name: 'Get Many', value: 'getMany', job: 'productVideo' });
		expect(rest).toEqual({
			name: 'Get Many',
			value: 'getMany',
			returns: 'id, title, status, videoUrl',
			execute: expect.any(Function),
		});
		expect(fields.map(({ name }) => name)).toEqual([
			'returnAll',
			'limit',
			'sortOrder',
			'sortBy',
			'simplify',
			'filters',
		]);
		expect((fields[5].options as Field[])[0]).toMatchObject({
			displayName: 'Status',
			name: 'status',
			options: [{ value: '' }, { value: '4' }, { value: '5' }, { value: '3' }],
		});
	});

	it('makes an item in the shape of all jobs of each entry, or hands it on as it is', async () => {
		const { execute } = listJobs({ name: 'Get Many', value: 'getMany', job: 'productVideo' });
		const entry = { video_id: 'v1', status: 'completed', video_url: 'https://m/v.mp4', seed: 7 };
		const run = async (parameters: object) => {
			const reply = { code: 0, data: { videos: [entry], total: 1 } };
			const { item, sent } = jobItem({ get: [reply], parameters: { limit: 50, ...parameters } });
			return { items: await execute(item), sent };
		};
		expect(await run({})).toEqual({
			items: [{ json: { videoUrl: 'https://m/v.mp4', id: 'v1', status: 'completed', kind: 'productVideo' } }],
			sent: ['GET /v2/product_videos'],
		});
		expect((await run({ simplify: false })).items).toEqual([{ json: entry }]);
	});
});
