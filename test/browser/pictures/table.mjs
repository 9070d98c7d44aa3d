/** The output of the open node as a table. */

const MARGIN = 16;

export async function readColumns(editor) {
	const heads = editor.output().locator('table thead th').filter({ visible: true });
	await heads.first().waitFor();
	return (await heads.allInnerTexts()).map((text) => text.trim()).filter(Boolean);
}

/** The panel of the output, as far down as there are rows. */
export async function tableBox(editor) {
	const panel = await editor.output().boundingBox();
	const table = await editor.output().locator('table').first().boundingBox();
	return { ...panel, height: table.y + table.height + MARGIN - panel.y };
}
