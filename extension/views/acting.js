// @ts-check
/** What a click does in a part that is drawn anew after it: the deed, the part as it stands then, what was done, and its undo. */

/** @typedef {(said: string, work: Promise<any>) => Promise<void>} Act */

/** @param {import('./course.js').Told} told @param {() => Promise<void>} again draws the part anew @returns {Act} */
export const acting = (told, again) => async (said, work) => {
  try {
    const done = await work;
    await again();
    told.done(said, done.edit ?? null, () => void again());
  } catch (error) {
    told.failed(error);
  }
};
