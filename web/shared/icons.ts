/** The shapes of the icons: paths in a square of 24. Each has a name of its own, so that a page carries those it draws. */
export const chatIcon =
  'M12 4c4.7 0 8.5 3.2 8.5 7.3s-3.8 7.3-8.5 7.3c-1 0-2-.1-2.9-.4L4.5 20l1.3-3.6C4.4 15.1 3.5 13.3 3.5 11.3 3.5 7.2 7.3 4 12 4Z';
export const closeIcon = 'M6.5 6.5l11 11M17.5 6.5l-11 11';
export const sendIcon = 'M4.5 12 20 4.5 14.5 20l-3-6.5zM11.5 13.5 20 4.5';
export const backIcon = 'M14.5 5.5 8 12l6.5 6.5';
export const downIcon = 'M5.5 9.5 12 16l6.5-6.5';
export const mailIcon = 'M4 6.5h16v11H4zM4.5 7.2 12 13l7.5-5.8';
export const plusIcon = 'M12 5v14M5 12h14';
export const checkIcon = 'M5 12.5l4.5 4.5L19 7.5';
export const warningIcon = 'M12 4.5 21 19.5H3zM12 10v4.5M12 17v.1';
export const clockIcon = 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 7.5V12l3 2';
export const eyeIcon =
  'M3 12c2.2-3.9 5.2-5.8 9-5.8s6.8 1.9 9 5.8c-2.2 3.9-5.2 5.8-9 5.8S5.2 15.9 3 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z';
export const personIcon = 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.4 3.5-5.2 7.5-5.2s6.7 1.8 7.5 5.2';
export const searchIcon = 'M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5';
export const bellIcon = 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4';
export const refreshIcon = 'M19 8.5A7.5 7.5 0 1 0 19.5 13M19.5 4.5v4.5H15';
export const copyIcon = 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4';
export const blockIcon = 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11';
export const pauseIcon = 'M8.5 5.5v13M15.5 5.5v13';
export const externalIcon = 'M13.5 4.5h6v6M19.5 4.5 11 13M17.5 14v5.5h-13v-13H10';
export const replyIcon = 'M10 6 4 12l6 6v-4c5 0 8 1.2 10 4-.5-5.5-4-9-10-9z';
export const helpIcon =
  'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM9.7 9.8c.2-1.4 1.1-2.1 2.4-2.1s2.3.8 2.3 2c0 1.7-2.4 1.9-2.4 3.7M12 16.3v.1';
export const clipIcon =
  'M18.5 11.5 12 18a4 4 0 0 1-5.7-5.7l7.4-7.4a2.7 2.7 0 0 1 3.8 3.8l-7.3 7.3a1.3 1.3 0 0 1-1.9-1.9l6.6-6.6';
