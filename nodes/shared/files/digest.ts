import { createHash } from 'crypto';
import type { SourceFile } from './source';

/** Tells the bytes of a file apart from all others, whatever it is called. */
export async function digestOf(file: SourceFile): Promise<string> {
	const hash = createHash('sha256');
	const content = await file.open();
	if (Buffer.isBuffer(content)) hash.update(content);
	else for await (const chunk of content) hash.update(chunk as Buffer);
	return hash.digest('hex').slice(0, 32);
}
