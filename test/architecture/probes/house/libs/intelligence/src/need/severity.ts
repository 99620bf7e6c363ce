export const severity = 1;
