import { createRequire } from 'node:module';
import { join } from 'node:path';

// Eleventy's own Markdown, for the texts of the timeline.
const markdown = createRequire(join(process.env.ELEVENTY, 'node_modules/@11ty/eleventy/package.json'))('markdown-it')();

const DATE = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const TIME = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

export default function configure(config) {
  config.addFilter('day', (value) => DATE.format(new Date(value)));
  config.addFilter('moment', (value) => TIME.format(new Date(value)));
  config.addFilter('iso', (value) => new Date(value).toISOString());
  config.addFilter('markdown', (value) => markdown.render(value));
  config.addFilter('newest', (list, count) => list.slice(-count).reverse());
  config.addPassthroughCopy('incidents/**/*.png');
  config.addCollection('reports', (api) =>
    api.getFilteredByGlob('incidents/**/*.md').sort((a, b) => a.date - b.date),
  );
  return { markdownTemplateEngine: false, dir: { input: '.', output: '_site' } };
}
