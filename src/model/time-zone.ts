/** The zone under the name the database gives it, or undefined where it has none such. */
export function canonicalZone(zone: string): string | undefined {
  // Offsets are zones to Intl, and to nobody else.
  if (/^[+-]/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
