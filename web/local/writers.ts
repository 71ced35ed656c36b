/** Who answers: whom the mail was for, somebody else to whom it was passed on, or somebody who pretends to be them. */
export const writers = ['recipient', 'other', 'forger'] as const;
export type Writer = (typeof writers)[number];
