import type { SecretForm } from "./secret-patterns";

/** Forms of what says who somebody is, or where their money lies. */
export const PERSONAL_FORMS: readonly SecretForm[] = [
  // E-mail addresses; no package of a version, and no address of a repository.
  {
    pattern:
      /(?<![\p{L}\p{N}_.+-])(?!git@)[\p{L}\p{N}_.+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
    words: ["@"],
  },
  // Phone numbers with their country.
  {
    pattern:
      /(?<![\w+.-])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,3}(?!\w)/g,
    words: ["+"],
  },
  // Social security numbers of the United States.
  { pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
];

/** Whether digits may be a card's is for `isCardNumber` to say. */
export const CARD_NUMBER = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

/** Luhn's check: order and ticket numbers are not card numbers. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether these may be an account is for `isAccountNumber` to say. */
export const ACCOUNT_NUMBER =
  /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

/** The check of an IBAN: the remainder by 97, of letters as numbers, with the country at the end. */
export function isAccountNumber(text: string): boolean {
  const characters = text.replaceAll(" ", "");
  let remainder = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
