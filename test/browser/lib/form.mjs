/** What a person reads in the form of the open node: each field with what stands in it. */
import { until } from '../../e2e/lib/until.mjs';

/** Room that a picture has below the last field, in pixels. */
const MARGIN = 16;

/** The fields in their order, without n8n's own words; waits until menus that are loaded have arrived. */
export async function readForm(editor) {
	const form = editor.part('node-parameters');
	let before;
	return await until('the form stands still', async () => {
		const read = await form.evaluate(fieldsIn);
		const now = JSON.stringify(read);
		const isStill = now === before && !read.isLoading;
		before = now;
		return isStill && read.fields;
	});
}

/** The column of the form, as far down as there are fields. */
export async function formBox(editor) {
	const column = await editor.page.locator('.node-settings').boundingBox();
	const list = await editor
		.part('node-parameters')
		.locator('.parameter-input-list-wrapper')
		.first()
		.boundingBox();
	return { ...column, height: list.y + list.height + MARGIN - column.y };
}

/** Runs in the page. */
function fieldsIn(form) {
	const text = (element) => element?.innerText.split('\n')[0].trim() ?? '';
	const wordsOf = (item) => {
		const find = (selector) => item.querySelector(selector);
		const toggle = find('.el-switch');
		if (toggle) return toggle.classList.contains('is-checked') ? 'on' : 'off';
		const picker = find('[data-test-id="rlc-input"]');
		if (picker) return picker.value;
		const tags = [...item.querySelectorAll('.el-tag')];
		if (tags.length > 0) return tags.map(text).join(', ');
		const input = find('input, textarea');
		return input ? input.value || input.placeholder : text(find('button'));
	};
	/** The text below a field. */
	const hintOf = (item) => text([...item.querySelectorAll('.n8n-text')].find((one) => !one.closest('label')));
	const items = [...form.querySelectorAll('.parameter-item, .multi-parameter')].filter((item) =>
		item.checkVisibility(),
	);
	return {
		isLoading: form.querySelector('.is-disabled') !== null,
		fields: items.map((item) => {
			const hint = item.matches('.parameter-item') && hintOf(item);
			return { field: text(item.querySelector('label')), shows: wordsOf(item), ...(hint && { hint }) };
		}),
	};
}
