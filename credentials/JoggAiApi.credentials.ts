import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

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
}
