import Sequencer from "@jest/test-sequencer";

/** Whatever starts a browser or processes takes many times as long as a test that does not. */
const long = /\/test\/(?:browser\/|faults\/|cli[\w-]*\.test)/;

/**
 * The long files first, so that no worker is left with one when the other has run out of files. Jest's own order, by what it remembers
 * or else by the size of the files, decides between them. Jest wants a class for this.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const ordered = super.sort(tests);
    return [...ordered.filter(({ path }) => long.test(path)), ...ordered.filter(({ path }) => !long.test(path))];
  }
}
