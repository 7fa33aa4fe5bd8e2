/** What a call is known by: objects by what they are and not by what is in them, anything else by its value. */
interface Step {
  /** Made when needed, as most steps have one next step, or none. */
  objects?: WeakMap<object, Step>;
  values?: Map<unknown, Step>;
  result?: { readonly value: unknown };
}

/**
 * The same pure function with a memory: called again with the very same objects, and equal texts and numbers,
 * it gives what it gave before. Only for functions of read-only data that give read-only data. What no
 * caller holds any more is forgotten. Between two builds of `dev`, nearly all objects are the same.
 */
export function recall<A extends readonly unknown[], V>(make: (...args: A) => V): (...args: A) => V {
  const start: Step = {};
  return (...args) => {
    let step = start;
    for (const arg of args) step = stepTo(step, arg);
    step.result ??= { value: make(...args) };
    return step.result.value as V;
  };
}

function stepTo(step: Step, arg: unknown): Step {
  const isObject = (typeof arg === 'object' && arg !== null) || typeof arg === 'function';
  const known = isObject ? step.objects?.get(arg) : step.values?.get(arg);
  if (known) return known;
  const next: Step = {};
  if (isObject) (step.objects ??= new WeakMap()).set(arg, next);
  else (step.values ??= new Map()).set(arg, next);
  return next;
}
