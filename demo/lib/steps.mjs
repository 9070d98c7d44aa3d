/** Numbered steps on the terminal: each has a time limit, shows progress, and ends with a tick or an explanation. */
import { Failure } from '../../tools/lib/failure.mjs';

const INDENT = '     ';
const QUIET_PROGRESS_MS = 15000;

export function createSteps(out = process.stdout) {
	const styled = out.isTTY && !process.env.NO_COLOR;
	const paint = (code) => (text) => (styled ? `\x1b[${code}m${text}\x1b[0m` : text);
	const [bold, dim, green, red, yellow] = [1, 2, 32, 31, 33].map(paint);
	let number = 0;

	const progressLine = () => {
		let last = Date.now();
		return {
			show(text) {
				const due = Date.now() - last > QUIET_PROGRESS_MS;
				if (out.isTTY)
					out.write(`\r\x1b[K${INDENT}${dim(text.slice(0, (out.columns ?? 80) - INDENT.length - 1))}`);
				else if (due) out.write(`${INDENT}… ${text}\n`);
				if (due) last = Date.now();
			},
			clear: () => out.isTTY && out.write('\r\x1b[K'),
		};
	};

	/** Runs `work({ note, progress })`; fails when it takes longer than `limit` seconds. */
	async function step(title, { limit, advice }, work) {
		const started = Date.now();
		const progress = progressLine();
		const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
		const note = (text) => {
			progress.clear();
			out.write(`${INDENT}${text.replaceAll('\n', `\n${INDENT}`)}\n`);
		};
		out.write(`\n${bold(`${String(++number).padStart(2)}.  ${title}`)}\n`);
		const watchdog = timeLimit(limit, `"${title}" took longer than ${limit} s`, advice);
		try {
			const result = await Promise.race([work({ note, progress: progress.show }), watchdog.expired]);
			note(green(`✓ ${seconds()} s`));
			return result;
		} catch (error) {
			note(red(`✗ after ${seconds()} s`));
			error.advice ??= advice;
			throw error;
		} finally {
			progress.clear();
			watchdog.stop();
		}
	}

	/** Why it ended, what to do, and where to read on. */
	function explain(error, logs = []) {
		const details = error.details ?? error.output;
		if (details) out.write(`\n${dim(details)}\n`);
		out.write(`\n${red(bold(error.message))}\n`);
		if (error.advice) out.write(`${yellow('What to do:')} ${error.advice}\n`);
		for (const log of logs) out.write(`The whole log: ${log}\n`);
		if (!(error instanceof Failure) && !error.output) out.write(`\n${dim(error.stack)}\n`);
	}

	return { step, explain, say: (text = '') => out.write(`${text}\n`), bold };
}

function timeLimit(seconds, message, advice) {
	let timer;
	const expired = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Failure(message, { advice })), seconds * 1000);
	});
	return { expired, stop: () => clearTimeout(timer) };
}
