const { rmSync } = require('node:fs');

/** Removes the folder that test/jest.config.cjs made for n8n-core. */
module.exports = async () => rmSync(process.env.N8N_USER_FOLDER, { recursive: true, force: true });
