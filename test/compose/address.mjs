/** Where containers reach what runs beside them: an address for documentation, so nobody's. */
export const HOST = '192.0.2.1';
