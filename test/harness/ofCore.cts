/** A library as n8n-core itself loads it: of several installed copies, only that one knows n8n-core's services. */
export const ofCore = <T extends object>(name: string): T =>
	jest.requireActual<T>(require.resolve(name, { paths: [require.resolve('n8n-core')] }));
