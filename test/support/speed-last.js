import Sequencer from "@jest/test-sequencer";

/** Puts the test that measures speed at the end, when the other worker has run out of files. Jest wants a class for this. */
export default class SpeedLast extends Sequencer {
  sort(tests) {
    const isSpeed = ({ path }) => path.endsWith("tab-speed.test.ts");
    const ordered = super.sort(tests);
    return [...ordered.filter((test) => !isSpeed(test)), ...ordered.filter(isSpeed)];
  }
}
