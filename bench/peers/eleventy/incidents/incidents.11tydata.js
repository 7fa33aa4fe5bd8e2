export default {
  layout: 'report.njk',
  // The whole name of the file or folder: what Eleventy calls its slug has no date.
  permalink: ({ page }) => `/incidents/${/incidents\/([^/]+?)(?:\.md|\/index\.md)$/.exec(page.inputPath)[1]}/index.html`,
};
