/** The note for changed templates or interface texts of articles. */
export const KEPT_LOOK =
  'note   templates or texts of articles have changed; published articles stay as they were frozen, ' +
  'so that anybody can prove that they were not edited. Their next version gets the new look; style.css ' +
  'applies to all of them at once.\n';
