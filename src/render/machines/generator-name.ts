/**
 * What machine files say they were made by. Not the version of the program: a feed must not change because
 * somebody installed an update.
 */
export const GENERATOR_NAME = 'incident-press';
