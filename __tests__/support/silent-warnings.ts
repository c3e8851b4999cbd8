/**
 * For the tests of a file, nothing that the process warns of is printed. No spy does it: one would keep
 * the arguments of every call, and with them the 100,000 cases of a property.
 */
export function silenceWarnings(): void {
  const usual = Object.getOwnPropertyDescriptor(process, "emitWarning")!;
  beforeAll(() => {
    process.emitWarning = () => undefined;
  });
  afterAll(() => {
    Object.defineProperty(process, "emitWarning", usual);
  });
}
