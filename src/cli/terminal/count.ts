/** A number with its noun: `1 file`, `2 files`, `3 addresses`. */
export function count(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}
