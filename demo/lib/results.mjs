/** What a node's first item says, in a line or two for the terminal. */
const SHORT = 240;

const BY_TYPE = {
	joggAiProduct: ({ name, productId }) => [name, productId && `(${productId})`],
	joggAiAiScript: ({ style, script }) => [style && `${style}:`, script && `“${shorten(script)}”`],
	joggAiAvatarVideo: ({ id, status, videoUrl }) => [status, id && `(${id})`, videoUrl],
};

export function describeNode({ type }, { json }) {
	const describe = BY_TYPE[type.split('.').at(-1)] ?? (() => []);
	return describe(json).filter(Boolean).join(' ') || shorten(JSON.stringify(json));
}

export const isVideo = (item) => item?.json?.status === 'completed' && Boolean(item.json.videoUrl);

const shorten = (text) => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
};
