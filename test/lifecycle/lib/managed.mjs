import { PACKAGE_NAME } from '../../../tools/tarball.mjs';

/** What n8n's environment says where it is to have our package in that version, and no other package. */
export const managed = (version) => ({
	N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV: 'true',
	N8N_COMMUNITY_PACKAGES: JSON.stringify([{ name: PACKAGE_NAME, version }]),
});

/**
 * In queue mode only the main process looks at that list. The others, which start after it, install what the database
 * says is missing; and those that run already are told by the main one.
 */
export const managedInQueue = (version) => ({ ...managed(version), N8N_REINSTALL_MISSING_PACKAGES: 'true' });
