import { createHash } from 'crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { CREDENTIAL } from '../shared/api/account';
import { asObject, asText } from '../shared/vocabulary/values';

/**
 * The account that a registration belongs to, whichever of its keys registered it. The e-mail address is what JoggAI
 * tells in every version of its API; only a digest is kept. Names are not asked: two accounts may have the same.
 */
export interface Owner extends IDataObject {
	told?: string;
	/** n8n's ID of the credential: decides where JoggAI does not say whose key it is. */
	credential: string;
}

/** The owner of a node's key by JoggAI's answer to that question, if there is one. */
export function ownerOf(node: INode, user: unknown): Owner {
	const { email, user_id: id } = asObject(user);
	const told = asText(email)?.toLowerCase() ?? asText(id);
	return {
		...(told && { told: createHash('sha256').update(told).digest('hex') }),
		credential: node.credentials?.[CREDENTIAL]?.id ?? '',
	};
}

export const isSameOwner = (a: Owner, b: Owner): boolean =>
	a.told && b.told ? a.told === b.told : a.credential === b.credential;
