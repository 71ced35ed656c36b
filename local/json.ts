/** What JSON.parse gives, with a reader for each shape, since templates, events and requests are all foreign JSON. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [name: string]: Json | undefined;
}

/** Parses JSON. Throws SyntaxError when it is none. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** The value as an object; an empty one if it is something else. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list; an empty one if it is something else. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a text, numbers and booleans written out; undefined for everything else. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The value as a number; CloudFormation writes some as text. */
export function numberOf(value: Json | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts of a list. */
export function textsOf(value: Json | undefined): string[] {
  return listOf(value).flatMap((one) => textOf(one) ?? []);
}
