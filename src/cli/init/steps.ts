/** One step of CI that a shell runs. GitHub, GitLab and the action are made from the same steps. */
export interface Step {
  readonly name: string;
  readonly script: string;
}

/** How many times publication is attempted if others push in the meantime. */
const ATTEMPTS = 3;

/**
 * Publishes what is new for good: numbers it, freezes it, and pushes the commit. If somebody has pushed in
 * the meantime, it starts again from what they pushed. A report with errors does not hold up the others: the
 * last step reports it. `REMOTE` and `BRANCH` name where to push to.
 */
export function freezeStep(freeze: string): Step {
  return {
    name: 'Freeze what is new, and keep it',
    script: `pushed=no
for attempt in ${Array.from({ length: ATTEMPTS }, (_, index) => index + 1).join(' ')}; do
  code=0
  ${freeze} || code=$?
  test "$code" -eq 0 || test "$code" -eq 1
  mkdir -p incidents published
  git add incidents published
  if git diff --cached --quiet; then pushed=yes; break; fi
  git commit --quiet --message "Publish"
  if git push --quiet "$REMOTE" "HEAD:$BRANCH"; then pushed=yes; break; fi
  echo "Somebody has pushed meanwhile; attempt $attempt begins again with that." >&2
  git fetch --quiet "$REMOTE" "$BRANCH"
  git reset --quiet --hard FETCH_HEAD
done
if test "$code" -eq 1; then
  mkdir -p .incident-press
  echo "Reports with errors were not published." >>${WORD}
fi
if test "$pushed" = no; then
  echo "$BRANCH took no commit, so that nothing was published, and nothing is lost." >&2
  echo "If it is protected, allow this job to push to it; then run the job again." >&2
  false
fi
`,
  };
}

/**
 * Finds out in seconds whether a run started by a timer has anything to do: it has not if the site was built
 * today and the next planned time in its `build.json` has not come. A site that does not answer is built.
 * Afterwards the shell variable `due` is `yes` or `no`.
 */
export function dueStep(): Step {
  return {
    name: 'Is there anything to do?',
    script: `due=$(node --input-type=module -e '
  import { readFileSync } from "node:fs";
  const isDue = async () => {
    const [, url] = /^url: *["\\x27]?([^"\\x27\\s]+)/m.exec(readFileSync("site.yaml", "utf8"));
    const address = \`\${url.replace(/\\/$/, "")}/build.json\`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(20_000) });
    if (!answer.ok) return true;
    const { as_of: built, next_build_at: next } = await answer.json();
    const now = new Date().toISOString();
    return built?.slice(0, 10) !== now.slice(0, 10) || (next !== null && next <= now);
  };
  console.log((await isDue().catch(() => true)) ? "yes" : "no");
')
echo "Something to do: $due"
`,
  };
}

/** Where the steps of a run leave notes for the last one; git ignores the folder. */
const WORD = '.incident-press/kept-back';
/** The output of the comparison. */
const SAID = '.incident-press/compared';
/** The output of `verify`. */
const VERIFIED = '.incident-press/verified';

/**
 * Compares what is published with the commit before the push (`BEFORE`) and with the last one that this job
 * made: everything in them must still be there. If such a commit was reverted or a file edited, nothing is
 * published until it is put back, since it would otherwise be published again with a different history.
 * `check` is the command without a base.
 */
export function recordStep(check: string): Step {
  return {
    name: 'Is all that was published still there?',
    script: `mkdir -p .incident-press
rm -f ${WORD}
last=$(git log -1 --fixed-strings --committer="$GIT_COMMITTER_EMAIL" --format=%H -- published)
for base in $(printf '%s\\n' "$BEFORE" "$last" | grep -v '^0*$' | sort -u); do
  git cat-file -e "$base" 2>/dev/null || git fetch --quiet --depth=1 "$REMOTE" "$base" || true
  ${check} --allow-published --base "$base" >${SAID} 2>&1 || true
  if grep -q INC520 ${SAID}; then
    cat ${SAID}
    echo "What was published is not as it was in $base, so that nothing is published now. The way back:" >&2
    echo "git restore --source=$base --staged --worktree -- published" >&2
    exit 1
  fi
  if grep -q INC521 ${SAID}; then
    cat ${SAID}
    echo "What was published was not compared with $base." >>${WORD}
  fi
done
`,
  };
}

/**
 * Builds the site as of now. Reports with errors stay as they were last published, and are reported at the
 * end.
 */
export function buildStep(program: string): Step {
  return {
    name: 'Build',
    script: `code=0
${program} build --as-of now --keep-going || code=$?
test "$code" -eq 0 || test "$code" -eq 3
if test "$code" -eq 3; then
  echo "Reports with errors are left out of the site, or shown as they were last published." >>${WORD}
fi
`,
  };
}

/**
 * Proves, before readers get it, that what was built shows what was published, and contains no other file.
 * Damage in `published/` only holds back the damaged edition.
 */
export function verifyStep(program: string): Step {
  return {
    name: 'Is what was built what was published?',
    script: `code=0
${program} verify dist >${VERIFIED} 2>&1 || code=$?
cat ${VERIFIED}
if test "$code" -ne 0; then
  if test "$code" -ne 1 || grep -q '^  differs' ${VERIFIED}; then
    echo "dist/ does not show what was published, so that readers keep what they have." >&2
    exit 1
  fi
  echo "Damaged files in published/ are not shown: the log says which." >>${WORD}
fi
`,
  };
}

/** Passes on to another job what was held back: one line, in the shell variable `kept`. */
export function keptStep(): Step {
  return {
    name: 'Was anything kept back?',
    script: `kept=""
if test -e ${WORD}; then kept=$(sort -u ${WORD} | paste -sd "|" -); fi
`,
  };
}

/** Takes over what another job passed on as `KEPT`. */
export function takeOverStep(): Step {
  return {
    name: 'What was kept back so far',
    script: `mkdir -p .incident-press
rm -f ${WORD}
if test -n "$KEPT"; then printf '%s\\n' "$KEPT" | tr "|" "\\n" >${WORD}; fi
`,
  };
}

/**
 * Fails a run in which something was held back, after the rest has been published. `annotation` comes before
 * each line, for a host that shows such lines.
 */
export function verdictStep(annotation = ''): Step {
  return {
    name: 'Was everything published?',
    script: `if test -e ${WORD}; then
  sort -u ${WORD} | sed 's/^/${annotation}/'
  false
fi
`,
  };
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

/** Lines indented to belong to a YAML key. */
export function indented(text: string, spaces: number): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
