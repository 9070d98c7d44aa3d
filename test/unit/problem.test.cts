import { type INode, NodeOperationError } from 'n8n-workflow';
import {
	asListError,
	asNodeError,
	explain,
	fullText,
	ProblemError,
	problemOf,
	unwrap,
} from '../../nodes/shared/api/problem';

const node = { name: 'Node', type: 'n', typeVersion: 1, parameters: {}, id: 'n', position: [0, 0] } as INode;
const refused = { what: 'Refused', next: 'Try later.', code: 40000, said: 'too long', requestId: 'r-1' };

describe('a problem in words', () => {
	it.each([
		[refused, 'Try later. JoggAI says: "too long" (code 40000, request ID r-1).'],
		[{ ...refused, said: undefined }, "Try later. For JoggAI's support: code 40000, request ID r-1."],
		[{ ...refused, code: 0, requestId: undefined }, 'Try later. JoggAI says: "too long" (code 0).'],
		[{ ...refused, code: undefined }, 'Try later. JoggAI says: "too long" (request ID r-1).'],
		[{ what: 'Refused', next: 'Try later.' }, 'Try later.'],
		[{ what: 'Refused', next: '' }, ''],
	])('%j is explained with what there is to say', (problem, text) => {
		expect(explain(problem)).toBe(text);
	});

	it('tells what happened before what to do', () => {
		expect(fullText({ what: 'Refused', next: 'Try later.' })).toBe('Refused. Try later.');
		expect(fullText({ what: 'Refused', next: '' })).toBe('Refused');
	});
});

describe('a result', () => {
	it('is its value, whatever that is, or is thrown as a problem', () => {
		expect(unwrap({ data: 0 })).toBe(0);
		expect(unwrap({ data: undefined })).toBeUndefined();
		expect(() => unwrap({ problem: refused })).toThrow(new ProblemError(refused));
	});
});

describe('the problem behind an error', () => {
	it('is the one that was thrown, or is made of what the error says', () => {
		expect(problemOf(new ProblemError(refused))).toBe(refused);
		expect(problemOf(new Error('broken'))).toEqual({ what: 'broken', next: '', outcome: 'notSent' });
		const told = new NodeOperationError(node, 'broken', { description: 'Mend it.' });
		expect(problemOf(told)).toMatchObject({ what: 'broken', next: 'Mend it.' });
		expect(problemOf(Object.assign(new Error('broken'), { description: null })).next).toBe('');
	});
});

describe('the error that n8n shows', () => {
	it('has our words, also where they name a network code, and the status of the reply', () => {
		const error = asNodeError(node, { ...refused, httpStatus: 502 }, 'broken (ECONNRESET)', 'Mend it.');
		expect(error).toMatchObject({
			message: 'broken (ECONNRESET)',
			description: 'Mend it.',
			httpCode: '502',
			node,
		});
	});

	it('has no status and no description where there is none', () => {
		const { httpCode, description } = asNodeError(node, refused, 'broken');
		expect(httpCode).toBe('none');
		expect(description).toBeFalsy();
	});
});

describe('the error that n8n shows in a list to choose from', () => {
	it.each([
		[{ lacksKey: true }, '401'],
		[{ code: 10105 }, '401'],
		[{ code: 40000, httpStatus: 400 }, null],
		[{ httpStatus: 401 }, null],
	])('%j leads to the credential only where that helps', (more, httpCode) => {
		const error = asListError(node, { what: 'Refused', next: 'Mend it.', said: 'no', ...more });
		expect(error.httpCode).toBe(httpCode);
		expect(error.message).toBe('Refused');
		expect(error.description).toContain('Mend it. JoggAI says: "no"');
	});
});
