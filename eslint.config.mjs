import tseslint from "typescript-eslint";

/**
 * Dependencies point one way: telemetry ← constructs, runtime ← lab ← release ← cli. Each folder names
 * what it may not import; a service that imports the runtime must never load CDKTF.
 */
const FORBIDDEN = {
  telemetry: ["constructs", "runtime", "lab", "release", "review", "cli", "packages:all"],
  constructs: ["runtime", "lab", "release", "review", "cli"],
  runtime: ["constructs", "lab", "release", "review", "cli", "packages:cdktf"],
  lab: ["release", "review", "cli"],
  release: ["runtime", "review", "cli"],
  review: ["release", "cli"],
};

const PACKAGES = {
  "packages:all": { regex: "^[^.]", message: "telemetry/ has no dependencies." },
  "packages:cdktf": {
    group: ["cdktf", "cdktf/*", "constructs", "@cdktf/*"],
    message: "A service that imports the runtime must not load CDKTF.",
  },
};

function boundary([folder, forbidden]) {
  const patterns = forbidden.map(
    (name) =>
      PACKAGES[name] ?? {
        group: [`**/${name}`, `**/${name}/*`, `**/${name}/**`],
        message: `${folder}/ must not import ${name}/: see CONTRIBUTING.md, "One way".`,
      },
  );
  return {
    files: [`${folder}/**/*.ts`],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
  };
}

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "dist",
      "cdktf.out",
      "coverage",
      "**/*.js",
      "**/*.mjs",
      "**/generated/**",
    ],
  },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  ...Object.entries(FORBIDDEN).map(boundary),
  {
    files: ["__tests__/**/*.ts", "bench/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["__tests__/**/*.ts"],
    ignores: ["__tests__/support/fast-check.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          name: "fast-check",
          message: "Import __tests__/support/fast-check: the same cases in every run.",
        },
      ],
    },
  },
);
