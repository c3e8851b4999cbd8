/** The declarations of your services. The examples are declared in the same way. */
export * from "./examples/services";
