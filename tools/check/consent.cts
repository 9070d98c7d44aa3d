import { createInterface } from 'node:readline/promises';

interface Asking {
	/** Agreed to on the command line. */
	yes: boolean;
	say: (words: string) => void;
}

/** Whether the person at the terminal types "yes"; without a terminal nobody can. */
export async function consents(question: string, { yes, say }: Asking): Promise<boolean> {
	say(question);
	if (yes) return true;
	if (!process.stdin.isTTY) {
		say('Nobody is here to agree. Add --yes to agree on the command line. Nothing was sent.');
		return false;
	}
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		const answer = await terminal.question('Type "yes" to go on: ');
		if (answer.trim().toLowerCase() === 'yes') return true;
		say('Nothing was sent, nothing was spent.');
		return false;
	} finally {
		terminal.close();
	}
}
