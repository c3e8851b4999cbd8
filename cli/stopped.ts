/**
 * Resolves after the time, or at a signal. Further signals change nothing: npm passes Ctrl-C on to a
 * process that has had it already, and the end takes a second at most.
 */
export async function stopped(seconds?: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = seconds === undefined ? undefined : setTimeout(resolve, seconds * 1_000);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}
