import { brokerage } from '#brokerage';

export const openNeeds = [brokerage];
