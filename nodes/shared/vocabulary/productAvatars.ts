/** Words of product avatar images (spec); their ratios are other ones than those of videos. */
export const IMAGE_QUALITIES = { high: 'High', low: 'Low', medium: 'Medium' };
export const IMAGE_RATIOS = { '3:2': 'Landscape (3:2)', '2:3': 'Portrait (2:3)', '1:1': 'Square (1:1)' };

/** Avatar source → JoggAI's word for it here, where all other requests use a number (spec). */
export const PRESENTER_TYPES = { public: 'public', instant: 'custom', photo: 'photo' };
