/** The note for changed templates or interface texts of articles. */
export const KEPT_LOOK =
  'note   templates or words of articles have changed; articles that are published stay as they were frozen, ' +
  'so that anybody can prove that they were not edited. Their next version has the new look; style.css ' +
  'applies to all of them at once.\n';
