// The first step of every npm script, in words that old versions of Node understand as well.
'use strict';

var needed = Number(/\d+/.exec(require('../package.json').engines.node)[0]);

if (parseInt(process.versions.node, 10) < needed) {
	console.error('This is Node ' + process.versions.node + '; Node ' + needed + ' or newer is needed here.');
	process.exitCode = 1;
}
