const { writeFileSync } = require('node:fs');
const { DefaultReporter } = require('@jest/reporters');

/**
 * Jest's own reporter, but in the end it repeats only what failed, and leaves the totals to `npm test`: as `passed` and
 * `failed` in the file that JEST_TOTALS names.
 */
module.exports = class JestTotals extends DefaultReporter {
	onRunComplete(contexts, results) {
		super.onRunComplete(contexts, results);
		const { numPassedTests, numFailedTests, numFailedTestSuites, numRuntimeErrorTestSuites } = results;
		const suites = Math.max(numRuntimeErrorTestSuites, numFailedTests ? 0 : numFailedTestSuites);
		const totals = { passed: numPassedTests, failed: numFailedTests + suites };
		writeFileSync(process.env.JEST_TOTALS, JSON.stringify(totals));
		const failures = results.testResults.filter(({ failureMessage }) => failureMessage);
		if (failures.length > 0) this.log('\n── failed tests, once more');
		for (const { testFilePath, failureMessage } of failures) this.log(`${testFilePath}\n${failureMessage}`);
	}
};
