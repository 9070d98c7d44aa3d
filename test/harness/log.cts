import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

/** Collects what the nodes write into n8n's log as a warning, until `restore`. */
export function watchWarnings(): { messages: string[]; restore: () => void } {
	const messages: string[] = [];
	const spy = jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message) => void messages.push(message));
	return { messages, restore: () => spy.mockRestore() };
}
