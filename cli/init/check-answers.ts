import {
  checkSite,
  InvalidInputError,
  Problems,
  validateLlmService,
  type Problem,
} from "../../telemetry";
import type { Answers } from "./answers";
import { exampleService } from "./templates/declaration";

/** @throws InvalidInputError with everything that is wrong, as the written project would report it */
export function checkAnswers(answers: Answers): void {
  const problems = new Problems();
  for (const [index, handle] of answers.notify.entries()) {
    problems.require(
      /^@\S+$/.test(handle),
      `notify[${index}]`,
      handle,
      'a handle with its "@", such as "@slack-support"',
    );
  }
  problems.require(answers.notify.length > 0, "notify", undefined, "at least one handle");
  checkSite(problems, "site", answers.site);
  const subject = `LLM service ${JSON.stringify(answers.service)}`;
  const found = [
    ...declarationProblems(answers),
    ...problemsOf(() => problems.throwIfAny(subject)),
  ];
  if (found.length > 0) throw new InvalidInputError(subject, found);
}

const declarationProblems = (answers: Answers): readonly Problem[] =>
  problemsOf(() => validateLlmService(exampleService(answers)));

function problemsOf(check: () => void): readonly Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
}
