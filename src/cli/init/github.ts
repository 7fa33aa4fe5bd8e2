import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';

/** Actions by commit, since a tag can be moved to other code. */
const CHECKOUT = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2';
const SETUP_NODE = 'actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0';
const UPLOAD_PAGES = 'actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1';
const DEPLOY_PAGES = 'actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5';

/** The workflows of GitHub: one for pull requests, one for what is published. */
export function githubFiles(host: Host, program: string): Readonly<Record<string, string>> {
  return {
    '.github/workflows/check.yml': checkWorkflow(program),
    '.github/workflows/publish.yml': publishWorkflow(host, program),
  };
}

function checkWorkflow(program: string): string {
  return `# Every problem of a pull request, at its line. Nothing published may change.
name: check
on: pull_request
permissions:
  contents: read
concurrency:
  group: check-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
      - run: ${program} check --format github --base "origin/$BASE"
        env:
          BASE: \${{ github.base_ref }}
`;
}

function publishWorkflow(host: Host, program: string): string {
  const isPages = host === 'github';
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are.
name: publish
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions: {}
# One at a time, and none is cut short: each continues the record of the one before.
concurrency:
  group: publish
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write
    steps:
      - uses: ${CHECKOUT}
        with:
          ref: main
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
      - run: ${program} freeze --format github
      - name: Keep what was published
        run: |
          git add incidents published
          if ! git diff --cached --quiet; then
            git config user.name "github-actions[bot]"
            git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
            git commit --message "Publish"
            git push
          fi
      - run: ${program} build
${isPages ? pagesJob() : deployStep(host, program)}`;
}

/** Another job, so that what may write the repository and what may write the site are two. */
function pagesJob(): string {
  return `      - uses: ${UPLOAD_PAGES}
        with:
          path: dist
  deploy:
    needs: publish
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: ${DEPLOY_PAGES}
`;
}

function deployStep(host: Host, program: string): string {
  const { commands, secrets } = deploymentTo(host, program);
  if (commands.length === 0) return '';
  const environment = secrets.map((name) => `          ${name}: \${{ secrets.${name} }}`);
  return `${commands.map((command) => `      - run: ${command}`).join('\n')}
        env:
${environment.join('\n')}
`;
}
