export const brokerage = 1;
