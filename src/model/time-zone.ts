/** The zone under its name in the database, or undefined if the database does not have it. */
export function canonicalZone(zone: string): string | undefined {
  // Intl accepts offsets as zones; nobody else does.
  if (/^[+-]/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
