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
  config.addFilter('newest', (list, count) => list.slice(-count).reverse());
  config.addCollection('reports', (api) =>
    api.getFilteredByGlob('incidents/*.md').sort((a, b) => a.date - b.date),
  );
  return { markdownTemplateEngine: false, dir: { input: '.', output: '_site' } };
}
