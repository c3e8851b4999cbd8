import { branchObservers, mutedObserver } from "../../../../runtime/observe/several";
import { COMPLETE, ERROR, FAILED, LEFT, ON, RUN, recorder } from "./recorder";

describe("what is heard of several ways of reading", () => {
  it("each event once, whichever branch reads it first, and the end of all", () => {
    const { heard, observer } = recorder();
    const [first, second, third] = branchObservers(observer, 3);
    first!.event("a");
    second!.event("a");
    second!.event("b");
    first!.event("b");
    third!.event("a");
    expect(heard).toEqual([
      ["event", "a"],
      ["event", "b"],
    ]);
    first!.ended("left");
    second!.ended("left");
    expect(heard).toHaveLength(2);
    third!.ended("left");
    expect(heard.slice(2)).toEqual([LEFT]);
  });

  it("that one branch was read to its end, although another was left", () => {
    const { heard, observer } = recorder();
    const [first, second] = branchObservers(observer, 2);
    first!.ended("left");
    second!.ended("complete");
    expect(heard).toEqual([COMPLETE]);
  });

  it("nothing of the reading while it is muted, but everything else", () => {
    const { heard, observer } = recorder();
    const mute = { isOn: true };
    const muted = mutedObserver(observer, mute);
    const tellAll = () => {
      muted.active(true);
      muted.event("a");
      muted.ended("left");
      muted.failed(ERROR);
    };
    tellAll();
    expect(heard).toEqual([]);
    expect(muted.run(() => 7)).toBe(7);
    expect(muted.attach("r")).toBe(true);
    expect(muted.streamIn("r")).toBe("stream");
    expect(muted.recognises("r")).toBe(false);
    muted.streamed();
    muted.resolved("v");
    muted.lost(ERROR);
    const others = [RUN, ["attach", "r"], ["streamIn", "r"], ["streamed"], ["resolved", "v"]];
    expect(heard).toEqual([...others, ["lost", ERROR]]);
    mute.isOn = false;
    tellAll();
    expect(heard.slice(6)).toEqual([ON, ["event", "a"], LEFT, FAILED]);
  });
});
