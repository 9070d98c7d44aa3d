import type { IDataObject } from 'n8n-workflow';
import type { ReadParameter } from '../../shared/platform/parameters';
import { webhookEndpointOf, withoutSecret } from '../../shared/vocabulary/webhookEndpoints';

const mayShowSecret = (parameter: ReadParameter): boolean => {
	const { includeSecret } = parameter('options', {}) as { includeSecret?: boolean };
	return includeSecret === true;
};

/** JoggAI returns the secret again and again; it only leaves the node when the user asks for it. */
const shown = (endpoint: IDataObject, parameter: ReadParameter): IDataObject =>
	mayShowSecret(parameter) ? endpoint : withoutSecret(endpoint);

/** How operations that return an endpoint output it, simplified and raw. */
export const endpointOutput = {
	simplify: (data: IDataObject, parameter: ReadParameter): IDataObject =>
		shown({ ...webhookEndpointOf(data) } as IDataObject, parameter),
	raw: shown,
	kept: withoutSecret,
};
