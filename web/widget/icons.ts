export { clipIcon } from '../shared/files.ts';

/** The shapes of the widget's icons: paths in a square of 24. */
export const closeIcon = 'M6.5 6.5l11 11M17.5 6.5l-11 11';
export const sendIcon = 'M4.5 12 20 4.5 14.5 20l-3-6.5zM11.5 13.5 20 4.5';
export const backIcon = 'M14.5 5.5 8 12l6.5 6.5';
export const downIcon = 'M5.5 9.5 12 16l6.5-6.5';
export const mailIcon = 'M4 6.5h16v11H4zM4.5 7.2 12 13l7.5-5.8';
export const plusIcon = 'M12 5v14M5 12h14';
