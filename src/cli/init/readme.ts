import type { Answers, Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';

const WHERE: Readonly<Record<Host, string>> = {
  github: 'In the settings of the repository, under Pages, choose “GitHub Actions” as the source.',
  gitlab: 'GitLab Pages serves the folder `public/` that the pipeline makes.',
  netlify: 'The workflow puts `dist/` on Netlify.',
  cloudflare: 'The workflow puts `dist/` on Cloudflare Pages.',
  s3: 'The workflow puts `dist/` into a bucket.',
  none: '`incident-press build` makes `dist/`; any web server can serve that folder.',
};

/** The README of a new site: what its writers type, and how it reaches readers. */
export function readmeOf({ name, host, ci, hook }: Answers, program: string): string {
  const { secrets } = deploymentTo(host, program);
  return `# ${name}

Incident reports, one folder each in \`incidents/\`, made into a site by incident-press.

\`\`\`sh
${program} new "What users notice" --severity major
${program} update "What is new" --state identified
${program} resolve "How it ended"
${program} check
${program} build
\`\`\`

\`new\` begins a report, \`update\` adds to the open one, \`resolve\` closes it, \`undo\` takes the last entry out
again. Each prints what to type next, up to the push.

The report of an example is a draft (\`version: 000\`): it is never published. Delete its folder, or give it
the number \`001\` to see it on the site.

## Publishing

${WHERE[host]}${secrets.length > 0 && ci !== 'none' ? ` It needs these secrets: ${secrets.map((each) => `\`${each}\``).join(', ')}.` : ''}
${ci === 'none' ? '' : '\nEach pull request is checked. What reaches the main branch is frozen into `published/`, committed and\npublished.\n'}
${everyClone(hook)}## Completion in Visual Studio Code

With the YAML extension, \`site.yaml\` is completed and checked; so is front matter in a file whose name ends in
\`.front-matter.yaml\`, which git ignores. Copy its lines between the two \`---\` of a report. After a change of services:

\`\`\`sh
${program} schema > .vscode/incident.schema.json
\`\`\`
`;
}

function everyClone(hook: boolean): string {
  return `## In every clone

\`\`\`sh
npm install
\`\`\`

sets how git merges reports: two updates of one report become both entries under one number.${hook ? ' Before each\ncommit, a hook puts forgotten numbers right and says what is wrong; it never stops a commit.' : ''}

`;
}
