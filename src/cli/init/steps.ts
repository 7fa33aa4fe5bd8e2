/** One step of CI that a shell runs. Both kinds of CI, and the action, are made of the same ones. */
export interface Step {
  readonly name: string;
  readonly script: string;
}

/** How often publication begins again because somebody has pushed in the meantime. */
const ATTEMPTS = 3;

/**
 * Publishes what is new for good: numbers it, freezes it, and pushes the commit. Where somebody has pushed
 * in the meantime, it starts again with what they pushed. A report with errors does not keep back the others: the
 * check of the commit tells of it. `REMOTE` and `BRANCH` name where to push to.
 */
export function freezeStep(freeze: string): Step {
  return {
    name: 'Freeze what is new, and keep it',
    script: `pushed=no
for attempt in ${Array.from({ length: ATTEMPTS }, (_, index) => index + 1).join(' ')}; do
  ${freeze} || test $? -eq 1
  mkdir -p published
  git add incidents published
  if git diff --cached --quiet; then pushed=yes; break; fi
  git commit --quiet --message "Publish"
  if git push --quiet "$REMOTE" "HEAD:$BRANCH"; then pushed=yes; break; fi
  echo "Somebody has pushed meanwhile; attempt $attempt begins again with that." >&2
  git fetch --quiet "$REMOTE" "$BRANCH"
  git reset --quiet --hard FETCH_HEAD
done
if test "$pushed" = no; then
  echo "$BRANCH took no commit, so that nothing was published, and nothing is lost." >&2
  echo "If it is protected, allow this job to push to it; then run the job again." >&2
  false
fi
`,
  };
}

/** Builds the site. Reports with errors stay on it as they were last published. */
export function buildStep(program: string): Step {
  return { name: 'Build', script: `${program} build --keep-going || test $? -eq 3\n` };
}

/** The author of the commits of CI, in the environment variables of git. */
export function authorVariables(name: string, mail: string): Readonly<Record<string, string>> {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: mail,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: mail,
  };
}

/** Lines below a key of YAML, further in. */
export function indented(text: string, spaces: number): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
