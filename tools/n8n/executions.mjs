/** What an execution, as n8n's API tells it, says. */
const RUNNING = ['new', 'running', 'waiting'];

export const isOver = ({ status }) => !RUNNING.includes(status);

/** Items that a node put out on its first output, or none if it did not run. */
export const itemsOf = (execution, node) =>
	execution.data?.resultData?.runData?.[node]?.at(-1)?.data?.main?.[0] ?? [];
