import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { completeLink } from './completion/links.ts';
import { completeMessages } from './completion/messages.ts';
import { completeMatter } from './completion/front-matter.ts';
import { completeRules } from './completion/rules.ts';
import { completeSite } from './completion/site.ts';
import { matterLines } from './matter.ts';
import { lineAt } from './positions.ts';
import { partsOfPath } from './report.ts';
import type { Completing, FileView } from './view.ts';

/** Completions at a position, in reports, site.yaml and interface texts. */
export function completionsAt(file: FileView, position: Position, able: Completing): CompletionItem[] {
  if (file.path === 'site.yaml') return completeSite(file, position);
  if (/^templates\/messages\/[^/]+\.yaml$/.test(file.path)) return completeMessages(file, position, able);
  if (!partsOfPath(file.path)) return [];
  const before = lineAt(file.text, position.line).slice(0, position.character);
  const rules = completeRules(before, position);
  if (rules.length > 0) return rules;
  const links = completeLink(file, before, position);
  if (links.length > 0) return links;
  const matter = matterLines(file.text);
  const isInMatter = matter && position.line >= matter.first && position.line < matter.end;
  return isInMatter ? completeMatter(file, matter, position, able) : [];
}
