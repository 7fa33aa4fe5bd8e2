import type { Step } from './steps.ts';

/** Folders and files of the site that are run, or decide what is run, when it is checked and built. */
const RUNS = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  '.npmrc',
  'vendor',
  'templates',
  'plugins',
];

/** Whether site.yaml may name plugins: without a backslash, YAML has no other way to write the word. */
const NAMES_PLUGINS = String.raw`grep -qE 'plugins|\\' site.yaml`;

/**
 * Restores everything that is run to its state in the branch to be merged into (`BASE`, a commit): whoever
 * proposes a change need not be trusted to run programs. `.incident-press` is what a run saves, and never
 * comes from a branch.
 */
export function baseStep(): Step {
  return {
    name: 'Take from the base what is run',
    script: `rm -rf .incident-press node_modules
for path in ${RUNS.join(' ')}; do
  rm -rf -- "$path"
  if git cat-file -e "$BASE:./$path" 2>/dev/null; then git checkout --quiet "$BASE" -- "$path"; fi
done
if ${NAMES_PLUGINS} && ! git diff --quiet "$BASE" -- site.yaml; then
  git checkout --quiet "$BASE" -- site.yaml
  echo "site.yaml names plugins, so that it is taken from the base as well."
fi
`,
  };
}

/**
 * Finds out whether a branch changes what is run. Afterwards the shell variable `changed` is `yes` or `no`.
 */
export function changedStep(): Step {
  return {
    name: 'Does this branch change what is run?',
    script: `changed=yes
if git diff --quiet "$BASE" HEAD -- ${RUNS.join(' ')}; then changed=no; fi
if ${NAMES_PLUGINS} && ! git diff --quiet "$BASE" HEAD -- site.yaml; then changed=yes; fi
echo "Changes to program, templates or plugins: $changed"
`,
  };
}

/** Installs the packages in the lock file, without running their scripts. */
export function installStep(): Step {
  return {
    name: 'Install what the lock file names',
    script: 'npm ci --ignore-scripts --no-audit --no-fund\n',
  };
}

/** Builds what the site would look like, reports with errors aside, into \`preview\`. */
export function previewStep(program: string): Step {
  return {
    name: 'Build a preview',
    script: `${program} build --as-of now --keep-going --out preview || test $? -eq 3\n`,
  };
}
