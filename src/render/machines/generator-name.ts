/**
 * The name of the program in machine-readable files, without its version: a feed must not change because
 * somebody installed an update.
 */
export const GENERATOR_NAME = 'incident-press';
