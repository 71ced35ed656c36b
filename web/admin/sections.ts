/** The sections of the page in their order, by the names that links lead to: `/admin#hours`. */
export const sectionNames = [
  'switch',
  'triggers',
  'checklist',
  'times',
  'hours',
  'sender',
  'languages',
  'email',
  'website',
  'visitors',
] as const;

export type SectionName = (typeof sectionNames)[number];
