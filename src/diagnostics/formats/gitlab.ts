import { jsonText } from './json.ts';
import type { Diagnostic } from '../diagnostic.ts';

/**
 * Diagnostics as a Code Quality report of GitLab, which shows them at their lines in a merge request
 * (https://docs.gitlab.com/ci/testing/code_quality/).
 */
export function formatGitlab(diagnostics: readonly Diagnostic[]): string {
  const seen = new Map<string, number>();
  const issues = diagnostics.map(({ code, severity, place, message, hint }) => {
    // Stays the same when lines are added above, so that an old problem is not taken for a new one.
    const name = `${place.file} ${code} ${message}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return {
      description: hint === undefined ? message : `${message}. ${hint.text}`,
      check_name: code,
      fingerprint: count === 1 ? name : `${name} ${count}`,
      severity: severity === 'error' ? 'major' : 'minor',
      location: { path: place.file, lines: { begin: place.line, end: place.end?.line ?? place.line } },
    };
  });
  return jsonText(issues);
}
