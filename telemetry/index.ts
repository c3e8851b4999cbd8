export * from "./logs";
export * from "./metrics";
export * from "./normalize";
export * from "./problems";
export * from "./service";
export * from "./service-validation";
export * from "./spans";
export * from "./tags";
