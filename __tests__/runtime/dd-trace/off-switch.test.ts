import { OffSwitch } from "../../../runtime/dd-trace/off-switch";
import { Guard } from "../../../runtime/safety/guard";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { manualClock } from "../support/fixtures";

/** A tracer that is started by hand, and counts how often it was asked. */
function subject() {
  const tracer = new RecordingTracer();
  const state = { started: false, asked: 0 };
  tracer.inject = (_context, _format, carrier) => {
    state.asked += 1;
    if (state.started) Object.assign(carrier as object, { dd: {} });
  };
  const clock = manualClock();
  return { state, clock, offSwitch: new OffSwitch(tracer, new Guard(), clock) };
}

it("is off until the tracer is started, and asks once a second", () => {
  const { state, clock, offSwitch } = subject();
  expect([offSwitch.isOff(), offSwitch.isOff()]).toEqual([true, true]);
  expect(state.asked).toBe(1);
  state.started = true;
  clock.advance(999);
  expect(offSwitch.isOff()).toBe(true);
  clock.advance(1);
  expect(offSwitch.isOff()).toBe(false);
});

it("stays on, and asks no more", () => {
  const { state, clock, offSwitch } = subject();
  state.started = true;
  expect(offSwitch.isOff()).toBe(false);
  clock.advance(5000);
  expect([offSwitch.isOff(), offSwitch.isOff()]).toEqual([false, false]);
  expect(state.asked).toBe(1);
});

it("is on where nobody can say", () => {
  const tracer = new RecordingTracer();
  tracer.inject = () => {
    throw new Error("no");
  };
  expect(new OffSwitch(tracer, new Guard(), manualClock()).isOff()).toBe(false);
});
