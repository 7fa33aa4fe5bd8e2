import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from '../vitest.config.ts';
import { ROOMS } from './rooms.mjs';

const room = process.env['MUTATED_ROOM'] as keyof typeof ROOMS;
const { include: _all, ...test } = ordinary.test ?? {};

/** The tests of one room, as Stryker runs them: in one thread, since to load the modules takes longest. */
export default mergeConfig(
  { ...ordinary, test },
  defineConfig({ test: { include: ROOMS[room].tests, isolate: false } }),
);
