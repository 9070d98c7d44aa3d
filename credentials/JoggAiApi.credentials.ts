import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** JoggAI's business codes that the credential test explains (error page of JoggAI's guides). */
const REFUSALS: Array<[code: number, message: string]> = [
	[
		10105,
		'JoggAI did not accept the API key. Copy it again: at app.jogg.ai click your profile picture, then API.',
	],
	[18025, 'This JoggAI account has no permission to use the API. Upgrade the plan or ask support@jogg.ai.'],
	[429, 'JoggAI is receiving too many requests with this API key. Wait a minute and test again.'],
	[50000, 'JoggAI could not answer because of a fault on its side. Try again later.'],
];

export class JoggAiApi implements ICredentialType {
	name = 'joggAiApi';

	displayName = 'JoggAI API';

	icon: Icon = { light: 'file:../nodes/shared/joggai.svg', dark: 'file:../nodes/shared/joggai.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-joggai-video/n8n-nodes-joggai-video/blob/main/docs/credential.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'At app.jogg.ai click your profile picture, then API, and copy the key',
			description: 'The key of your JoggAI account; its plan needs access to the API',
		},
		{
			displayName: 'Base URL',
			name: 'domain',
			type: 'string',
			default: 'https://api.jogg.ai',
			placeholder: 'e.g. https://api.jogg.ai',
			description: 'The address of the JoggAI API; change it only for a proxy or a test server',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			default: 20,
			description:
				'How many creating requests a minute this n8n may send; JoggAI allows 20 per key, so lower it when other tools share the key',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{ $credentials.apiKey.trim() }}' } },
	};

	/** JoggAI refuses inside an HTTP 200, so the body decides: every reply of JoggAI has a code, only a good one names the user. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.domain || "https://api.jogg.ai").trim().replace(/(\\/v\\d+)?\\/*$/i, "") }}',
			url: '/v2/user/whoami',
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: [
			...REFUSALS.map(([value, message]) => ({
				type: 'responseSuccessBody' as const,
				properties: { key: 'code', value, message },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: undefined,
					message:
						'This address does not answer like the JoggAI API. Check the Base URL; it is normally https://api.jogg.ai.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.username',
					value: undefined,
					message:
						'JoggAI did not say whose key this is. Try again later; if it stays, check the Base URL, normally https://api.jogg.ai, or write to support@jogg.ai.',
				},
			},
		],
	};
}
