import type { Answers, Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import { TOOL_FOLDER, toolOf } from './host-tool.ts';
import { PROGRAM } from './place.ts';
import type { Place } from './place.ts';

const WHERE: Readonly<Record<Host, string>> = {
  github: 'In the settings of the repository, under Pages, choose “GitHub Actions” as the source.',
  gitlab: 'GitLab Pages serves the folder `public/` that the pipeline makes.',
  netlify: '`dist/` is put on Netlify by its command line, which `deploy/package-lock.json` names.',
  cloudflare:
    '`dist/` is put on Cloudflare Pages by its command line, which `deploy/package-lock.json` names.',
  s3: '`dist/` is put into a bucket.',
  none: '`incident-press build` makes `dist/`; any web server can serve that folder.',
};

/** The README of a new site: what writers type, and how the site is published. */
export function readmeOf(answers: Answers, { branch }: Place): string {
  const { name, host, ci, hook } = answers;
  return `# ${name}

Incident reports, one folder each in \`incidents/\`, made into a site by incident-press. In every clone, once:

\`\`\`sh
npm ci
\`\`\`

installs the program that \`package-lock.json\` names, and sets how git merges reports: two updates of one report become
both entries under one number.${hook ? ' Before each commit, a hook puts forgotten numbers right and says what is wrong; it never\nstops a commit.' : ''}

\`\`\`sh
npm run new -- "What users notice" --severity major
npm run update -- "What is new" --state identified
npm run resolve -- "How it ended"
npm run check
npm run build
\`\`\`

\`new\` begins a report, \`update\` adds to the open one, \`resolve\` closes it, \`undo\` takes the last entry out
again. Each prints what to type next, up to the push. \`npm run dev\` shows the site while you write, and
\`npm run incident-press -- --help\` lists all commands.

The report of an example is a draft (\`version: 000\`): it is never published. Delete its folder, or give it
the number \`001\` to see it on the site.

## Publishing

${WHERE[host]}${settingsOf(answers)}
${ci === 'none' ? byHand(host) : `\nEach pull request is checked. What reaches the branch \`${branch}\` is frozen into \`published/\`, committed and published.\n\n${PROTECTED[ci]}\n`}
${COMPLETION}`;
}

const COMPLETION = `## Completion in Visual Studio Code

With the YAML extension, \`site.yaml\` is completed and checked; so is front matter in a file whose name ends in
\`.front-matter.yaml\`, which git ignores. Copy its lines between the two \`---\` of a report. After a change of services:

\`\`\`sh
npm run --silent incident-press -- schema > .vscode/incident.schema.json
\`\`\`
`;

/** A protected branch must let the job that keeps the record push to it. */
const PROTECTED: Readonly<Record<'github' | 'gitlab', string>> = {
  github:
    'If the branch is protected, its rules must let the job `freeze` push to it: add an exception for GitHub Actions\n(“bypass list” of the ruleset), or nothing is published. What it pushes is below `incidents/` and `published/` only.',
  gitlab:
    'If the branch is protected, the access token `PUBLISH_TOKEN` must belong to a role that may push to it, or nothing is\npublished. What it pushes is below `incidents/` and `published/` only.',
};

/** What publishes to a host with a command line of its own, where no CI does. */
function byHand(host: Host): string {
  if (!toolOf(host)) return '';
  const { commands, secrets, settings } = deploymentTo(host, PROGRAM);
  const variables = [...secrets, ...settings].map((name) => `\`${name}\``).join(', ');
  return `
By hand, with ${variables} in the environment:

\`\`\`sh
npm ci --ignore-scripts --prefix ${TOOL_FOLDER}
npm run build
${commands.join('\n')}
\`\`\`
`;
}

function settingsOf({ host, ci }: Answers): string {
  const { secrets, settings } = deploymentTo(host, PROGRAM);
  if (ci === 'none' || settings.length === 0) return '';
  const listed = (names: readonly string[]) => names.map((each) => `\`${each}\``).join(', ');
  return host === 's3'
    ? ` Its settings are the variables ${listed(settings)}. With a role (\`AWS_ROLE_ARN\`) no key is\nkept anywhere; without one, it needs the secrets ${listed(secrets)}.`
    : ` It needs the variables ${listed(settings)} and the secrets ${listed(secrets)}.`;
}
