// The original fetches its binary from GitHub, else it is compiled; the fork is an ES module, n8n asks with require().
module.exports = require('@appthreat/sqlite3').default;
