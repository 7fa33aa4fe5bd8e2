import { parse } from 'yaml';

/** A script of a pipeline with the variables it is given, expressions of the host still in them. */
export interface Script {
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
      }
    >
  >;
}

/** The shell steps of a job of GitHub, in their order. */
export function githubScripts(text: string, job: string): Script[] {
  const { jobs } = parse(text) as Workflow;
  return (jobs[job]?.steps ?? []).flatMap(({ run, env }) =>
    run === undefined ? [] : [{ script: run, environment: env ?? {} }],
  );
}

type Pipeline = Readonly<
  Record<
    string,
    { readonly script?: readonly string[]; readonly variables?: Readonly<Record<string, string>> }
  >
>;

/** What a job of GitLab runs: one script, as its runner puts the parts together. */
export function gitlabScript(text: string, job: string): Script {
  const { script = [], variables = {} } = (parse(text) as Pipeline)[job] ?? {};
  return { script: script.join('\n'), environment: variables };
}
