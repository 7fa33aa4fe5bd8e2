/*
 * Loaded into the program before it starts: no test depends on the date of the machine it runs on.
 */
import { present } from './present.mjs';

Date.now = present;
