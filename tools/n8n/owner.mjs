/** What the person does who sets up an n8n: sign up, add credentials, import workflows. */
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { PACKAGE_NAME } from '../tarball.mjs';

/** Adds `signUp()`, `signIn()`, `owner`, `importCredentials()` and `importWorkflows()` to an `N8nApi`. */
export function withOwner(api) {
	return Object.assign(api, {
		/** Creates the owner account and signs in; returns what a person needs to sign in as well. */
		async signUp() {
			const owner = {
				email: 'demo@example.com',
				firstName: 'Demo',
				lastName: 'Owner',
				password: newPassword(),
			};
			await api.createOwner(owner);
			return (api.owner = owner);
		},
		/** Signs in as the owner whom another start of the same n8n has created. */
		async signIn(owner) {
			await api.login(owner);
			return (api.owner = owner);
		},
		/** Creates the credential that the imported workflows will use. */
		async importCredentials(data, { name = 'JoggAI account', type = 'joggAiApi' } = {}) {
			const { id } = await api.createCredential({ name, type, data });
			return { [type]: { id, name } };
		},
		/** Imports workflow files; every node of this package gets the given credentials. */
		async importWorkflows(files, { credentials, adapt = (workflow) => workflow }) {
			const created = [];
			for (const file of files) {
				const workflow = adapt(withCredentials(JSON.parse(readFileSync(file, 'utf8')), credentials));
				created.push(await api.createWorkflow(workflow));
			}
			return created;
		},
	});
}

function withCredentials(workflow, credentials) {
	const ours = ({ type }) => type.startsWith(`${PACKAGE_NAME}.`);
	const nodes = workflow.nodes.map((node) => (ours(node) ? { ...node, credentials } : node));
	return { ...workflow, nodes };
}

const newPassword = () => `Demo-${randomBytes(6).toString('hex')}-1`;
