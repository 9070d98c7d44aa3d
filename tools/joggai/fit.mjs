/** Chooses an avatar, a voice and a template that the account has, as a person does in the editor's lists. */

const FIRST_PAGE = 'page=1&page_size=100';

/** Returns a function that adapts a workflow: empty or unknown choices become the account's first. */
export async function fitToAccount(api, { productUrl, note }) {
	const [{ avatars }, { voices }, { templates }] = await Promise.all([
		api.get(`/v2/avatars/public?${FIRST_PAGE}&aspect_ratio=landscape`),
		api.get(`/v2/voices?${FIRST_PAGE}&language=english`),
		api.get('/v2/templates/custom'),
	]);
	const choices = {
		avatar: avatars.map(({ id, name }) => ({ value: String(id), name })),
		template: templates.map(({ id, name }) => ({ value: String(id), name })),
		voice: voices.map(({ voice_id: id, name }) => ({ value: String(id), name })),
	};
	const fitNode = (node) => {
		const parameters = { ...node.parameters };
		for (const [field, known] of Object.entries(choices)) {
			const chosen = parameters[field];
			const isExpression = String(chosen?.value).startsWith('=');
			const isKnown = known.some(({ value }) => value === String(chosen?.value));
			if (!chosen?.__rl || isExpression || isKnown || known.length === 0) continue;
			parameters[field] = { ...chosen, value: known[0].value, cachedResultName: known[0].name };
			note(`chosen ${field}: ${known[0].name} (${known[0].value})`);
		}
		if (productUrl && node.type.endsWith('.joggAiProduct')) parameters.url = productUrl;
		return { ...node, parameters };
	};
	return (workflow) => ({ ...workflow, nodes: workflow.nodes.map(fitNode) });
}
