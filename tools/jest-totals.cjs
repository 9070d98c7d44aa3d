const { writeFileSync } = require('node:fs');

/** Tells the totals of a jest run, as `passed` and `failed`, in the file that JEST_TOTALS names. */
module.exports = class JestTotals {
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = results;
		const suites = Math.max(numRuntimeErrorTestSuites, numFailedTests ? 0 : numFailedTestSuites);
		const totals = { passed: numPassedTests, failed: numFailedTests + suites };
		writeFileSync(process.env.JEST_TOTALS, JSON.stringify(totals));
	}
};
