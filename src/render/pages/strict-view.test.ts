import { expect, test } from 'vitest';
import { strictViews, UnknownProperty } from './strict-view.ts';

const view = {
  kind: 'article',
  canonical: '/',
  description: undefined,
  newer: undefined,
  article: { withdrawn: undefined, entries: [{ anchor: 't-1', title: { value: 'A' } }] },
};

test('existing properties are read as before, all the way down', () => {
  const strict = strictViews()(view);
  expect(strict.kind).toBe('article');
  expect(strict.article.entries.map(({ title }) => title.value)).toEqual(['A']);
  expect(JSON.stringify(strict)).toBe(JSON.stringify(view));
  expect(Object.keys({ ...strict })).toEqual(Object.keys(view));
});

test('a name that is not there throws, with the nearest one', () => {
  const strict = strictViews()<Record<string, unknown>>(view);
  expect(() => strict['artcle']).toThrow(UnknownProperty);
  try {
    void strict['artcle'];
  } catch (error) {
    expect(error).toMatchObject({ property: 'artcle', hint: 'Did you mean `article`?' });
  }
});

test('what is absent from a view is present as undefined', () => {
  const strict = strictViews()<Record<string, unknown>>(view);
  expect(strict['description']).toBeUndefined();
  expect(strict['newer']).toBeUndefined();
  expect((strict['article'] as Record<string, unknown>)['withdrawn']).toBeUndefined();
});

test('what may be absent from another kind of view throws', () => {
  const strict = strictViews()<Record<string, unknown>>(view);
  expect(() => strict['withdrawn']).toThrow(UnknownProperty);
  expect(() => strict['htmlLanguage']).toThrow(UnknownProperty);
});

test('an absent name is offered as the nearest one', () => {
  const strict = strictViews()<{ readonly article: Record<string, unknown> }>(view);
  try {
    void strict.article['widthdrawn'];
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ hint: 'Did you mean `withdrawn`?' });
  }
});

test('lists may be read past their end, but not by a misspelt name', () => {
  const entries = strictViews()(view).article.entries as unknown as Record<string, unknown>;
  expect(entries['7']).toBeUndefined();
  expect(entries['length']).toBe(1);
  expect(() => entries['lenght']).toThrow(UnknownProperty);
});

test('frozen views work, and a view is wrapped only once', () => {
  const strict = strictViews();
  const frozen = Object.freeze({ site: Object.freeze({ home: '/', links: Object.freeze([1]) }) });
  expect(strict(frozen).site.links[0]).toBe(1);
  expect(strict(frozen)).toBe(strict(frozen));
  expect(strict(strict(frozen))).toBe(strict(frozen));
});
