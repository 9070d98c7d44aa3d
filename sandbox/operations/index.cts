import { ACCOUNT_OPERATIONS } from './account.cts';
import { AVATAR_CREATION_OPERATIONS } from './avatarCreation.cts';
import { AVATAR_OPERATIONS } from './avatars.cts';
import { MEDIA_OPERATIONS } from './media.cts';
import type { Operations } from './operation.cts';
import { PRODUCT_OPERATIONS } from './products.cts';
import { SCRIPT_OPERATIONS } from './scripts.cts';
import { TEMPLATE_OPERATIONS } from './templates.cts';
import { VIDEO_OPERATIONS } from './videos.cts';
import { VOICE_OPERATIONS } from './voices.cts';
import { WEBHOOK_OPERATIONS } from './webhooks.cts';

/**
 * Everything the sandbox can do: the 47 documented operations of the second API version, one of it that only callers
 * have told of, and one of the first.
 */
export const OPERATIONS = {
	...VIDEO_OPERATIONS,
	...PRODUCT_OPERATIONS,
	...TEMPLATE_OPERATIONS,
	...SCRIPT_OPERATIONS,
	...MEDIA_OPERATIONS,
	...VOICE_OPERATIONS,
	...AVATAR_OPERATIONS,
	...AVATAR_CREATION_OPERATIONS,
	...ACCOUNT_OPERATIONS,
	...WEBHOOK_OPERATIONS,
} satisfies Operations;

export type OperationName = keyof typeof OPERATIONS;
