/** The folder of a site for hooks of git, and the one that runs before each commit. */
export const HOOKS = '.githooks';
export const HOOK = `${HOOKS}/pre-commit`;

/**
 * The hook fixes what it can in the files about to be committed, prints what is wrong, and lets every commit
 * through, since nothing may delay one in an outage. It needs no network: if the program is not installed, it
 * says so.
 */
export const HOOK_TEXT = `#!/bin/sh
# Puts right what can be put right in this commit, and says what is wrong with it. It never stops a commit.
cd "\${0%/*}/.." || exit 0
# Git names its folder in some clones, and would then take this one for the top.
unset GIT_DIR GIT_WORK_TREE
for program in ./node_modules/.bin/incident-press incident-press; do
  if command -v "$program" >/dev/null 2>&1; then
    "$program" check --fix --staged --quiet ||
      echo "The commit goes ahead all the same: a report with errors stays as it was last published." >&2
    exit 0
  fi
done
echo "incident-press is not installed here, so nothing was checked. To install it: npm install" >&2
exit 0
`;
