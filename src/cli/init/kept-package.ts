import { quoted } from '../terminal/next-step.ts';

/** The part of a site's package.json that one of somebody else lacks. */
export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The commands that give a package.json that existed before what a site needs, as it is never written to:
 * `npm pkg set` for scripts and program, and the installation. Scripts that it has already stay.
 */
export function stepsToAdd(kept: string, { scripts, dependencies }: Manifest): string[] {
  const own = scriptsIn(kept);
  const settings = [
    ...Object.entries(dependencies).map(([name, spec]) => `dependencies.${name}=${spec}`),
    ...Object.entries(scripts).flatMap(([name, script]) => (own[name] ? [] : `scripts.${name}=${script}`)),
  ];
  return [`npm pkg set ${settings.map(quotedSetting).join(' ')}`, 'npm install --ignore-scripts'];
}

/** No scripts if it is not JSON: npm then says so. */
function scriptsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as Partial<Manifest>).scripts ?? {};
  } catch {
    return {};
  }
}

function quotedSetting(setting: string): string {
  return /^[\w./@:=-]+$/.test(setting) ? setting : quoted(setting);
}
