/** Versions that were tested together. */
export const VERSIONS = {
  cdktf: "^0.21.0",
  "cdktf-cli": "^0.21.0",
  "@cdktf/provider-datadog": "^12.15.2",
  // CDK Terrain refuses the next minor version.
  constructs: "~10.7.2",
  "@cdktn/provider-datadog": "^16.1.0",
  "@datadog/sketches-js": "^2.1.1",
  "@msgpack/msgpack": "^3.1.3",
  "@swc/core": "^1.16.18",
  "@swc/jest": "^0.2.39",
  "@types/jest": "^30.0.0",
  "@types/node": "^20.19.43",
  jest: "^30.5.2",
  tsx: "^4.23.15",
  typescript: "^6.0.3",
} as const;
